"""What a reader gets: hits, each traceable to its document, paragraph and character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records import Document, Passage, Quote, Span
from query.facets import Facets
from query.fusion import Contribution


@dataclass(frozen=True, slots=True)
class LegPlace:
    """Where one searcher alone put the passage: its rank there (from 1) and its raw score."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        rank: From 1.
        score: Fused, higher is better; comparable only within one answer.
        document: Where it stands.
        passage: What stands there; `document.text[span.start:span.end] == text`.
        line: The line of the file in which the passage begins, from 1.
        keyword, semantic: Its place in each leg, or None where that leg did not rank it.
        contributions: The parts of the score, summing to it.
        matches: Words of the passage that match the question, as spans of the document's text,
            in order, not overlapping.
        answer: The sentence of the passage that answers best, or None if none stands out.
        quotes: Those that lie in the passage, in order.
        before, after: Neighbouring passages of the same document, in order, as many as asked for.
    """

    rank: int
    score: float
    document: Document
    passage: Passage
    line: int
    keyword: LegPlace | None
    semantic: LegPlace | None
    contributions: tuple[Contribution, ...]
    matches: tuple[Span, ...]
    answer: Span | None
    quotes: tuple[Quote, ...]
    before: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        question: As it was understood.
        hits: Best first.
        notes: What the reader should know about how the question was read.
        searched: How many passages the filters and the question's condition admitted.
        facets: Counts of what matches, if asked for.
    """

    question: str
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]
    searched: int
    facets: Facets | None = None


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document with all that was found in it."""

    document: Document
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]


def line_of(document: Document, span: Span) -> int:
    """The line of the document's file in which a span begins, from 1.

    A document that came from one line of its file (JSONL) has all of its text there.
    """
    if document.record:
        return document.line
    return document.line + document.text.count("\n", 0, span.start)


def quotes_within(quotes: Sequence[Quote], span: Span) -> tuple[Quote, ...]:
    """The quotes of which some part lies in the span."""
    return tuple(
        quote
        for quote in quotes
        if any(part.start < span.end and part.end > span.start for part in quote.parts)
    )
