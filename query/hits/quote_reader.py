"""Quote numbers -> quote hits: what the catalog holds of them, and who the speakers are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.records import Document, Quote, line_of
from indexer.store.catalog.quotes import Quotations
from indexer.store.quote_text import quote_context
from query.hits.copies import Copies
from query.hits.file_changes import FileChanges
from query.hits.quote_hit import QuoteHit
from query.hits.same_statement import SameStatement
from query.rows.quotes import QuoteRows
from query.speakers.directory import Directory


class QuoteReader:
    """Reads the quotes that an answer shows.

    Args:
        rows: The quotes.
        directory: The people who are quoted.
        same_statement: Tells in which other articles a quote is; None if that is not shown.
    """

    def __init__(
        self, rows: QuoteRows, directory: Directory, same_statement: SameStatement | None = None
    ) -> None:
        self._rows, self._directory = rows, directory
        self._same_statement = same_statement
        self._quotations = Quotations(rows.catalog)
        self._changes = FileChanges(rows.catalog)

    def read(
        self, numbers: Sequence[int], scores: Mapping[int, float], offset: int
    ) -> tuple[QuoteHit, ...]:
        """The hits of quotes, in their order.

        Args:
            numbers: Quote numbers.
            scores: The score of each number that is ranked.
            offset: How many hits come before the first one.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        found = zip(numbers, self._rows.read(numbers), strict=True)
        return tuple(
            replace(
                self._hit(rank, scores.get(number), document_number, document, quote),
                copies=self._copies(number, document_number),
            )
            for rank, (number, (document_number, document, quote)) in enumerate(found, offset + 1)
        )

    def _copies(self, number: int, document: int) -> Copies | None:
        return self._same_statement.copies(number, document) if self._same_statement else None

    def _hit(
        self, rank: int, score: float | None, number: int, document: Document, quote: Quote
    ) -> QuoteHit:
        return QuoteHit(
            rank=rank,
            score=score,
            document=document,
            quote=quote,
            person=self._directory.person(number, quote.speaker) if quote.speaker else None,
            context=quote_context(document.text, quote),
            line=line_of(document, quote.span),
            paragraph=self._quotations.paragraph_at(number, quote.span.start),
            file_change=self._changes.of(document.path),
        )
