"""How the words of a quotation span are written, and the line that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import words
from indexer.quotes.marks.spans import QuotationSpan

WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
"""A word, with what joins its parts."""
_SINGLE = ("‘", "'")
_LONGEST_HEADLINE = 160  # code points of a first line that may be one
# Rarer opening marks count as the common ones that they are used like.
_COMMON_MARK = {
    **dict.fromkeys(("„", "‟", "”", "``", "‘‘", "«", "»"), "“"),
    **dict.fromkeys(("‚", "‛", "`", "‹", "›"), "‘"),
}


class Shape(FeatureEnum):
    """How much of a quotation span is written with capitals, as titles are."""

    ALL_CAPITALS = "A"
    MOSTLY_CAPITALS = "T"
    MIXED = "c"
    SENTENCE = "s"
    HEADLINE = "h"  # in a headline, where all words are written so


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def has_words(text: str, least: int) -> bool:
    """Whether a text has at least so many words, one or more."""
    return next(islice(WORD.finditer(text), least - 1, None), None) is not None


def odd_ones(text: str, spans: Sequence[QuotationSpan]) -> list[bool]:
    """Which spans stand between single marks in a text where double marks are usual.

    Such words are often part of a long speech that has no marks. In headlines and other lines
    that are no sentences single marks are usual everywhere.
    """
    single = [_COMMON_MARK.get(one.opening, one.opening) in _SINGLE for one in spans]
    if 2 * sum(single) > len(single):
        return [False] * len(single)
    return [one and not _is_in_line(text, part) for one, part in zip(single, spans, strict=True)]


def _is_in_line(text: str, span: QuotationSpan) -> bool:
    """Whether a span stands in a headline, or in a line that does not end like a sentence."""
    start, end = span.outer.start, span.outer.end
    if _is_in_headline(text, span):
        return True
    before = text[max(0, start - _LONGEST_HEADLINE) : start].rpartition("\n")
    after = text[end : end + _LONGEST_HEADLINE].partition("\n")
    if not (before[1] or start < _LONGEST_HEADLINE) or len(after[0]) == _LONGEST_HEADLINE:
        return False
    line = after[0].rstrip() or span.inner.of(text)
    return line[-1] not in ".!?"


class Seen(NamedTuple):
    """How the words of a quotation span are written.

    Attributes:
        features: In words.
        shape: How it is written.
        length: The number of words, roughly.
        is_upper: Whether it begins with a capital.
        is_show: Whether it is written like the title of a programme.
    """

    features: list[str]
    shape: Shape
    length: str
    is_upper: bool
    is_show: bool


def look_at(text: str, span: QuotationSpan, is_odd: bool) -> Seen:
    """Look at the words of a span; `is_odd` as for `classifier.describe`."""
    lists = words()
    content = span.inner.of(text)
    found = WORD.findall(content[:200])
    lowers = [word.lower() for word in found]
    is_headline = _is_in_headline(text, span)
    shape = Shape.HEADLINE if is_headline else _shape(found, lowers)
    size = len(found)
    length = "1" if size < 2 else "2" if size < 3 else "5" if size < 6 else "8" if size < 9 else "+"
    is_person = not lists["first_and_second_person"].isdisjoint(lowers)
    has_verb = not lists["common_verbs"].isdisjoint(lowers)
    opening = _COMMON_MARK.get(span.opening, span.opening)
    is_written_so = shape not in (Shape.SENTENCE, Shape.HEADLINE)
    is_show = is_written_so and not lists["shows"].isdisjoint(lowers)
    features = [
        "bias",
        f"sh:{shape}{length}",
        f"pel:{is_person!s}{has_verb!s}{length}{shape}",
        f"cl:{span.closed!s}",
        f"op:{is_odd if opening in _SINGLE else opening!s}",
        f"hd:{is_odd!s}{shape}",
        f"tv:{is_show!s}{shape}",
        f"co:{':' in content!s}{shape}",
        f"dg:{any(word[0].isdigit() for word in found)!s}{shape}",
        f"mp:{len(span.parts) > 1!s}{span.closed!s}",
    ]
    return Seen(features, shape, length, content[:1].isupper(), is_show)


def _shape(found: Sequence[str], lowers: Sequence[str]) -> Shape:
    """How much is written with capitals, as titles are.

    The small words of titles do not count: "The Way to the Sea" has capitals throughout.
    """
    small = words()["small_words_of_titles"]
    large = [word for word, lower in zip(found, lowers, strict=True) if lower not in small]
    counted = large or found
    capital = len([word for word in counted if word[0].isupper()]) / max(len(counted), 1)
    if capital == 1 and len(large) > 1:
        return Shape.ALL_CAPITALS
    if capital > 0.7:
        return Shape.MOSTLY_CAPITALS
    return Shape.MIXED if capital > 0.4 else Shape.SENTENCE


def _is_in_headline(text: str, span: QuotationSpan) -> bool:
    """Whether a span stands in a first line that is short enough for a headline."""
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    return span.outer.start < end
