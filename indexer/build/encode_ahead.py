"""Texts -> unit rows while the run goes on: the next articles are read in the meantime.

One thread passes the texts on to the encoder, in the order in which they come. So the rows are the
same as if the run waited for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.store.batch import Batch
from indexer.store.catalog.entry import Entry
from indexer.store.quote_text import NO_PASSAGE, QuoteText

SLICE_PASSAGES = 1024
"""Passages that are encoded between two reports of progress."""

RECENT = 8192
"""Texts whose rows are kept: notices and copies of an article often come close together."""


class Encoded(NamedTuple):
    """The unit rows of some documents, float32.

    Attributes:
        passages: Of `Batch.texts()`, shape (passages, dimension).
        quote_texts: `Batch.quote_texts()`.
        quotes: Their rows, shape (quotes, dimension).
    """

    passages: NDArray[np.float32]
    quote_texts: list[QuoteText]
    quotes: NDArray[np.float32]


class EncodeAhead:
    """Encodes the documents of one slice after the other, in a thread of its own."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._recent: dict[bytes, NDArray[np.float32]] = {}
        self._thread: ThreadPoolExecutor | None = None

    def begin(self, entries: Sequence[Entry]) -> Future[Encoded]:
        """Encode the passages and quotes of documents once all that came before are encoded.

        Returns:
            Gives the rows, or raises the encoder's error.
        """
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1)
        return self._thread.submit(self._encode, list(entries))

    def stop(self) -> None:
        """Forget what is not encoded yet; waits for the slice that is being encoded."""
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)
            self._thread = None

    def _encode(self, entries: list[Entry]) -> Encoded:
        batch = Batch(entries)
        passages, quotes = batch.texts(), batch.quote_texts()
        own = [
            text if place == NO_PASSAGE else passages[place] for text, place in quotes
        ]  # together, so that no passage is encoded again for its quotes
        rows = self._rows([*passages, *own])
        return Encoded(rows[: len(passages)], quotes, rows[len(passages) :])

    def _rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows for the texts; the same words are encoded once."""
        keys = [_key(text) for text in texts]
        known = {key: self._recent[key] for key in keys if key in self._recent}
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known |= zip(fresh, self._encoder.encode_passages(list(fresh.values())), strict=True)
        for key in fresh:
            self._recent[key] = known[key].copy()
        for key in list(self._recent)[: max(0, len(self._recent) - RECENT)]:
            del self._recent[key]
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(
            len(keys), self._encoder.dimension
        )


def joined(parts: Sequence[Encoded], dimension: int) -> Encoded:
    """The rows of several slices as those of one; of none, no rows of that dimension."""
    none = np.empty((0, dimension), dtype=np.float32)
    texts, first = list[QuoteText](), 0
    for part in parts:
        texts += [one.moved(first) for one in part.quote_texts]
        first += len(part.passages)
    return Encoded(
        np.concatenate([none, *(part.passages for part in parts)]),
        texts,
        np.concatenate([none, *(part.quotes for part in parts)]),
    )


def _key(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
