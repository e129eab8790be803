"""The vectors on disk: a row for each passage to score exactly, and its sign bits to scan fast.

    rows.f16       (n, dimension) float16, one row after the other
    signs-KK.u64   (n,) uint64 for each 64 dimensions: bit j of column KK says whether the row's
                   component 64 * KK + j is greater than 0; bits beyond the dimension are 0
    sums.u64       (n, 2) uint64: checksums of the row and of its bits (see `sums`)

Row = passage number. All little-endian, without any header. How many rows count is not written
here: the catalog says so. What a killed run left beyond that count is ignored by readers and cut
off by the next writer; rows that count are never written again, so that a reader's maps stay
valid while a writer appends.

A column of bits is a file because it is then contiguous, which makes the scan four times as fast
as bits kept row by row, and still grows at its end. float16 halves the rows; the cosines differ
from float32 by less than 0.0005, which changes no measured ranking by more than chance.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.durable import sync_folder, writing_to
from indexer.store.sums import sums_of_columns, sums_of_rows

WORD_BITS = 64
UNIT_TOLERANCE = 1e-3
"""How far a row's length may be from 1: float16 rounds it by up to 0.0005."""

BLOCK = 16_384
"""Rows that are checked at once, to bound the memory."""

Code = NDArray[np.uint64]
"""The sign bits of one vector, shape (words,)."""


