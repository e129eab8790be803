"""Appending to the vectors on disk; `reader` says what is in the files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.store.durable import sync_folder, writing_to
from indexer.store.vectors import int8
from indexer.store.vectors.checksums import column_checksums, row_checksums, seed_of
from indexer.store.vectors.files import Files
from indexer.store.vectors.float16 import unsound_rows
from indexer.store.vectors.mean import Mean, no_mean
from indexer.store.vectors.reader import sign_words
from indexer.store.vectors.rows import NOT_SHARED


class VectorWriter:
    """Appends vectors to a folder; nothing counts until the catalog has committed the number.

    After a failed `append` the writer still stands where it stood, and may be tried again.
    """

    def __init__(
        self,
        folder: Path,
        rows: int,
        part_id: str,
        mean: Mean,
        streams: list[BinaryIO],
        own: int | None = None,
    ) -> None:
        self.folder = folder
        self.mean = mean
        self.dimension = len(mean)
        self.rows = rows
        self._own, self._has_places = rows if own is None else own, own is not None
        self._seed = seed_of(part_id)
        self._streams = streams

    @classmethod
    def open(
        cls,
        folder: Path,
        dimension: int,
        rows: int,
        part_id: str,
        mean: Mean | None = None,
        *,
        has_places: bool = False,
    ) -> VectorWriter:
        """Open for appending after the first `rows` vectors; with 0, create what is missing.

        What lies beyond these, left by a run that was killed, is cut off.

        Args:
            folder: Where the files lie; created if there is none.
            dimension: Columns of a vector, at least 1.
            rows: How many vectors the catalog has committed.
            part_id: What the catalog calls the folder's content.
            mean: Against which signs are taken; None for zeros.
            has_places: Whether vectors may have the row of a passage.

        Raises:
            IndexCorruptError: If a file is missing or has fewer rows than that.
            IndexWriteError: If the disk or the permissions do not allow writing.
            ValueError: If `dimension` is less than 1 or `rows` negative.
        """
        files = Files(folder, dimension, has_places=has_places)
        own = files.check(rows) if rows else 0
        if rows < 0:
            raise ValueError(f"{rows} rows are out of range")
        sizes = {files.rows: own * files.row_bytes}
        sizes |= {path: rows * width for path, width in files.widths().items()}
        streams: list[BinaryIO] = []
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                for path, size in sizes.items():
                    path.touch()
                    streams.append(path.open("r+b", buffering=0))
                    streams[-1].truncate(size)
                sync_folder(folder)
            except OSError:
                for stream in streams:
                    stream.close()
                raise
        found = no_mean(dimension) if mean is None else mean
        return cls(folder, rows, part_id, found, streams, own if has_places else None)

    def append(
        self,
        vectors: NDArray[np.float32],
        shared: NDArray[np.int64] | None = None,
        damaged: NDArray[np.bool_] | None = None,
    ) -> NDArray[np.uint64]:
        """Write the vectors of the next passages, in order of passage number.

        Args:
            vectors: Unit rows, shape (n, dimension); n may be 0.
            shared: For each the number of the passage that has the same vector, or `NOT_SHARED`,
                shape (n,); None if all get rows of their own.
            damaged: Which of them are to count as damaged, shape (n,); None for none.

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
        codes = int8.encoded(vectors)
        signs = np.ascontiguousarray(sign_words(int8.decoded(codes), self.mean).T)
        numbers = np.arange(self.rows, self.rows + len(codes))
        checksums = row_checksums(codes, numbers, self._seed)
        of_signs = column_checksums(signs, numbers, self._seed)
        if damaged is not None:  # no checksum is to fit
            checksums, of_signs = checksums + damaged, of_signs + damaged
        both = np.stack([checksums, of_signs], axis=1)
        columns = [*signs.astype("<u8", copy=False), both.astype("<u8", copy=False)]
        if self._has_places:
            is_own, places = self._placed(len(codes), shared)
            codes, columns = codes[is_own], [places, *columns]
        self._write(codes, columns)
        self.rows += len(numbers)
        self._own += len(codes)
        return checksums

    def _placed(
        self, count: int, shared: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
        """Which of the next vectors get rows here, and the place of each one's row."""
        passages = np.full(count, NOT_SHARED, dtype=np.int64) if shared is None else shared
        is_own = passages == NOT_SHARED
        places = np.where(is_own, self._own + np.cumsum(is_own) - 1, -1 - passages)
        return is_own, places.astype("<i4")

    def _write(self, codes: int8.Codes, columns: Sequence[NDArray[np.generic]]) -> None:
        """Write behind what counts: rows first, then as `Files.widths` has the other files."""
        with writing_to(self.folder):
            self._streams[0].seek(self._own * self.dimension)
            _write_all(self._streams[0], codes.tobytes())
            for stream, column in zip(self._streams[1:], columns, strict=True):
                width = column.nbytes // len(column) if len(column) else 0
                stream.seek(self.rows * width)
                _write_all(stream, column.tobytes())

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
