"""The analyzer: text -> terms, the same for indexing, for questions and for highlighting.

    text --(one regular expression)--> words --(fold, strip, stem; cached)--> terms

A term is a case-folded word without diacritics, apostrophes or English endings: "Mosul’s" and
"MOSUL" give "mosul", "U.S." gives "us", "1,500" gives "1500", "al-Nujaifi" gives "al" and
"nujaifi". No word is left out, so that every phrase can be found; the ranking gives frequent words
little weight.

A text in another language is analysed in that language (`indexer.text.languages`): its words lose
the endings of the language, and then their diacritics. In scripts without spaces each pair of
letters is a term, whatever the language of the text.

Terms are part of the index format: a change of them needs a new `ANALYZER_VERSION`. The manifest
records the version, and opening an index compares it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from indexer.text.languages.common_words import ENGLISH
from indexer.text.languages.marks import MARKS
from indexer.text.languages.terms import pair_term, term_in
from indexer.text.languages.unspaced import is_unspaced, parts
from indexer.text.letters import UNDIVIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

ANALYZER_NAME = "english-snowball"
ANALYZER_VERSION = 1
IDENTITY = f"{ANALYZER_NAME}-{ANALYZER_VERSION}"

LONGEST_WORD = 64  # letters; longer runs are cut into pieces, so that a term stays small

SHORT_RUN = 8  # letters beyond ASCII whose plain form is kept: quotation marks, accents

# Letters, digits, and signs that do not divide a word: combining marks (decomposed accents), soft
# hyphens and joiners.
_W = rf"[\w\u0300-\u036f\u00ad\u200c\u200d\u2060{MARKS}]"
_APOSTROPHE = "'\u2019\u02bc\u2018\uff07\u00b4`"

# Every alternative matches at once or fails after a bounded number of steps, so a long hostile text
# takes time in proportion to its length.
_WORD = re.compile(
    rf"""
      \d{{1,64}}(?:,\d{{3}}(?!\d)){{0,8}}(?:\.\d{{1,32}})?{_W}{{0,64}}  # 1,500  2.5  25th  2.5bn
    | [^\W\d_](?:\.[^\W\d_]){{1,16}}\.?(?!{_W})                         # U.S.  a.m.
    | {_W}{{1,{LONGEST_WORD}}}(?:[{_APOSTROPHE}]{_W}{{1,{LONGEST_WORD}}}){{0,3}}
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}][sS]$")
# Not part of the word; a comma here is a thousands separator, an underscore is emphasis.
_DROPPED = dict.fromkeys(map(ord, f"{_APOSTROPHE},_\u00ad\u200c\u200d\u2060"))
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]+")
# Signs around a word; `find_terms` is only slower where one is missing.
_AROUND = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d"


class Token(NamedTuple):
    """One term and its place: `text[start:end]` is the word as written."""

    term: str
    start: int
    end: int


def terms(text: str, language: str = ENGLISH) -> list[str]:
    """The terms of a text in order, each as often as it occurs.

    Args:
        text: The text.
        language: Two-letter code of the language in which it is analysed.

    >>> terms("The U.S. said Mosul’s 1,500 fighters weren't leaving.")
    ['the', 'us', 'said', 'mosul', '1500', 'fighter', 'werent', 'leav']
    >>> terms("L'élection à Mossoul", "fr")
    ['elect', 'a', 'mossoul']
    """
    if language == ENGLISH and not is_unspaced(text):
        return [term for term in map(_term, _WORD.findall(text)) if term]
    return [token.term for token in _tokens(text, language)]


def words(text: str) -> list[str]:
    """The words of a text as they stand, in order; each gives a term unless nothing is left of it.

    >>> words("The U.S. said so.")
    ['The', 'U.S.', 'said', 'so']
    """
    return _WORD.findall(text)


def analyze(text: str, language: str = ENGLISH) -> list[Token]:
    """The terms of a text with their places, for highlighting.

    Args:
        text: The text.
        language: As for `terms`.

    Returns:
        Tokens in order of the text; `[token.term for token in analyze(text)] == terms(text)`. Only
        pairs of letters overlap.

    >>> analyze("Al-Nujaifi's")
    [Token(term='al', start=0, end=2), Token(term='nujaifi', start=3, end=12)]
    """
    return list(_tokens(text, language))


def _tokens(text: str, language: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if not is_unspaced(word):
            if term := term_of(word, language):
                yield Token(term, start, match.end())
            continue
        for first, last, is_pair in parts(word):
            part = word[first:last]
            if term := pair_term(part) if is_pair else term_of(part, language):
                yield Token(term, start + first, start + last)


def term_of(word: str, language: str) -> str:
    """The term of one word of a text; "" if nothing is left of it."""
    # Numbers and abbreviations are the same in all languages.
    if language == ENGLISH or word[0].isdigit() or "." in word:
        return _term(word)
    return term_in(word, language)


def find_terms(text: str, wanted: Collection[str], language: str = ENGLISH) -> list[Token]:
    """The wanted terms of a text with their places: like `analyze`, without the other terms.

    In a text of another language, English terms count too: earlier versions of this program
    analysed all texts as English.

    It takes a third of the time: most words of a text have another first letter than all wanted
    terms, and neither folding nor stemming changes a plain first letter.

    >>> find_terms("The Al-Nujaifi's", {"nujaifi"})
    [Token(term='nujaifi', start=7, end=16)]
    """
    if language != ENGLISH:
        found_in_both = {*analyze(text, language), *analyze(text)}
        places = {(start, end): term for term, start, end in found_in_both if term in wanted}
        return [Token(term, start, end) for (start, end), term in sorted(places.items())]
    initials = {term[:1] for term in wanted}
    found: list[Token] = []
    end = 0
    for run in text.split():  # no word goes across white space
        start = text.index(run, end)
        end = start + len(run)
        word = run.strip(_AROUND)
        if not (word.isascii() and word.isalpha() and len(word) <= LONGEST_WORD):
            inside = (token for token in analyze(run) if token.term in wanted)
            found.extend(Token(term, start + first, start + last) for term, first, last in inside)
        elif word[0].lower() in initials and (term := _term(word)) in wanted:
            first = start + run.index(word)
            found.append(Token(term, first, first + len(word)))
    return found


def fold(text: str) -> str:
    """The text without case and diacritics: the terms with their endings.

    >>> fold("Łódź*")
    'lodz*'
    """
    folded = text.casefold()
    if folded.isascii():
        return folded
    # Nothing else of a text changes, and marks never move across a plain letter.
    return _NOT_PLAIN.sub(_folded, folded)


def _folded(run: re.Match[str]) -> str:
    """Letters beyond ASCII without diacritics; already without case."""
    letters = run.group()
    return _fold_short(letters) if len(letters) <= SHORT_RUN else _fold_letters(letters)


@lru_cache(maxsize=1 << 12)
def _fold_short(letters: str) -> str:
    return _fold_letters(letters)


def _fold_letters(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run).translate(UNDIVIDED)
    # Compatibility forms may bring back capitals ("\N{TRADE MARK SIGN}" gives TM).
    return "".join(c for c in decomposed.casefold() if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """The term of a word; "" if nothing is left of it."""
    folded = fold(_POSSESSIVE.sub("", word))
    if not folded.isalnum():
        folded = folded.translate(_DROPPED)
        if not folded[:1].isdigit():
            folded = folded.replace(".", "")
    return _stemmer()(folded)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import Stemmer  # slow: only an analysis pays for it

    # No cache inside: `_term` is cached already.
    stem: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord
    return stem
