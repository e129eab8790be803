"""Is it a quotation? Words between marks may also be a title, a nickname, a term, a slogan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from indexer.quotes.lexicon import cues, words
from indexer.quotes.marks import Marked
from indexer.quotes.works import count_signs

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE_ENDS = ".!?\n"
_REACH, _CLAUSE_REACH = 60, 160  # code points
_NEAR = 3  # words
_FEW = 2
_SINGLE = ("‘", "'")
# Behind these a few words say something of what the clause is about; behind "the" they name it.
_PREDICATING = frozenset(
    (
        *("a", "an", "is", "are", "was", "were", "be", "been", "being", "as", "not", "to"),
        *("would", "could", "will", "had", "has", "have"),
    )
)
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_SUPPORT_STEP, _MOST_SUPPORT = 1.5, 8
_LONGEST_HEADLINE = 160  # code points of a first line that may be one
# Rarer opening marks count as the common ones that they are used like.
_COMMON_MARK = {
    **dict.fromkeys(("„", "‟", "”", "``", "‘‘", "«", "»"), "“"),
    **dict.fromkeys(("‚", "‛", "`", "‹", "›"), "‘"),
}
_ATTRIBUTIONS = (
    re.compile(r"\s*,?\s*(?:he|she|they|i|we|it|who)\s+(?:\w+\s+)?(\w+)", re.IGNORECASE),
    re.compile(r"\s*,?\s*(\w+)\s"),
    re.compile(r"\s*,?\s*(?:[A-Z][\w.’'-]*\s+){1,4}(\w+)"),
)
# The shapes of what is written with capitals throughout, and of all that stands in a headline.
_ALL_CAPITALS, _HEADLINE = "A", "h"
UNTOLD_TITLE = "ne:-False"
"""The feature of what is written like a title and has no word of saying beside it."""


def count_words(text: str) -> int:
    """How many words a stretch of text has."""
    return len(_WORD.findall(text))


def has_words(text: str, least: int) -> bool:
    """Whether a stretch of text has at least so many words, one or more."""
    return next(islice(_WORD.finditer(text), least - 1, None), None) is not None


def describe(text: str, marked: Marked, *, is_odd: bool = False) -> list[str]:
    """The features of a marked stretch for the question whether it is a quotation.

    Args:
        text: The whole text.
        marked: The stretch.
        is_odd: Whether it stands between marks of another kind than the text's others, see
            `odd_ones`.
    """
    seen = _look_at(text, marked, is_odd)
    before = text[max(0, marked.outer.start - _CLAUSE_REACH) : marked.outer.start]
    after = text[marked.outer.end : marked.outer.end + _REACH]
    shape, length, said = seen.shape, seen.length, _is_said(text, marked)
    lead, word_before = _lead(before[-_REACH:])
    if shape == _HEADLINE:  # where it stands in a headline tells little
        lead, word_before = shape, word_before or shape
    told = _told(text, marked, _CLAUSE_REACH)
    features = [
        *seen.features,
        f"le:{lead}",
        f"lel:{lead}{length}",
        f"les:{lead}{shape}",
        f"lf:{lead}{_follow(after)}",
        f"wcs:{_word_class(word_before)}{shape}",
        f"up:{seen.is_upper!s}{shape}{lead}",
        f"sa:{said!s}",
        f"hel:{_strongest(told)}{lead}{shape}",
        f"tvw:{seen.is_show!s}{word_before}",
        f"ow:{before.rstrip().endswith(_POSSESSIVES)!s}{shape}{seen.is_show!s}",
    ]
    if shape != _HEADLINE:
        beside = told if lead in ("w", ",", ":") else ()
        features.append(f"wk:{count_signs(beside, after, _WORD.findall(after))}{shape}")
    if shape == _ALL_CAPITALS:
        named = words()["works_introduced_by"]
        near = [word for word in told[-_NEAR:] if word not in named]
        features.append(f"ne:{_strongest(near)}{said!s}")
    return features


def odd_ones(text: str, marked: Sequence[Marked]) -> list[bool]:
    """Which stretches stand between single marks in a text where double ones are usual.

    Such are words within what somebody says at length without marks. In headlines and other
    lines that are no sentences single marks are usual everywhere.
    """
    single = [_COMMON_MARK.get(one.opening, one.opening) in _SINGLE for one in marked]
    if 2 * sum(single) > len(single):
        return [False] * len(single)
    return [one and not _is_in_line(text, part) for one, part in zip(single, marked, strict=True)]


def _is_in_line(text: str, marked: Marked) -> bool:
    """Whether a stretch stands in a headline, or in a line that does not end like a sentence."""
    start, end = marked.outer.start, marked.outer.end
    if _is_in_headline(text, marked):
        return True
    before = text[max(0, start - _LONGEST_HEADLINE) : start].rpartition("\n")
    after = text[end : end + _LONGEST_HEADLINE].partition("\n")
    if not (before[1] or start < _LONGEST_HEADLINE) or len(after[0]) == _LONGEST_HEADLINE:
        return False
    line = after[0].rstrip() or marked.inner.of(text)
    return line[-1] not in ".!?"


class _Seen(NamedTuple):
    """What is seen of a marked stretch by itself.

    Attributes:
        features: In words.
        shape: See `_shape`; or `_HEADLINE`, where all stretches are written like titles.
        length: The number of words, roughly.
        is_upper: Whether it begins with a capital.
        is_show: Whether it is written like the title of a programme.
    """

    features: list[str]
    shape: str
    length: str
    is_upper: bool
    is_show: bool


def _look_at(text: str, marked: Marked, is_odd: bool) -> _Seen:
    lists = words()
    content = marked.inner.of(text)
    found = _WORD.findall(content[:400])
    lowers = [word.lower() for word in found]
    is_headline = _is_in_headline(text, marked)
    shape = _HEADLINE if is_headline else _shape(found, lowers)
    size = len(found)
    length = "1" if size < 2 else "2" if size < 3 else "5" if size < 6 else "8" if size < 9 else "+"
    is_person = not lists["first_and_second_person"].isdisjoint(lowers)
    has_verb = not lists["common_verbs"].isdisjoint(lowers)
    opening = _COMMON_MARK.get(marked.opening, marked.opening)
    is_show = shape not in ("s", _HEADLINE) and not lists["shows"].isdisjoint(lowers)
    features = [
        "bias",
        f"sh:{shape}{length}",
        f"pel:{is_person!s}{has_verb!s}{length}{shape}",
        f"cl:{marked.closed!s}",
        f"op:{is_odd if opening in _SINGLE else opening!s}",
        f"hd:{is_odd!s}{shape}",
        f"tv:{is_show!s}{shape}",
        f"co:{':' in content!s}{shape}",
        f"dg:{any(word[0].isdigit() for word in found)!s}{shape}",
        f"mp:{len(marked.parts) > 1!s}{marked.closed!s}",
    ]
    return _Seen(features, shape, length, content[:1].isupper(), is_show)


def _shape(found: Sequence[str], lowers: Sequence[str]) -> str:
    """How much is written with capitals, as titles are: "A" for all, "T" for most, "c", "s".

    The small words of titles do not count: "The Way to the Sea" has capitals throughout.
    """
    small = words()["small_words_of_titles"]
    large = [word for word, lower in zip(found, lowers, strict=True) if lower not in small]
    counted = large or found
    capital = len([word for word in counted if word[0].isupper()]) / max(len(counted), 1)
    if capital == 1 and len(large) > 1:
        return _ALL_CAPITALS
    return "T" if capital > 0.7 else ("c" if capital > 0.4 else "s")


def _is_in_headline(text: str, marked: Marked) -> bool:
    """Whether a stretch stands in a first line that is short enough for a headline."""
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    return marked.outer.start < end


def backing(support: float) -> str:
    """The feature that tells how much speaks for the likeliest source of a marked stretch.

    Args:
        support: As in `attribution.Attribution`; titles and terms have none to speak of.
    """
    most = _SUPPORT_STEP * _MOST_SUPPORT
    return f"su:{int(max(-most, min(most, support)) // _SUPPORT_STEP)}"


def has_cue(text: str, marked: Marked) -> bool:
    """Whether a reporting word stands close by; without one, a word or two are no quotation.

    Two words may stand further from it in what it reports: "said that this was “very late”". For a
    word with a capital beside what tells of a work only one that follows at once counts.
    """
    if _is_said(text, marked):
        return True
    near = _told(text, marked, _REACH)[-_NEAR:]
    says_of = near[-1:] and near[-1] in _PREDICATING and has_words(marked.inner.of(text), _FEW)
    if says_of and _strongest(_told(text, marked, _CLAUSE_REACH)) in ("say", "report"):
        return True
    if _strongest(near) not in ("say", "report", "judge"):
        return False
    after = text[marked.outer.end : marked.outer.end + _REACH]
    is_upper = text[marked.inner.start].isupper()
    return not (is_upper and count_signs(near, after, _WORD.findall(after)))


def _told(text: str, marked: Marked, reach: int) -> list[str]:
    """The words of the sentence before a stretch, from so many code points before it on."""
    before = text[max(0, marked.outer.start - reach) : marked.outer.start]
    return _WORD.findall(_clause(before).lower())


def _clause(before: str) -> str:
    """The part of the sentence before the opening mark."""
    return before[max(map(before.rfind, _SENTENCE_ENDS)) + 1 :]


def _strongest(said: Sequence[str]) -> str:
    """The strongest class of reporting word among words in lower case."""
    known = cues()
    groups = {known[word].group for word in known.keys() & said}
    for group in ("say", "report", "judge", "think"):
        if group in groups:
            return group
    return "-"


def _lead(before: str) -> tuple[str, str]:
    """The sign before the opening mark, and the word before it."""
    stripped = before.rstrip(" \t\xa0")
    sign = stripped[-1:]
    if sign == "\n" or not stripped:
        return "^", ""
    if sign.isalnum():
        return "w", _last_word(stripped)
    if sign in ",:":
        return sign, _last_word(stripped[:-1])
    return (sign if sign in ".?!=(—-“”\"'" else "x"), ""


def _last_word(text: str) -> str:
    found = _WORD.findall(text[-24:])
    return found[-1].lower() if found else ""


def _word_class(word: str) -> str:
    if not word:
        return ""
    known = cues().get(word)
    lists = words()
    if word in lists["works_introduced_by"]:
        return "titled"
    if word in lists["titled_works"]:
        return "work"
    if known:
        return known.group
    for name in ("determiners", "prepositions", "auxiliaries", "conjunctions"):
        if word in lists[name]:
            return name
    return "w"


def _follow(after: str) -> str:
    """What comes after the closing mark: a sign, a capital, a noun of works, or a word."""
    stripped = after.lstrip(" \t\xa0")
    if not stripped or stripped[0] == "\n":
        return "$"
    if not stripped[0].isalnum():
        return stripped[0] if stripped[0] in ",.;:)—-<>[(" else "x"
    found = _WORD.match(stripped)
    word = found.group().lower() if found else ""
    if word in words()["titled_works"]:
        return "work"
    if stripped[0].isupper():
        return "N"
    return _word_class(word) or "w"


def _is_said(text: str, marked: Marked) -> bool:
    """Whether an attribution follows at once: "said Jane Roe", "she said", "Jane Roe said".

    After a full stop it is another sentence that follows.
    """
    last, end = marked.parts[-1].end, marked.outer.end
    if text[last - 1] == "." and text[last - 2] != ".":
        return False
    after = text[end : end + _REACH]
    known = cues()
    for attribution in _ATTRIBUTIONS:
        found = attribution.match(after)
        word = found.group(1).lower() if found else ""
        if word in known and known[word].group in ("say", "report"):
            return True
    return False
