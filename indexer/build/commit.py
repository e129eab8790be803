"""Articles with their passages and quotes -> vectors -> commits, one batch after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.build.meter import Meter
from indexer.encoder.encoder import Encoder
from indexer.store.batch import Batch, QuoteTexts
from indexer.store.catalog.entry import Entry
from indexer.store.writer import IndexWriter

BATCH_PASSAGES = 2048
"""Passages a commit: some seconds of work lost at most, and few commits on long runs."""

BATCH_CHARACTERS = 2**24
"""Of text a commit, whatever the number of passages, so that memory stays bounded."""

SLICE_PASSAGES = 1024
"""Passages encoded between two words of progress."""


class Committer:
    """Fills a batch, and encodes and commits it when it is full.

    Attributes:
        batch: The changes that are waiting; anything but entries may be added to it directly.
    """

    def __init__(self, writer: IndexWriter, size: int, meter: Meter) -> None:
        """Begin with nothing.

        Args:
            writer: Of the index.
            size: About how many passages become visible at once.
            meter: Told what is encoded and committed.
        """
        self.batch = Batch()
        self._writer = writer
        self._size = size
        self._meter = meter
        self._names: set[str] = set()
        self._passages = self._characters = 0

    def holds(self, document_id: str) -> bool:
        """Whether an article of that id is waiting."""
        return document_id in self._names

    def add(self, entry: Entry) -> None:
        """Let an article wait, or commit it with all that are waiting if these are enough now."""
        self.batch.entries.append(entry)
        self._names.add(entry.document.document_id)
        self._passages += len(entry.passages)
        self._characters += len(entry.document.text)
        if (
            max(self._passages, len(self.batch.entries)) >= self._size
            or self._characters >= BATCH_CHARACTERS
        ):
            self.flush()

    def flush(self) -> None:
        """Encode and commit what is waiting."""
        batch, self.batch = self.batch, Batch()
        self._names.clear()
        self._passages = self._characters = 0
        if batch.is_empty():
            return
        passages, quotes = batch.texts(), batch.quote_texts()
        vectors = self._encode(passages)
        found = unit_rows(quotes, passages, vectors, self._writer.encoder)
        self._writer.commit(batch, vectors, QuoteTexts(quotes, found))
        self._meter.committed()

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit rows for the texts, telling how far it is now and then."""
        encoder = self._writer.encoder
        parts = [np.empty((0, encoder.dimension), dtype=np.float32)]
        for start in range(0, len(texts), SLICE_PASSAGES):
            parts.append(encoder.encode_passages(texts[start : start + SLICE_PASSAGES]))
            self._meter.encoded(
                len(parts[-1]), min(start + SLICE_PASSAGES, len(texts)) / len(texts)
            )
        return np.concatenate(parts)


def unit_rows(
    texts: Sequence[str], known: Sequence[str], rows: NDArray[np.float32], encoder: Encoder
) -> NDArray[np.float32]:
    """Unit rows for texts; one that is among the known has its row already.

    A quote's text is often a whole passage.

    Args:
        texts: Any of them more than once.
        known: Those that have been encoded before.
        rows: Of the known ones.
        encoder: Encodes the others, each once.
    """
    places = {text: place for place, text in enumerate(known)}
    fresh = [text for text in dict.fromkeys(texts) if text not in places]
    places |= {text: place for place, text in enumerate(fresh, len(known))}
    rows = np.concatenate([rows, encoder.encode_passages(fresh)])
    return rows[np.array([places[text] for text in texts], dtype=np.int64)]
