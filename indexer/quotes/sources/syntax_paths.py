"""The words of a sentence as one symbol each, by what they do in its grammar.

"X sued Y for calling him Q" is `NvNfjOQ`: the path from Y to the quote is `fjO`, the path from X is
`vNfjO`. Reporting words keep their class and their form. Prepositions, negations, nouns for people
and nouns for what is written have symbols of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.quotes.lexicon import FORMS_OF_BE, cues, words
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

SILENT = "_"
"""The symbol of what paths leave out: adverbs and days."""

_FINITE = {"say": "S", "report": "S", "judge": "J", "think": "K", "act": "B", "noun": "U"}
_GERUND = {"say": "s", "report": "s", "judge": "j", "think": "k", "act": "b", "noun": "U"}
_ASKED, _ASKING = "A", "i"
_PREPOSITIONS = {
    "by": "y",
    "for": "f",
    "of": "o",
    "from": "m",
    "as": "z",
    "to": "t",
    "with": "h",
    **dict.fromkeys(("after", "before", "because", "since", "until"), "c"),
}
_CONJUNCTIONS = {
    "that": "T",
    "who": "w",
    "which": "x",
    "whom": "x",
    "whose": "x",
    "where": "x",
    **dict.fromkeys(("if", "whether"), "?"),
    **dict.fromkeys(("and", "or", "but", "nor", "yet"), "&"),
    "as": "z",
}
_NEGATIONS = frozenset(("not", "never", "no", "nobody", "neither", "without"))
_QUESTION_WORDS = frozenset(("what", "how", "why"))
_OTHER_TAGS: dict[str, str] = {tag.OBJECT: "O", tag.DETERMINER: "D", tag.NUMBER: "#"}
_NOUNS = {
    "claims": "C",
    "speech_acts": "U",
    "inscriptions": "L",
    "recordings": "L",
    "document_heads": "d",
    "role_nouns": "r",
    "plural_sources": "r",
    "anonymous_heads": "r",
    "family": "r",
}
# A noun phrase is its last noun, a name of several words one name.
_SHORTENED = re.compile("_+|[nD#]+(?=[nrdULCN])|N+(?=N)")
_LAST_VERB = re.compile("([SJKBAsjkbiUCvg])[^SJKBAsjkbiUCvg]*$")
_NOMINAL = re.compile("[NHrdULCn]")
_CLAUSE = re.compile("[NHrnd][a!w]*[SJKBAv]")
_WHOLE, _END = 8, 4  # symbols of a path that is kept whole, and of each end of a longer one
_MOST_NOUNS, _MOST_CLAUSES = 3, 2
_KNOWN_PATHS, _KNOWN_WORDS = 20_000, 50_000  # remembered at a time


def syntax_symbols(tokens: Tokens) -> str:
    """One symbol a token; `SILENT` for adverbs, days, and what is far from all quotes."""
    pieces = []
    last = 0
    for start, end in tokens.near_quotes():
        pieces.append(SILENT * (start - last))
        pieces += map(_symbol, tokens.tags[start:end], tokens.lowers[start:end])
        last = end
    return "".join(pieces)


@lru_cache(maxsize=_KNOWN_PATHS)
def syntax_path(symbols: str) -> str:
    """Symbols with one for each noun phrase; of a long path both ends."""
    path = _SHORTENED.sub("", symbols)
    return path if len(path) <= _WHOLE else f"{path[:_END]}~{path[-_END:]}"


@lru_cache(maxsize=_KNOWN_PATHS)
def governor(path: str) -> str:
    """The last verb of a path, the symbol before it, and the number of nouns before it.

    In "X sued Y for calling him Q" the path from Y gives `jf0`, the path from X `jf1`.
    """
    found = _LAST_VERB.search(path)
    if found is None:
        return "-" + path[-1:]
    before = path[: found.start()]
    return f"{found[1]}{before[-1:]}{min(_MOST_NOUNS, len(_NOMINAL.findall(before)))}"


@lru_cache(maxsize=_KNOWN_PATHS)
def count_clauses(path: str) -> int:
    """The number of clauses with a subject of their own in a path, at most 2."""
    return min(_MOST_CLAUSES, len(_CLAUSE.findall(path)))


@lru_cache(maxsize=_KNOWN_WORDS)
def _symbol(here: str, lower: str) -> str:
    if lower in _NEGATIONS or lower.endswith(("n't", "n’t")):
        return "!"
    if here == tag.CUE:
        return _reporting_word(lower)
    if here == tag.AUXILIARY:
        return "e" if lower in FORMS_OF_BE else "a"
    if here == tag.PREPOSITION:
        return _PREPOSITIONS.get(lower, "p")
    if here == tag.CONJUNCTION:
        return _CONJUNCTIONS.get(lower, "c")
    if here == tag.PRONOUN:
        return "w" if lower == "who" else "H"
    if here in (tag.ADVERB, tag.TIME):
        return SILENT
    if lower in _QUESTION_WORDS:
        return "x"
    if here == tag.WORD:
        return _noun_or_verb(lower)
    return _OTHER_TAGS.get(here, here)


def _reporting_word(lower: str) -> str:
    cue, is_gerund = cues()[lower], lower.endswith("ing")
    if cue.group == "noun":
        return _noun_class(lower) or _GERUND["noun"]
    if cue.lemma == "read":  # "a letter that read"
        return "s" if is_gerund else "S"
    if cue.lemma == "ask":
        return _ASKING if is_gerund else _ASKED
    return (_GERUND if is_gerund else _FINITE)[cue.group]


def _noun_class(lower: str) -> str | None:
    """The symbol of a noun for people or for what they say or write."""
    lists = words()
    return next((symbol for name, symbol in _NOUNS.items() if lower in lists[name]), None)


def _noun_or_verb(lower: str) -> str:
    noun = _noun_class(lower)
    if noun is not None:
        return noun
    if lower in words()["past_forms"] or lower.endswith("ed"):
        return "v"
    return "g" if lower.endswith("ing") else "n"