def words_for(dimension: int) -> int:
    """How many 64-bit words the sign bits of a vector take."""
    return -(-dimension // WORD_BITS)


def sign_words(vectors: NDArray[np.floating]) -> NDArray[np.uint64]:
    """Pack which components are greater than 0: shape (n, dimension) -> (n, words)."""
    bits = np.packbits(vectors > 0, axis=1, bitorder="little")
    padded = np.zeros((len(bits), words_for(vectors.shape[1]) * 8), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return padded.view("<u8").astype(np.uint64, copy=False)


def unsound_rows(rows: NDArray[np.floating]) -> NDArray[np.int64]:
    """Row numbers, ascending, that are not finite or not of unit length; shape (n, d) -> (m,)."""
    exact = rows.astype(np.float64)
    with np.errstate(over="ignore", invalid="ignore"):  # infinite rows are what is looked for
        lengths = np.sqrt(np.einsum("ij,ij->i", exact, exact))
    return np.flatnonzero(~(np.abs(lengths - 1.0) <= UNIT_TOLERANCE))


class _Files:
    """The files of one folder of vectors and how many bytes of each a row takes."""

    def __init__(self, folder: Path, dimension: int, rows: int) -> None:
        if dimension < 1 or rows < 0:
            raise ValueError(f"dimension {dimension} or rows {rows} out of range")
        words = words_for(dimension)
        self.widths: dict[Path, int] = {folder / "rows.f16": 2 * dimension}
        self.widths |= {folder / f"signs-{word:02d}.u64": 8 for word in range(words)}
        self.widths[folder / "sums.u64"] = 16

    def check(self, rows: int) -> None:
        """Refuse files that are missing or too short for so many rows."""
        for path, width in self.widths.items():
            if not path.is_file():
                raise IndexCorruptError(path, "missing")
            found = path.stat().st_size
            if found < rows * width:
                reason = f"has {found} bytes, {rows} vectors take {rows * width}"
                raise IndexCorruptError(path, reason)


class VectorWriter:
    """Appends vectors to a folder; nothing counts until the catalog has committed the number.

    After a failed `append` the writer still stands where it stood, and may be tried again.
    """

    def __init__(self, folder: Path, dimension: int, rows: int, streams: list[BinaryIO]) -> None:
        self.folder = folder
        self.dimension = dimension
        self.rows = rows
        self._streams = streams

    @classmethod
    def open(cls, folder: Path, dimension: int, rows: int) -> VectorWriter:
        """Open for appending after the first `rows` rows; with 0, create what is missing.

        What lies beyond these rows, left by a run that was killed, is cut off.

        Args:
            folder: Where the files lie; created if there is none.
            dimension: Columns of a vector, at least 1.
            rows: How many rows the catalog has committed.

        Raises:
            IndexCorruptError: If a file is missing or has fewer rows than that.
            IndexWriteError: If the disk or the permissions do not allow writing.
            ValueError: If `dimension` is less than 1 or `rows` negative.
        """
        files = _Files(folder, dimension, rows)
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
                sync_folder(folder)
            except OSError:
                for stream in streams:
                    stream.close()
                raise
        return cls(folder, dimension, rows, streams)

    def append(self, vectors: NDArray[np.float32]) -> None:
        """Write the vectors of the next passages, in order of passage number.

        Args:
            vectors: Unit rows, shape (n, dimension); n may be 0.

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
        signs = np.ascontiguousarray(sign_words(rows).T).astype("<u8", copy=False)
        sums = np.stack([sums_of_rows(rows), sums_of_columns(tuple(signs))], axis=1)
        columns = [rows, *signs, sums.astype("<u8", copy=False)]
        with writing_to(self.folder):
            for stream, column in zip(self._streams, columns, strict=True):
                width = column.nbytes // len(column) if len(column) else 0
                stream.seek(self.rows * width)
                _write_all(stream, column.tobytes())
        self.rows += len(rows)

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


class Vectors:
    """The first `len(rows)` vectors of a folder, memory-mapped and read-only.

    Attributes:
        rows: Unit rows, float16, shape (n, dimension).
        signs: Sign bits, a column for each 64 dimensions: uint64, shape (n,) each. They have
            been compared with their checksums.
    """

    def __init__(
        self,
        folder: Path,
        rows: NDArray[np.float16],
        signs: Sequence[NDArray[np.uint64]],
        sums: NDArray[np.uint64],
    ) -> None:
        self.rows = rows
        self._folder, self._signs, self._sums = folder, tuple(signs), sums

    @cached_property
    def signs(self) -> tuple[NDArray[np.uint64], ...]:
        """See above.

        Raises:
            IndexCorruptError: If they are damaged.
        """
        if not np.array_equal(sums_of_columns(self._signs), self._sums[:, 1]):
            raise IndexCorruptError(self._folder, "the sign bits are not what was written")
        return self._signs

    def read(self, numbers: NDArray[np.int64]) -> NDArray[np.float16]:
        """The rows of some passages, compared with their checksums; shape (m, dimension).

        Raises:
            IndexCorruptError: If one is damaged.
            IndexError: If a number is not a passage's.
        """
        rows: NDArray[np.float16] = self.rows.take(numbers, axis=0)
        wrong = np.flatnonzero(sums_of_rows(rows) != self._sums[numbers, 0])
        if len(wrong):
            number = int(numbers[wrong[0]])
            raise IndexCorruptError(self._folder, f"vector {number} is not what was written")
        return rows

    @classmethod
    def open(cls, folder: Path, dimension: int, rows: int) -> Vectors:
        """Map the rows that the catalog has committed; later ones are not seen.

        Raises:
            IndexCorruptError: If a file is missing, too short or cannot be read.
            ValueError: If `dimension` is less than 1 or `rows` negative.
        """
        files = _Files(folder, dimension, rows)
        files.check(rows)
        exact, *columns, sums = files.widths
        return cls(
            folder,
            _mapped(exact, "<f2", (rows, dimension)),
            [_mapped(column, "<u8", (rows,)) for column in columns],
            _mapped(sums, "<u8", (rows, 2)),
        )

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return int(self.rows.shape[1])

    def faulty(self) -> NDArray[np.int64]:
        """Passage numbers, ascending, whose row, sign bits or checksums are not sound."""
        faults = [np.empty(0, dtype=np.int64)]
        for start in range(0, len(self), BLOCK):
            rows = np.asarray(self.rows[start : start + BLOCK])
            expected = sign_words(rows)
            wrong = np.zeros(len(rows), dtype=bool)
            wrong[unsound_rows(rows)] = True
            for word, column in enumerate(self._signs):
                wrong |= column[start : start + BLOCK] != expected[:, word]
            sums = self._sums[start : start + BLOCK]
            wrong |= sums_of_rows(rows) != sums[:, 0]
            wrong |= sums_of_columns(tuple(np.ascontiguousarray(expected.T))) != sums[:, 1]
            faults.append(np.flatnonzero(wrong) + start)
        return np.concatenate(faults)


def _mapped(path: Path, dtype: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """Map a file whose size has been checked; an empty one cannot be mapped and need not be."""
    if 0 in shape:
        return np.empty(shape, dtype=dtype)
    try:
        return np.memmap(path, dtype=dtype, mode="r", shape=shape).view(np.ndarray)
    except (OSError, ValueError) as error:
        raise IndexCorruptError(path, f"cannot be mapped ({error})") from error
