"""The text around the quotes as a row of tokens, each quote a single token of its own.

Attribution is decided by what stands between the quotes: "Q , said Jane Roe . Q". Each token
has a one-letter tag for its word class, found by lists and shape; there is no tagger behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from indexer.quotes.lexicon import cues, given_names, words
from indexer.records import Span

QUOTE, NAME, CUE, WORD, NUMBER = "Q", "N", "V", "w", "#"
PRONOUN, OBJECT, DETERMINER, PREPOSITION = "H", "O", "D", "P"
AUXILIARY, CONJUNCTION, ADVERB, TIME, POSSESSIVE = "A", "C", "R", "T", "'"
STOP, COMMA, COLON, DASH, OPEN, CLOSE, SEMICOLON, OTHER = ".", ",", ":", "-", "(", ")", ";", "x"

_TOKEN = re.compile(
    r"([A-Za-z]+(?=[ ,])"  # most words, found at once; those below would find the same
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Cpl|Maj|Brig|Rev|Prof|St|Ste|Jr|Sr|Hon"
    r"|Adm|Cmdr|Sec|Supt|Ald|Del|Messrs|Msgr|Cllr|Atty|Asst|Dep|Inc|Co|Corp|Ltd|No|vs|Mt|Ft"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|[^\W\d_]\.(?=\s)"
    # a word, accents written behind its letters and inner signs included; not "Roe.The"
    r"|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
    r"(?:(?:[-&@]|\.(?!(?<=[a-z]\.)[A-Z][a-z])|['’](?!(?:[sS]|d|ll|re|ve|m)\b))"
    r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)*"
    r"|['’](?:[sS]|d|ll|re|ve|m)\b|(?<=[sS])['’]"
    r"|--|[.!?…]+|[,:;()\[\]–—―−@#-])"
)
# A surname with its article: "al-Nujaifi", "el-Sisi".
_PARTICLE_NAME = re.compile(r"(?:al|el|ad|ar|as|az|ash|an|bin|ibn|ben|abu)-[A-Z]")
_PUNCTUATION = {
    ",": COMMA,
    ":": COLON,
    ";": SEMICOLON,
    "(": OPEN,
    "[": OPEN,
    ")": CLOSE,
    "]": CLOSE,
    "–": DASH,
    "—": DASH,
    "―": DASH,
    "−": DASH,
    "-": DASH,
    "--": DASH,
    "@": OTHER,
    "#": OTHER,
}
_CLASS_TAGS = (
    ("times", TIME),
    ("adverbs", ADVERB),
    ("conjunctions", CONJUNCTION),
    ("prepositions", PREPOSITION),
    ("object_pronouns", OBJECT),
    ("determiners", DETERMINER),
    ("auxiliaries", AUXILIARY),
    ("pronouns", PRONOUN),
)
_ATTRIBUTION_REACH = 6
_SENTENCE_ENDS = re.compile(f"[{STOP}{QUOTE}{CLOSE}]")  # the tags that may end one


@dataclass(slots=True)
class Narrative:
    """Parallel lists, one item a token.

    Attributes:
        text: The whole text that the offsets refer to.
        words, lowers: Each token as written, and in lower case; a quote's is "".
        starts, ends: Offsets.
        tags: One letter each, see the constants of this module.
        sentences, paragraphs: Number of the sentence and of the paragraph, from 0.
        quote_tokens: Token number of each quote.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    quote_tokens: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tags)

    def near_quotes(self) -> set[int]:
        """The paragraphs in which sources may stand: those with quotes and those beside them.

        Of a text without quotes all are.
        """
        if not self.quote_tokens:
            return set(self.paragraphs)
        found = {self.paragraphs[token] for token in self.quote_tokens}
        return found | {one - 1 for one in found} | {one + 1 for one in found}

    def sentence_start(self, token: int) -> int:
        """First token of the sentence that a token is in."""
        return bisect_left(self.sentences, self.sentences[token])

    def sentence_end(self, token: int) -> int:
        """One past the last token of the sentence that a token is in."""
        return bisect_left(self.sentences, self.sentences[token] + 1)

    def tag(self, token: int) -> str:
        """The tag, or "$" beyond either end of the text."""
        return self.tags[token] if 0 <= token < len(self.tags) else "$"

    def lower(self, token: int) -> str:
        """The lower-case word, or "" beyond either end of the text."""
        return self.lowers[token] if 0 <= token < len(self.tags) else ""


