"""What a reader gets: hits with their document, paragraph and characters."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.records import Document, Passage, Quote, Span
from indexer.store.source_file import FileChange
from query.hits.copies import Copies
from query.hits.facets import Facets
from query.rank.fusion import Contribution
from query.rank.ranking import SearcherRank


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        rank: From 1.
        score: Fused, higher is better; comparable only within one answer.
        document: The article.
        passage: The text; `document.text[span.start:span.end] == text`.
        line: The line of the file in which the passage begins, from 1; 0 if it has no lines.
        keyword, semantic: Where each searcher ranked it, or None where that searcher did not.
        contributions: The parts of the score, summing to it.
        matches: Words of the passage that match the question, as spans of the document's text,
            in order, not overlapping.
        answer: The sentence of the passage that answers best; None if no sentence stands out.
        quotes: Quotes in the passage, in order.
        copies: The other articles of the same story; None if there is none.
        file_change: What has become of the article's file since it was indexed; None if nothing.
        before, after: Neighbouring passages of the same document, in order, as many as asked for.
    """

    rank: int
    score: float
    document: Document
    passage: Passage
    line: int
    keyword: SearcherRank | None
    semantic: SearcherRank | None
    contributions: tuple[Contribution, ...]
    matches: tuple[Span, ...]
    answer: Span | None
    quotes: tuple[Quote, ...]
    copies: Copies | None = None
    file_change: FileChange | None = None
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
        answered: Whether the archive seems to answer at all. If not, the hits are only the
            nearest passages; False without hits, too.
        probability: That it does, in [0, 1]; None where nothing was judged (`query.answerable`).
    """

    question: str
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]
    searched: int
    facets: Facets | None = None
    answered: bool = True
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document with all that was found in it, and what has become of its file.

    `passage` is the one that was asked for; None where the whole document was.
    """

    document: Document
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    file_change: FileChange | None = None
    passage: Passage | None = None
