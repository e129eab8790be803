"""What a run changes -> vectors -> commits, one batch after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.build.encode_ahead import SLICE_PASSAGES, EncodeAhead, Encoded, joined
from indexer.build.progress.meter import Meter
from indexer.encoder.encoder import Encoder
from indexer.store.batch import Batch, QuoteTexts
from indexer.store.catalog.entry import Entry, Relocation
from indexer.store.catalog.state import Failure, FileState, RunReport
from indexer.store.quote_text import NO_PASSAGE, QuoteText
from indexer.store.writer import IndexWriter

BATCH_PASSAGES = 2048
"""Passages in a commit: a killed run loses some seconds of work, a long one makes few commits."""

BATCH_CHARACTERS = 2**24
"""Characters of text in a commit, however many passages these are, so that memory is bounded."""


@dataclass
class _Waiting:
    """A batch that is complete or being collected, and what is encoded of it.

    Attributes:
        batch: What it changes.
        names: The ids of its documents.
        slices: The rows of its documents, in order.
        given: How many of its documents the encoder has been given.
        fresh: How many passages the other ones have.
        passages, characters: How much the batch holds.
        read: Bytes that had been read when the batch was complete.
    """

    batch: Batch = field(default_factory=Batch)
    names: set[str] = field(default_factory=set)
    slices: list[Future[Encoded]] = field(default_factory=list)
    given: int = 0
    fresh: int = 0
    passages: int = 0
    characters: int = 0
    read: int = 0


class Committer:
    """Collects what a run changes, counts it, and commits it when there is enough.

    Each method takes note of one change. It counts in the report at once. It becomes visible with
    the commit of its batch, which comes when the next batch is complete: until then the encoder
    works on the batch.
    """

    def __init__(self, writer: IndexWriter, size: int, meter: Meter) -> None:
        """Begin with nothing.

        Args:
            writer: The writer of the index.
            size: About how many passages become visible at once.
            meter: Is told what is indexed, encoded and committed.
        """
        self._report = RunReport()
        self._writer = writer
        self._ahead = EncodeAhead(writer.encoder)
        self._size = size
        self._meter = meter
        self._open = _Waiting()
        self._complete: deque[_Waiting] = deque()

    @property
    def report(self) -> RunReport:
        """What the run has done so far, whether or not it is committed."""
        return self._report

    def holds(self, document_id: str) -> bool:
        """Whether a document of that id waits for a commit."""
        return any(document_id in one.names for one in (self._open, *self._complete))

    def keep(self, documents: int) -> None:
        """Count documents that stay as they are."""
        self._report = self._report.plus(unchanged=documents)

    def move(self, document: int, line: int) -> None:
        """Let a document, which is the same otherwise, begin on another line of its file."""
        self._open.batch.moved.append((document, line))

    def rename(self, document: int, place: Relocation) -> None:
        """Let a document, which says the same, be in another file."""
        self._open.batch.renamed.append((document, place))
        self._open.names.add(place.document_id)
        self.keep(1)

    def remove(self, documents: Collection[int]) -> None:
        """Take documents out of the index, by their numbers."""
        self._open.batch.removed += documents
        self._report = self._report.plus(removed=len(documents))

    def forget(self, path: str) -> None:
        """Forget a source file that is no longer there."""
        self._open.batch.forgotten.append(path)

    def finish(self, file: FileState) -> None:
        """Remember a source file that was read to its end, so that it need not be read again."""
        self._open.batch.files.append(file)

    def fail(self, path: str, failures: Sequence[Failure]) -> None:
        """Replace what is known to have failed in a source file; nothing, if all went well."""
        self._open.batch.failures[path] = list(failures)
        self._report = self._report.plus(failed=len(failures))

    def skip(self, path: str, counts: Mapping[str, int]) -> None:
        """Replace what is known of the files in an archive that whosaid does not read."""
        self._open.batch.skipped[path] = dict(counts)

    def add(self, entry: Entry) -> None:
        """Add or replace a document, and commit what is encoded if enough waits now."""
        self._report = self._report.plus(**{"added" if entry.replaces is None else "changed": 1})
        self._meter.indexed(1)
        waiting = self._open
        waiting.batch.entries.append(entry)
        waiting.names.add(entry.document.document_id)
        waiting.passages += len(entry.passages)
        waiting.characters += len(entry.document.text)
        waiting.fresh += len(entry.passages)
        if waiting.fresh >= SLICE_PASSAGES:
            self._encode_rest(waiting)
        if (
            max(waiting.passages, len(waiting.batch.entries)) >= self._size
            or waiting.characters >= BATCH_CHARACTERS
        ):
            self._finish_batch()
            # One batch is encoded while the next one is read. The order of the commits and what is
            # in them depends on nothing but the files.
            while len(self._complete) > 1:
                self._commit()

    def flush(self) -> None:
        """Encode and commit all that waits."""
        self._finish_batch()
        while self._complete:
            self._commit()

    def stop(self) -> None:
        """Encode no more of what is not committed: for the end of a run, however it ends."""
        self._ahead.stop()

    def _finish_batch(self) -> None:
        """What comes now goes into another batch."""
        waiting, self._open = self._open, _Waiting()
        if waiting.batch.is_empty():
            return
        self._encode_rest(waiting)
        waiting.read = self._meter.bytes_read
        self._complete.append(waiting)

    def _encode_rest(self, waiting: _Waiting) -> None:
        """Give the encoder the documents that it has not been given."""
        if entries := waiting.batch.entries[waiting.given :]:
            waiting.slices.append(self._ahead.begin(entries))
            waiting.given, waiting.fresh = waiting.given + len(entries), 0

    def _commit(self) -> None:
        """Commit the oldest batch, once it is encoded."""
        waiting = self._complete.popleft()
        done = 0
        for encoded in waiting.slices:
            passages = len(encoded.result().passages)
            done += passages
            self._meter.encoded(passages, waiting.read, done / max(1, waiting.passages))
        found = joined([one.result() for one in waiting.slices], self._writer.encoder.dimension)
        self._writer.commit(
            waiting.batch, found.passages, QuoteTexts(found.quote_texts, found.quotes)
        )
        self._meter.committed(waiting.read)


def quote_vectors(
    quotes: Sequence[QuoteText],
    passages: NDArray[np.float32],
    known: Sequence[str],
    rows: NDArray[np.float32],
    encoder: Encoder,
) -> NDArray[np.float32]:
    """Unit rows for quotes: that of its passage, or one of its own words.

    Args:
        quotes: By what the quotes are found.
        passages: The unit rows of the passages, shape (passages, dimension).
        known: Texts that have been encoded before.
        rows: The unit rows of `known`, shape (known, dimension).
        encoder: Encodes each of the other texts once.

    Returns:
        One row for each quote, in order, float32.
    """
    places = np.array([one.passage for one in quotes], dtype=np.int64)
    found = np.empty((len(quotes), passages.shape[1]), dtype=np.float32)
    is_own = places == NO_PASSAGE
    found[~is_own] = passages[places[~is_own]]
    texts = [one.text for one in quotes if one.passage == NO_PASSAGE]
    found[is_own] = unit_rows(texts, known, rows, encoder)
    return found


def unit_rows(
    texts: Sequence[str], known: Sequence[str], rows: NDArray[np.float32], encoder: Encoder
) -> NDArray[np.float32]:
    """Unit rows for texts; a text that is known is not encoded again.

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
