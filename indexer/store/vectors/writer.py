"""Appending to the vectors on disk; `vectors` says what is in the files."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.store.durable import sync_folder, writing_to
from indexer.store.vectors.checksums import column_checksums, row_checksums, seed_of
from indexer.store.vectors.mean import Mean, no_mean
from indexer.store.vectors.reader import FORMAT_1_CHECKSUMS, Files, sign_words, unsound_rows


class VectorWriter:
    """Appends vectors to a folder; nothing counts until the catalog has committed the number.

    After a failed `append` the writer still stands where it stood, and may be tried again.
    """

    def __init__(
        self, folder: Path, rows: int, part_id: str, mean: Mean, streams: list[BinaryIO]
    ) -> None:
        self.folder = folder
        self.mean = mean
        self.dimension = len(mean)
        self.rows = rows
        self._seed = seed_of(part_id)
        self._streams = streams

    @classmethod
    def open(
        cls, folder: Path, dimension: int, rows: int, part_id: str, mean: Mean | None = None
    ) -> VectorWriter:
        """Open for appending after the first `rows` rows; with 0, create what is missing.

        What lies beyond these rows, left by a run that was killed, is cut off.

        Args:
            folder: Where the files lie; created if there is none.
            dimension: Columns of a vector, at least 1.
            rows: How many rows the catalog has committed.
            part_id: What the catalog calls the folder's content.
            mean: Against which signs are taken; None for zeros.

        Raises:
            IndexCorruptError: If a file is missing or has fewer rows than that.
            IndexWriteError: If the disk or the permissions do not allow writing.
            ValueError: If `dimension` is less than 1 or `rows` negative.
        """
        files = Files(folder, dimension, rows)
        if rows:
            files.check(rows)
        streams: list[BinaryIO] = []
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                for path, width in files.widths.items():
                    path.touch()
                    streams.append(path.open("r+b", buffering=0))
                    streams[-1].truncate(rows * width)
                (folder / FORMAT_1_CHECKSUMS).unlink(missing_ok=True)
                sync_folder(folder)
            except OSError:
                for stream in streams:
                    stream.close()
                raise
        return cls(folder, rows, part_id, no_mean(dimension) if mean is None else mean, streams)

    def append(self, vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
        """Write the vectors of the next passages, in order of passage number.

        Args:
            vectors: Unit rows, shape (n, dimension); n may be 0.

        Returns:
            The checksum of each row, shape (n,).

        Raises:
            ValueError: If the shape is another, or a row is not finite or not of unit length.
            IndexWriteError: If the disk or the permissions do not allow writing.
        """
        if vectors.ndim != 2 or vectors.shape[1] != self.dimension:
            raise ValueError(f"expected shape (n, {self.dimension}), got {vectors.shape}")
        unsound = unsound_rows(vectors)
        if len(unsound):
            raise ValueError(f"row {unsound[0]} is not a finite vector of unit length")
        # The bits are taken from the rounded rows: what is stored agrees with itself.
        rows = vectors.astype("<f2")
        signs = np.ascontiguousarray(sign_words(rows, self.mean).T).astype("<u8", copy=False)
        numbers = np.arange(self.rows, self.rows + len(rows))
        checksums = row_checksums(rows, numbers, self._seed)
        of_signs = column_checksums(signs, numbers, self._seed)
        both = np.stack([checksums, of_signs], axis=1).astype("<u8", copy=False)
        columns = [rows, *signs, both]
        with writing_to(self.folder):
            for stream, column in zip(self._streams, columns, strict=True):
                width = column.nbytes // len(column) if len(column) else 0
                stream.seek(self.rows * width)
                _write_all(stream, column.tobytes())
        self.rows += len(rows)
        return checksums

    def commit(self) -> None:
        """Make all appended rows durable, so that the catalog may commit their number.

        Raises:
            IndexWriteError: If the system cannot promise that they are on the disk.
        """
        with writing_to(self.folder):
            for stream in self._streams:
                os.fsync(stream.fileno())

    def close(self) -> None:
        """Close the files; what was appended after the last `commit` may or may not be there."""
        for stream in self._streams:
            stream.close()

    def __enter__(self) -> VectorWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _write_all(stream: BinaryIO, content: bytes) -> None:
    """Write to an unbuffered file, which may take less than it is given at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]
