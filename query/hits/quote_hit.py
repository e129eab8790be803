"""What a reader gets: quote hits with their document, paragraph and characters."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.names.people import Person
from indexer.records import Document, Quote, Span, listed
from indexer.store.source_file import FileChange
from query.hits.copies import Copies

MARKS = 4
"""Characters of a sentence beside its words: quotation marks, a space, a full stop."""


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A quote that was found.

    Attributes:
        rank: From 1.
        score: Fused, higher is better; None where quotes are listed by date.
        document: The article.
        quote: The words, and the speaker as far as the article tells.
        person: The speaker as known from the whole archive; None if the speaker has no name.
        context: The sentences around it.
        line: The line of the file in which it begins, from 1; 0 if the file has no lines.
        file_change: What has become of the article's file since it was indexed; None if nothing.
        paragraph: Number of the paragraph in which it begins; None in a line outside paragraphs.
        copies: The other articles that have the same statement; None if there is none.
    """

    rank: int
    score: float | None
    document: Document
    quote: Quote
    person: Person | None
    context: Span
    line: int
    paragraph: int | None
    file_change: FileChange | None = None
    copies: Copies | None = None

    @property
    def passage_id(self) -> str | None:
        """The name to cite the paragraph by."""
        if self.paragraph is None:
            return None
        return f"{self.document.document_id}:{self.paragraph}"

    @property
    def speaker(self) -> str | None:
        """Who says it: the name across the archive, else the one in the article.

        Of several who speak together all names as the article has them.
        """
        if self.person and not self.quote.joint_speakers:
            return self.person.name
        return listed(self.quote.speakers) or None

    @property
    def is_in_sentence(self) -> bool:
        """Whether the sentence around it has other words than the quote's."""
        own = sum(part.end - part.start for part in self.quote.parts)
        return own + MARKS < self.context.end - self.context.start


@dataclass(frozen=True, slots=True)
class QuoteAnswer:
    """The quotes found.

    Attributes:
        question: The topic as it was understood; None for a list by date.
        hits: Best first, or by date.
        notes: What the reader should know about how the question was read.
        searched: How many quotes the filters and the topic's conditions admitted; a statement that
            is in several articles counts once, unless all of them are shown.
    """

    question: str | None
    hits: tuple[QuoteHit, ...]
    notes: tuple[str, ...]
    searched: int
