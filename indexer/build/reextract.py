"""Find quotes of stored documents again, from the stored texts.

An index lives for years, and the extractor improves. A document whose file has not changed must not
keep a speaker that the extractor of today would not name. Passages keep their vectors. If searches
find the quotes by the same words and names as before, only the quotes' rows in the catalog change.
Otherwise the document replaces itself like a changed one, because the keyword index holds the names
of the people who are quoted in each passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from indexer.build.commit import quote_vectors
from indexer.records import Quote
from indexer.store.batch import Batch, QuoteTexts
from indexer.store.catalog.entry import Entry, stored_entry
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import DocumentRanges
from indexer.store.quote_text import QuoteText, quote_text
from indexer.store.rows import keyword_rows, quote_rows
from indexer.store.writer import IndexWriter

QuotesOf = Callable[[Entry], tuple[Quote, ...]]
"""Finds the quotes of a document that is stored."""


class Reextraction:
    """The documents of an index with quotes from an older extractor.

    Args:
        writer: Of the index.
        quotes_of: Finds the quotes of a document; gets the document as it is stored.
        only: Take this document alone, whichever extractor found its quotes.
    """

    def __init__(
        self, writer: IndexWriter, quotes_of: QuotesOf, *, only: int | None = None
    ) -> None:
        self._writer = writer
        self._quotes_of = quotes_of
        self._only = only
        older = writer.catalog.state().older
        # The last document comes first, so that one number says which are done. Inside a commit
        # they keep their order.
        self._extents = [
            one
            for one in writer.catalog.ranges()
            if (one.document < older if only is None else one.document == only)
        ]
        self._passages, self._quotes = writer.vectors()

    def __len__(self) -> int:
        """How many documents are left."""
        return len(self._extents)

    def run(self, passages: int, characters: int) -> Iterator[int]:
        """Extract their quotes again.

        Args:
            passages: About how many passages the documents of a commit have.
            characters: About how many characters their texts have at most.

        Yields:
            After each commit: how many documents are left.

        Raises:
            IndexCorruptError: If a document or one of its vectors is not what was written.
        """
        while True:
            batch, changed = self._next(passages, characters)
            texts = batch.quote_texts()
            kept = self._of_passages([extent for extent, _ in changed])
            found = self._of_quotes(batch, changed, texts, kept)
            self._writer.commit(batch, kept, QuoteTexts(texts, found))
            yield len(self)
            if not self._extents:
                return

    def _next(
        self, passages: int, characters: int
    ) -> tuple[Batch, list[tuple[DocumentRanges, Entry]]]:
        """What the next commit changes, and the documents that it replaces as they were before."""
        batch, changed = Batch(), list[tuple[DocumentRanges, Entry]]()
        with closing(Catalog.open(self._writer.layout.catalog)) as catalog:
            while self._extents and passages > 0 and characters > 0:
                extent = self._extents.pop()
                before = stored_entry(catalog, extent.document)
                now = self._extracted(before, extent.document)
                if is_found_alike(before, now):
                    batch.revised.append((extent.document, now.quotes))
                else:
                    batch.entries.append(now)
                    changed.append((extent, before))
                if self._only is None:
                    batch.older = extent.document
                passages -= extent.passages + 1
                characters -= len(now.document.text)
        if not self._extents and self._only is None:
            batch.older = 0
        batch.entries.reverse()
        changed.reverse()
        return batch, changed

    def _extracted(self, before: Entry, number: int) -> Entry:
        return replace(before, quotes=self._quotes_of(before), replaces=number)

    def _of_passages(self, extents: list[DocumentRanges]) -> NDArray[np.float32]:
        """The rows of the passages, in order, shape (passages, dimension)."""
        ranges = [np.arange(e.first_passage, e.first_passage + e.passages) for e in extents]
        numbers = np.concatenate([np.empty(0, dtype=np.int64), *ranges])
        return self._passages.read(numbers)

    def _of_quotes(
        self,
        batch: Batch,
        changed: list[tuple[DocumentRanges, Entry]],
        texts: list[QuoteText],
        passages: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Unit rows for the texts of the quotes; a text that was there before keeps its row."""
        held = {
            quote_text(before.document, quote): number
            for extent, before in changed
            for number, quote in enumerate(before.quotes, extent.first_quote)
        }
        again = [text for text in dict.fromkeys(one.text for one in texts) if text in held]
        rows = self._quotes.read(np.array([held[text] for text in again], dtype=np.int64))
        return quote_vectors(
            texts,
            passages,
            [*batch.texts(), *again],
            np.concatenate([passages, rows]),
            self._writer.encoder,
        )


def is_found_alike(before: Entry, now: Entry) -> bool:
    """Whether keyword indexes and vectors are the same for two versions of a document."""
    if before.quotes == now.quotes:
        return True
    if len(before.quotes) != len(now.quotes):
        return False
    texts = [[quote_text(one.document, quote) for quote in one.quotes] for one in (before, now)]
    return (
        texts[0] == texts[1]
        and list(quote_rows([before], 0, texts[0])) == list(quote_rows([now], 0, texts[1]))
        and list(keyword_rows([before], 0)) == list(keyword_rows([now], 0))
    )