def read_narrative(text: str, paragraphs: Sequence[Span], quotes: Sequence[Span]) -> Narrative:
    """Tokenise what is not quoted.

    Args:
        text: The whole text.
        paragraphs: Its paragraphs, in order.
        quotes: The quotes with their marks, in order and disjoint.
    """
    narrative = Narrative(text)
    waiting = 0
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        at = max(at, start)
        while waiting < len(quotes) and quotes[waiting].start < end:
            _add_words(narrative, number, at, quotes[waiting].start)
            _add_quote(narrative, number, quotes[waiting])
            at = quotes[waiting].end
            waiting += 1
        if at < end:
            _add_words(narrative, number, at, end)
    _number_sentences(narrative)
    return narrative


def _add_quote(narrative: Narrative, paragraph: int, span: Span) -> None:
    narrative.quote_tokens.append(len(narrative.tags))
    narrative.words.append("")
    narrative.lowers.append("")
    narrative.starts.append(span.start)
    narrative.ends.append(span.end)
    narrative.tags.append(QUOTE)
    narrative.paragraphs.append(paragraph)


def _add_words(narrative: Narrative, paragraph: int, start: int, end: int) -> None:
    pieces = _TOKEN.split(narrative.text[start:end])  # gap, token, gap, token, ..., gap
    offsets = list(accumulate(map(len, pieces), initial=start))
    found = pieces[1::2]
    narrative.words.extend(found)
    narrative.starts.extend(offsets[1:-1:2])
    narrative.ends.extend(offsets[2::2])
    narrative.paragraphs.extend([paragraph] * len(found))
    classes, settled = _word_classes(), _settled_tags()
    tags, lowers = narrative.tags, narrative.lowers
    for word in found:
        tag = settled.get(word, "")
        if tag:
            lowers.append(word)  # the commonest words are all their tag depends on
        elif word.islower() and word.isalpha() and word[0].islower() and word not in classes:
            tag = ADVERB if word.endswith("ly") else WORD
            lowers.append(word)
        else:
            lower = word.lower()
            tag = _tag_token(word, lower, classes, tags)
            if tags and (
                (tag == NAME and _was_name(narrative))
                or (tag == CUE and _is_surname(narrative, lower))
            ):
                tags[-1] = NAME
            lowers.append(lower)
        tags.append(tag)


@lru_cache(maxsize=1)
def _word_classes() -> dict[str, str]:
    """Lower-case word -> tag, for all listed words; a later class wins over an earlier one."""
    lists = words()
    classes = dict.fromkeys(cues(), CUE)
    for name, tag in _CLASS_TAGS:
        classes.update(dict.fromkeys(lists[name], tag))
    return classes


@lru_cache(maxsize=1)
def _settled_tags() -> dict[str, str]:
    """Lower-case words and signs that have the same tag wherever they stand."""
    listed = {word: tag for word, tag in _word_classes().items() if tag != CUE and word.isalpha()}
    nouns = dict.fromkeys(words()["nouns_in_ly"], WORD)
    return {**nouns, **listed, **_PUNCTUATION, ".": STOP, "?": STOP, "!": STOP}


def _was_name(narrative: Narrative) -> bool:
    """Whether the last token, taken for a common word, is a given name: "Mark", "Will"."""
    if narrative.tags[-1] not in (CUE, AUXILIARY, PREPOSITION, ADVERB):
        return False
    return _last_word(narrative)[0].isupper() and narrative.lowers[-1] in given_names()


def _is_surname(narrative: Narrative, verb: str) -> bool:
    """Whether the last token, taken for a common word, is the surname before a verb: "Will"."""
    if narrative.tags[-1] not in (AUXILIARY, PREPOSITION):
        return False
    if not _last_word(narrative)[0].isupper():
        return False
    cue = cues()[verb]
    return cue.group in ("say", "report") and cue.lemma != verb and not verb.endswith("ing")


def _last_word(narrative: Narrative) -> str:
    """The last token that has a tag, as written."""
    return narrative.words[len(narrative.tags) - 1]


