"""The passages of an index as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from indexer.records import Document, Span
from indexer.store.catalog.quotes import Quotations
from indexer.store.index import Index
from indexer.store.rows import heading
from query.rows.embedded import EmbeddedRows
from query.rows.keyword import EmbeddedKeyword
from query.rows.rows import Kind
from query.rows.vectors import EmbeddedVectors


class PassageRows(EmbeddedRows):
    """Passages (`Rows`); the row number is the passage number."""

    kind: Kind = "passages"

    def __init__(self, index: Index) -> None:
        super().__init__(
            index,
            index.document_of,
            EmbeddedKeyword(index.keyword, index.document_of >= 0),
            EmbeddedVectors(index.vectors, index.state.candidates),
        )

    def with_quotes(self, quotes: Sequence[int]) -> Sequence[int]:
        """The passages in which some of these quotes stand, ascending."""
        return Quotations(self.catalog).passages_with(quotes)

    def written(self, field: str, numbers: Sequence[int]) -> Iterator[str]:
        """What stands in a field of passages: a passage's speakers are those of its quotes."""
        if field == "text":
            yield from self._texts(numbers)
            return
        document: Document | None = None
        last = -1
        for number, _, span in self.catalog.passages(numbers):
            if document is None or number != last:
                document, last = self.catalog.document(number), number
            yield self._field(document, number, field, span)

    def _field(self, document: Document, number: int, field: str, span: Span) -> str:
        if field == "title":
            return heading(document)
        quotes = self.catalog.quotes_in(number, span)
        return " ".join(name for quote in quotes for name in quote.speakers)

    def _texts(self, numbers: Sequence[int]) -> Iterator[str]:
        """The texts of passages, without the facts about their documents, which take longer."""
        passages = self.catalog.passages(numbers)
        runs = [(number, list(run)) for number, run in groupby(passages, key=itemgetter(0))]
        texts = self.catalog.beginnings(
            [(number, max(span.end for _, _, span in run)) for number, run in runs]
        )
        for text, (_, run) in zip(texts, runs, strict=True):
            yield from (span.of(text) for _, _, span in run)
