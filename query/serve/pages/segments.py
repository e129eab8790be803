"""A text in pieces, each with what is marked there: matches, the answer, quotes, own notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.records import Document, Grade, Quote, Span

LONGEST = 700
"""Characters of a paragraph that a list shows without cutting it."""

SHOWN = 420
"""Characters of a longer one that a list shows."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A range of a text with what it is.

    Attributes:
        span: The range.
        name: "match", "answer", "at", or "quote sure" and the like: classes of HTML.
        key: Tells layers of one name apart, or "".
    """

    span: Span
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text in which nothing begins or ends.

    Attributes:
        text: The characters as they stand there.
        is_match: Whether it is a word of the question.
        classes: The names of all other layers over it, for HTML.
        anchor: The key of a layer that begins here, or "".
    """

    text: str
    is_match: bool
    classes: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a paragraph.

    Attributes:
        segments: Its pieces.
        is_cut_before, is_cut_after: Whether there is more of the paragraph on that side.
    """

    segments: tuple[Segment, ...]
    is_cut_before: bool = False
    is_cut_after: bool = False


def segments(text: str, span: Span, layers: Iterable[Layer]) -> tuple[Segment, ...]:
    """A range of a text in pieces that join to just that range.

    Args:
        text: The whole text.
        span: The range.
        layers: What is marked; parts outside of the range do not count.
    """
    inside = [one for one in layers if one.span.start < span.end and one.span.end > span.start]
    edges = {span.start, span.end}
    for one in inside:
        edges |= {max(one.span.start, span.start), min(one.span.end, span.end)}
    return tuple(_segment(text, start, end, inside) for start, end in pairwise(sorted(edges)))


def excerpt(text: str, span: Span, layers: Sequence[Layer], focus: Sequence[Span]) -> Excerpt:
    """A paragraph, cut around what answers if it is long.

    Args:
        text: The whole text.
        span: The paragraph.
        layers: What is marked.
        focus: What must be seen, the most important first; its beginning counts.
    """
    if span.end - span.start <= LONGEST:
        return Excerpt(segments(text, span, layers))
    at = focus[0].start if focus else span.start
    start = max(span.start, min(at - SHOWN // 4, span.end - SHOWN))
    end = min(span.end, start + SHOWN)
    start, end = _at_space(text, start, span, -1), _at_space(text, end, span, 1)
    shown = Span(start, end)
    return Excerpt(segments(text, shown, layers), start > span.start, end < span.end)


def quote_layers(quotes: Sequence[Quote]) -> list[Layer]:
    """The words of quotes, by how sure it is who speaks."""
    return [
        Layer(part, f"quote {grade_name(quote)}", f"q{quote.span.start}" if first else "")
        for quote in quotes
        for first, part in ((part is quote.parts[0], part) for part in quote.parts)
    ]


def grade_name(quote: Quote) -> str:
    """How sure it is who speaks: "sure", "likely", or "unnamed" without a name."""
    if not quote.speaker:
        return "unnamed"
    return "sure" if quote.grade is Grade.SURE else "likely"


def text_of(document: Document, quote: Quote) -> str:
    """The words of a quote; what stands between its parts becomes " […] "."""
    return " […] ".join(part.of(document.text) for part in quote.parts)


def _segment(text: str, start: int, end: int, layers: Sequence[Layer]) -> Segment:
    over = [one for one in layers if one.span.start <= start and one.span.end >= end]
    names = dict.fromkeys(one.name for one in over if one.name != "match")
    begins = next((one.key for one in over if one.key and one.span.start == start), "")
    is_match = any(one.name == "match" for one in over)
    return Segment(text[start:end], is_match, " ".join(names), begins)


def _at_space(text: str, at: int, span: Span, step: int) -> int:
    """The nearest place in a direction that is not within a word."""
    while span.start < at < span.end and not text[at - 1].isspace():
        at += step
    return at