def _tag_token(word: str, lower: str, classes: dict[str, str], tags: list[str]) -> str:
    first = word[0]
    if first.isalpha():
        return _tag_word(word, lower, classes, tags)
    if first.isdigit():
        return NUMBER
    if first in ".!?…":
        return STOP
    if first in "'’":
        return AUXILIARY if tags and tags[-1] == PRONOUN else POSSESSIVE
    return _PUNCTUATION.get(word, OTHER)


def _tag_word(word: str, lower: str, classes: dict[str, str], tags: list[str]) -> str:
    tag = classes.get(lower)
    if word[0].islower():
        if "-" in word and _PARTICLE_NAME.match(word):
            return NAME
        if tag:
            return tag
        return ADVERB if lower.endswith("ly") else WORD
    if tag is None:
        return NAME
    if tag == CUE:
        # "Mark" and "Read" are names in mid-sentence, "Says" is not.
        return CUE if lower in _SAYS or not tags or tags[-1] == STOP else NAME
    if tag == TIME or not tags or tags[-1] in ".Q:":
        return tag
    return NAME if tag in (AUXILIARY, PREPOSITION) and lower in _ALSO_NAMES else tag


_SAYS = frozenset(
    ("says", "tells", "asks", "warns", "claims", "writes", "tweets", "slams", "calls")
)
_ALSO_NAMES = frozenset(("will", "may", "can", "van", "down", "amid"))


def _number_sentences(narrative: Narrative) -> None:
    """Number the sentences; a quote that ends one ends it for the narrative as well."""
    paragraphs, sentences = narrative.paragraphs, narrative.sentences
    possible = {found.end() for found in _SENTENCE_ENDS.finditer("".join(narrative.tags))}
    possible.update(at for at, word in enumerate(narrative.words, start=1) if word[-1:] == ".")
    start = 0
    while start < len(paragraphs):
        start = bisect_right(paragraphs, paragraphs[start], start)
        possible.add(start)
    possible.discard(len(paragraphs))
    number = 0
    for token in sorted(possible):
        if paragraphs[token - 1] != paragraphs[token] or _is_boundary(narrative, token):
            sentences.extend([number] * (token - len(sentences)))
            number += 1
    sentences.extend([number] * (len(paragraphs) - len(sentences)))


def _is_boundary(narrative: Narrative, token: int) -> bool:
    """Whether a sentence ends before this token."""
    before, tag = narrative.tags[token - 1], narrative.tags[token]
    if before == STOP and tag in (CLOSE, COMMA, SEMICOLON):
        return False  # the stop of an abbreviation: "(D-Ill.)"
    if before == CLOSE:
        if narrative.tags[token - 2] != STOP or OPEN in narrative.tags[max(0, token - 5) : token]:
            return False
        before = STOP
    if before == STOP:
        return tag == QUOTE or not narrative.words[token][0].islower()
    if before == QUOTE:
        if tag not in (QUOTE, NUMBER, OPEN) and not narrative.words[token][0].isupper():
            return False
        last = _last_sign(narrative.text, narrative.ends[token - 1])
        return last in ".!?…" and not (last != "." and _is_attribution(narrative, token))
    last_word = narrative.words[token - 1]
    return (
        len(last_word) > 2
        and last_word.endswith(".")
        and tag in (PRONOUN, DETERMINER, QUOTE)
        and narrative.words[token][:1] not in "abcdefghijklmnopqrstuvwxyz"
    )


def _last_sign(text: str, end: int) -> str:
    """The last character of a quote's words, or "" for one without any."""
    at = end - 1
    while at >= 0 and (text[at] in "\"'”’»“‘ \xa0"):
        at -= 1
    return text[at] if at >= 0 else " "


def _is_attribution(narrative: Narrative, token: int) -> bool:
    """Whether the words after a quote are its "Jane Roe said", not a new sentence."""
    for at in range(token, min(token + _ATTRIBUTION_REACH, len(narrative.tags))):
        tag = narrative.tags[at]
        if tag == CUE:
            return at > token
        if tag not in (NAME, PRONOUN, DETERMINER, WORD, ADVERB):
            return False
    return False
