"""What a run changes -> vectors -> commits, one batch after the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.build.progress.meter import Meter
from indexer.encoder.encoder import Encoder
from indexer.store.batch import Batch, QuoteTexts
from indexer.store.catalog.entry import Entry, Relocation
from indexer.store.catalog.state import Failure, FileState, RunReport
from indexer.store.writer import IndexWriter

BATCH_PASSAGES = 2048
"""Passages in a commit: a killed run loses some seconds of work, a long one makes few commits."""

BATCH_CHARACTERS = 2**24
"""Characters of text in a commit, however many passages these are, so that memory is bounded."""

SLICE_PASSAGES = 1024
"""Passages that are encoded between two reports of progress."""


class Committer:
    """Collects what a run changes, counts it, and commits it when there is enough.

    Each method takes note of one change. It becomes visible with the next commit, and it counts
    in the report from the moment on when it was noted.
    """

    def __init__(self, writer: IndexWriter, size: int, meter: Meter) -> None:
        """Begin with nothing.

        Args:
            writer: The writer of the index.
            size: About how many passages become visible at once.
            meter: Is told what is indexed, encoded and committed.
        """
        self._batch = Batch()
        self._report = RunReport()
        self._writer = writer
        self._size = size
        self._meter = meter
        self._names: set[str] = set()
        self._passages = self._characters = 0

    @property
    def report(self) -> RunReport:
        """What the run has done so far, whether or not it is committed."""
        return self._report

    def holds(self, document_id: str) -> bool:
        """Whether a document of that id waits for the next commit."""
        return document_id in self._names

    def keep(self, documents: int) -> None:
        """Count documents that stay as they are."""
        self._report = self._report.plus(unchanged=documents)

    def move(self, document: int, line: int) -> None:
        """Let a document, which is the same otherwise, begin on another line of its file."""
        self._batch.moved.append((document, line))

    def rename(self, document: int, place: Relocation) -> None:
        """Let a document, which says the same, be in another file."""
        self._batch.renamed.append((document, place))
        self._names.add(place.document_id)
        self.keep(1)

    def remove(self, documents: Collection[int]) -> None:
        """Take documents out of the index, by their numbers."""
        self._batch.removed += documents
        self._report = self._report.plus(removed=len(documents))

    def forget(self, path: str) -> None:
        """Forget a source file that is no longer there."""
        self._batch.forgotten.append(path)

    def finish(self, file: FileState) -> None:
        """Remember a source file that was read to its end, so that it need not be read again."""
        self._batch.files.append(file)

    def fail(self, path: str, failures: Sequence[Failure]) -> None:
        """Replace what is known to have failed in a source file; nothing, if all went well."""
        self._batch.failures[path] = list(failures)
        self._report = self._report.plus(failed=len(failures))

    def skip(self, path: str, counts: Mapping[str, int]) -> None:
        """Replace what is known of the files in an archive that whosaid does not read."""
        self._batch.skipped[path] = dict(counts)

    def add(self, entry: Entry) -> None:
        """Add or replace a document, and commit all that waits if that is enough now."""
        self._report = self._report.plus(**{"added" if entry.replaces is None else "changed": 1})
        self._meter.indexed(1)
        self._batch.entries.append(entry)
        self._names.add(entry.document.document_id)
        self._passages += len(entry.passages)
        self._characters += len(entry.document.text)
        if (
            max(self._passages, len(self._batch.entries)) >= self._size
            or self._characters >= BATCH_CHARACTERS
        ):
            self.flush()

    def flush(self) -> None:
        """Encode and commit what waits."""
        batch, self._batch = self._batch, Batch()
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
        """Unit rows for the texts, shape (texts, dimension); reports progress now and then."""
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
    """Unit rows for texts; a text that is known is not encoded again.

    The text of a quote is often a whole passage.

    Args:
        texts: The texts; a text may occur more than once.
        known: Texts that have been encoded before.
        rows: The unit rows of `known`, shape (known, dimension).
        encoder: Encodes each of the other texts once.

    Returns:
        One row for each text, in order, float32.
    """
    places = {text: place for place, text in enumerate(known)}
    fresh = [text for text in dict.fromkeys(texts) if text not in places]
    places |= {text: place for place, text in enumerate(fresh, len(known))}
    rows = np.concatenate([rows, encoder.encode_passages(fresh)])
    return rows[np.array([places[text] for text in texts], dtype=np.int64)]
