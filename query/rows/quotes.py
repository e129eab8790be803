"""The quotes of an index as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.errors import IndexCorruptError
from indexer.records import Document, Quote
from indexer.store.catalog.quotes import Quotations
from indexer.store.index import Index
from indexer.store.quote_text import quote_context
from indexer.store.rows import heading
from indexer.text.languages.common_words import ENGLISH
from query.rows.embedded import EmbeddedRows
from query.rows.keyword import EmbeddedKeyword
from query.rows.rows import Kind
from query.rows.vectors import EmbeddedVectors

RECENT = 64
"""Documents kept while quotes are read: the quotes of one answer often share theirs."""


class QuoteRows(EmbeddedRows):
    """Quotes (`Rows`); the row number is the quote number.

    Args:
        index: Opened with its quotes.
        passages: The passages of the same index, if they are searched too.

    Raises:
        ValueError: If the index was opened without its quotes.
    """

    kind: Kind = "quotes"

    def __init__(self, index: Index, passages: EmbeddedRows | None = None) -> None:
        part = index.quotes
        if part is None:
            raise ValueError("the index was opened without its quotes")
        super().__init__(
            index,
            part.document_of,
            EmbeddedKeyword(part.keyword, part.live),
            EmbeddedVectors(part.vectors, index.state.candidates),
            passages,
        )
        self.languages = (ENGLISH,)

    def with_quotes(self, quotes: Sequence[int]) -> Sequence[int]:
        """The same numbers: a quote is a row."""
        return quotes

    def written(self, field: str, numbers: Sequence[int]) -> Iterator[str]:
        """What stands in a field of quotes: the text of a quote is its sentences."""
        for _, document, quote in self.read(numbers):
            if field == "title":
                yield heading(document)
            elif field == "speaker":
                yield " ".join(quote.speakers)
            else:
                yield quote_context(document.text, quote).of(document.text)

    def read(self, numbers: Sequence[int]) -> Iterator[tuple[int, Document, Quote]]:
        """Each quote with the number of its document and the document.

        Raises:
            IndexCorruptError: If the catalog is damaged or lacks a quote.
        """
        found = Quotations(self.catalog).documents_of(numbers)
        read = lru_cache(maxsize=RECENT)(self._document)
        for number, (document_number, ordinal) in zip(numbers, found, strict=True):
            document, quotes = read(document_number)
            if not 0 <= ordinal < len(quotes):
                raise IndexCorruptError("catalog.db", f"quote number {number} is out of its place")
            yield document_number, document, quotes[ordinal]

    def _document(self, number: int) -> tuple[Document, list[Quote]]:
        return self.catalog.document(number), self.catalog.quotes_of(number)
