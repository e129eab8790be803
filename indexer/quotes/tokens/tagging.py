"""Words and signs -> their tags, by lists and by shape.

Nearly all words have the same tag wherever they stand. These tags are remembered, so that only
the rest is looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.quotes.lexicon import SAYING, cues, given_names, words
from indexer.quotes.tokens.tag import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    COLON,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    NAME,
    NUMBER,
    OBJECT,
    OPEN,
    OTHER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SEMICOLON,
    STOP,
    TIME,
    WORD,
    Tag,
)

_UNDECIDED = "?"  # for the moment: the tag depends on the one before it
# Common words with a capital have their tag as a small letter until their neighbours are known.
_UNSURE = re.compile("[vaprtchdo?]")
_TAGS = {
    **{tag.value: tag for tag in Tag},
    **{letter: Tag(letter.upper()) for letter in "vaprtchdo"},
    _UNDECIDED: OTHER,
}
_BEFORE_NAMES = frozenset((CUE, AUXILIARY, PREPOSITION, ADVERB))
_AFTER_NAMES = frozenset((PREPOSITION, CONJUNCTION, PRONOUN, DETERMINER))
_BEFORE_CUES = frozenset((AUXILIARY, PREPOSITION))
# Names in capitals that are pronouns in small letters.
_NOT_PRONOUNS = frozenset(("US", "WHO", "IT"))
_LOUD_REACH = 2  # words on each side that tell whether a line is in capitals
_KNOWN_WORDS = 50_000  # remembered at a time
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
    **dict.fromkeys(("–", "—", "―", "−", "-", "--"), DASH),
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
_TODAY = "today"  # also the end of names: "Harbour Today"
_ALSO_NAMES = frozenset(("will", "may", "can", "van", "down", "amid"))


def tag_words(row: Sequence[str]) -> tuple[list[Tag], list[str]]:
    """Tag words and signs.

    Args:
        row: As written, "" for a quote.

    Returns:
        The tags and the words in lower case.
    """
    known = _known_words()
    if len(known) > _KNOWN_WORDS:
        known.clear()
    found = list(map(known.__getitem__, row))
    first = "".join([tag for tag, _ in found])
    lowers = [lower for _, lower in found]
    tags = list(map(_TAGS.__getitem__, first))
    unsure = [found.start() for found in _UNSURE.finditer(first)]
    for at in unsure:
        if first[at] == _UNDECIDED:
            tags[at] = _tag_after(tags[at - 1] if at else STOP, lowers[at])
    for at in [at for at in unsure if _is_name(row, lowers, tags, at)]:
        tags[at] = NAME
    return tags, lowers


class _KnownWords(dict[str, tuple[str, str]]):
    """Word as written -> its tag, see `_tag_alone`, and the word in lower case."""

    def __missing__(self, word: str) -> tuple[str, str]:
        lower = word.lower()
        found = self[word] = _tag_alone(word, lower), lower
        return found


@lru_cache(maxsize=1)
def _known_words() -> _KnownWords:
    return _KnownWords()


@lru_cache(maxsize=1)
def _word_classes() -> dict[str, Tag]:
    """Lower-case word -> tag, for all listed words; a later class wins over an earlier one."""
    lists = words()
    classes: dict[str, Tag] = dict.fromkeys(cues(), CUE)
    classes["no."] = WORD  # "No. 2"
    for name, tag in _CLASS_TAGS:
        classes.update(dict.fromkeys(lists[name], tag))
    return classes


def _tag_alone(word: str, lower: str) -> str:
    """The tag of a word or sign by itself; its neighbours may correct it."""
    if not word:
        return QUOTE
    first = word[0]
    if first.isalpha():
        return _tag_word(word, lower)
    if first.isdigit():
        return NUMBER
    if first in ".!?…":
        return STOP
    return _UNDECIDED if first in "'’" else _PUNCTUATION.get(word, OTHER)


def _tag_word(word: str, lower: str) -> str:
    tag = _word_classes().get(lower)
    if word[0].islower():
        if "-" in word and _PARTICLE_NAME.match(word):
            return NAME
        if word in words()["nouns_in_ly"]:
            return WORD
        if tag is None:
            return ADVERB if lower.endswith("ly") else WORD
        return tag
    if tag is None:
        return NAME
    is_also_name = tag in (AUXILIARY, PREPOSITION) and lower in _ALSO_NAMES
    is_also_name = is_also_name or lower == _TODAY
    if is_also_name or (tag == CUE and lower not in words()["present_forms"]):
        return _UNDECIDED
    is_unsure = tag in _BEFORE_NAMES or tag in _AFTER_NAMES or tag == TIME
    return tag.lower() if is_unsure or word in _NOT_PRONOUNS else tag


def _tag_after(before: Tag, lower: str) -> Tag:
    """The tag of an undecided word after a token with this tag."""
    if lower[0] in "'’":
        return AUXILIARY if before == PRONOUN else POSSESSIVE
    tag = _word_classes()[lower]
    if lower == _TODAY:
        return NAME if before == NAME else tag
    if tag == CUE:
        # "Mark" and "Read" are names in mid-sentence.
        return CUE if before == STOP else NAME
    return tag if before in (STOP, QUOTE, COLON) else NAME


def _is_name(row: Sequence[str], lowers: Sequence[str], tags: Sequence[Tag], at: int) -> bool:
    """Whether a common word with a capital is a name, by its neighbours.

    "Mark Roe", "The Sunday Post", "Al From said", "Will said", "the WHO".
    """
    if not row[at][0].isupper():
        return False
    if row[at] in _NOT_PRONOUNS:
        return not _is_loud(row, at)
    tag, after = tags[at], tags[at + 1] if at + 1 < len(tags) else STOP
    if after == NAME and tag == TIME:
        return lowers[at + 1] in words()["papers"]
    if after == NAME and tag in _BEFORE_NAMES and lowers[at] in given_names():
        return True
    if at > 0 and tags[at - 1] == NAME and tag in _AFTER_NAMES and _is_surname(row, lowers, at):
        return True
    return after == CUE and tag in _BEFORE_CUES and _is_plain_report(lowers[at + 1])


def _is_loud(row: Sequence[str], at: int) -> bool:
    """Whether all words around a word are in capitals: "WHO SAID IT FIRST"."""
    around = [*row[max(0, at - _LOUD_REACH) : at], *row[at + 1 : at + 1 + _LOUD_REACH]]
    letters = [word for word in around if word.isalpha()]
    return bool(letters) and all(word.isupper() for word in letters)


def _is_surname(row: Sequence[str], lowers: Sequence[str], at: int) -> bool:
    """Whether a common word with a capital is a name: "Al From said", no headline."""
    follows = row[at + 1] if at + 1 < len(row) else ""
    return lowers[at - 1] in given_names() and not follows[:1].isupper()


def _is_plain_report(verb: str) -> bool:
    """Whether a word tells of somebody's speaking: "said", not "say" or "saying"."""
    cue = cues()[verb]
    return cue.group in SAYING and cue.lemma != verb and not verb.endswith("ing")
