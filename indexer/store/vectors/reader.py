"""The vectors on disk: a row for each passage to score exactly, and its sign bits to scan fast.

    rows.f16       (n, dimension) float16, one row after the other
    signs-KK.u64   (n,) uint64 for each 64 dimensions: bit j of column KK says whether the row's
                   component 64 * KK + j is greater than that of the mean which the index
                   has (see `mean`); bits beyond the dimension are 0
    checksums.u64  (n, 2) uint64: checksums of the row and of its bits (see `checksums`);
                   `sums.u64` in format 1

Row = passage number. All little-endian, without any header. How many rows count is not written
here: the catalog says so. Readers ignore what a killed run left beyond that count, and it is cut
off by the next writer; rows that count are never written again, so that a reader's maps stay
valid while a writer appends.

A column of bits is a file because it is then contiguous, which makes the scan four times as fast
as bits kept row by row, and still grows at its end. float16 halves the rows; the cosines differ
from float32 by less than 0.0005, which changes no measured ranking by more than chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError, unreadable
from indexer.store.vectors.checksums import column_checksums, row_checksums, seed_of
from indexer.store.vectors.mean import Mean, no_mean

WORD_BITS = 64
UNIT_TOLERANCE = 1e-3
"""How far a row's length may be from 1: float16 rounds it by up to 0.0005."""

BLOCK = 16_384
"""Rows that are checked at once, to bound the memory."""

SMALL = 64 << 20
"""Bytes up to which a file may be shorter on disk than it says."""

Code = NDArray[np.uint64]
"""The sign bits of one vector, shape (words,)."""


def words_for(dimension: int) -> int:
    """How many 64-bit words the sign bits of a vector take."""
    return -(-dimension // WORD_BITS)


def sign_words(vectors: NDArray[np.floating], mean: Mean) -> NDArray[np.uint64]:
    """Pack which components are greater than the mean's: shape (n, dimension) -> (n, words)."""
    bits = np.packbits(vectors > mean, axis=1, bitorder="little")
    padded = np.zeros((len(bits), words_for(vectors.shape[1]) * 8), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return padded.view("<u8").astype(np.uint64, copy=False)


def unsound_rows(rows: NDArray[np.floating]) -> NDArray[np.int64]:
    """Row numbers, ascending, that are not finite or not of unit length; shape (n, d) -> (m,)."""
    exact = rows.astype(np.float64)
    with np.errstate(over="ignore", invalid="ignore"):  # infinite rows are what is looked for
        lengths = np.sqrt(np.einsum("ij,ij->i", exact, exact))
    return np.flatnonzero(~(np.abs(lengths - 1.0) <= UNIT_TOLERANCE))


CHECKSUMS, FORMAT_1_CHECKSUMS = "checksums.u64", "sums.u64"


class Files:
    """The files of one folder of vectors and how many bytes of each a row takes."""

    def __init__(self, folder: Path, dimension: int, rows: int, checksums: str = CHECKSUMS) -> None:
        if dimension < 1 or rows < 0:
            raise ValueError(f"dimension {dimension} or rows {rows} out of range")
        words = words_for(dimension)
        self.widths: dict[Path, int] = {folder / "rows.f16": 2 * dimension}
        self.widths |= {folder / f"signs-{word:02d}.u64": 8 for word in range(words)}
        self.widths[folder / checksums] = 16

    def check(self, rows: int) -> None:
        """Refuse files that are missing or too short for so many rows."""
        for path, width in self.widths.items():
            try:
                found = path.stat().st_size if path.is_file() else -1
            except OSError as error:
                raise unreadable(path, error) from error
            if found < 0:
                raise IndexCorruptError(path, "missing")
            if found < rows * width:
                reason = f"has {found} bytes, {rows} vectors take {rows * width}"
                raise IndexCorruptError(path, reason)
            if rows * width > SMALL and _on_disk(path) < rows * width // 4:
                raise IndexCorruptError(path, "has holes, which vectors never have")


def _on_disk(path: Path) -> float:
    """Bytes that a file takes on disk; infinite where the system does not say.

    A file of holes costs a stranger nothing, but whoever maps it may lose all memory. Vectors and
    checksums cannot be compressed, so they take their size on every disk.
    """
    catalog = path.parent.parent / "catalog.db"  # never small, and never without blocks
    if not getattr(catalog.stat() if catalog.is_file() else None, "st_blocks", 0):
        return inf
    return 512 * path.stat().st_blocks


class Vectors:
    """The first `len(rows)` vectors of a folder, memory-mapped and read-only.

    Attributes:
        rows: Unit rows, float16, shape (n, dimension).
        signs: Sign bits, a column for each 64 dimensions: uint64, shape (n,) each. Those of live
            rows have been compared with their checksums.
        checksums: Of each row and of its bits, as written: uint64, shape (n, 2).
        mean: Against which the signs were taken.
    """

    def __init__(
        self,
        folder: Path,
        rows: NDArray[np.float16],
        signs: Sequence[NDArray[np.uint64]],
        checksums: NDArray[np.uint64],
        part_id: str = "",
        live: NDArray[np.bool_] | None = None,
    ) -> None:
        self.rows = rows
        self.mean: Mean = no_mean(rows.shape[1])
        self.checksums = checksums
        self._folder, self._signs, self._live = folder, tuple(signs), live
        self._seed = seed_of(part_id)

    @cached_property
    def signs(self) -> tuple[NDArray[np.uint64], ...]:
        """See above.

        Raises:
            IndexCorruptError: If those of a live row are damaged.
        """
        found = column_checksums(self._signs, np.arange(len(self)), self._seed)
        if not np.array_equal(found, self.checksums[:, 1]):
            # What cannot be shown must not stop anybody.
            wrong = found != self.checksums[:, 1]
            if np.any(wrong if self._live is None else wrong & self._live):
                raise IndexCorruptError(self._folder, "the sign bits are not what was written")
        return self._signs

    def read(self, numbers: NDArray[np.int64]) -> NDArray[np.float16]:
        """The rows of some passages, compared with their checksums; shape (m, dimension).

        Raises:
            IndexCorruptError: If one is damaged.
            IndexError: If a number is not a passage's.
        """
        rows: NDArray[np.float16] = self.rows.take(numbers, axis=0)
        found = row_checksums(rows, numbers, self._seed)
        wrong = np.flatnonzero(found != self.checksums[numbers, 0])
        if len(wrong):
            number = int(numbers[wrong[0]])
            raise IndexCorruptError(self._folder, f"vector {number} is not what was written")
        return rows

    @classmethod
    def open(
        cls,
        folder: Path,
        dimension: int,
        rows: int,
        part_id: str = "",
        live: NDArray[np.bool_] | None = None,
        mean: Mean | None = None,
    ) -> Vectors:
        """Map the rows that the catalog has committed; later ones are not seen.

        Args:
            folder: Where the files lie.
            dimension: Columns of a vector.
            rows: How many rows the catalog has committed.
            part_id: What the catalog calls the folder's content; "" in format 1.
            live: Which rows may be shown, shape (rows,); None for all.
            mean: Against which the signs were taken; None for zeros.

        Raises:
            IndexCorruptError: If a file is missing, too short or cannot be read.
            IndexAccessError: If the system does not let it be read.
            ValueError: If `dimension` is less than 1 or `rows` negative.
        """
        files = Files(folder, dimension, rows, CHECKSUMS if part_id else FORMAT_1_CHECKSUMS)
        files.check(rows)
        exact, *columns, checksums = files.widths
        vectors = cls(
            folder,
            _mapped(exact, "<f2", (rows, dimension)),
            [_mapped(column, "<u8", (rows,)) for column in columns],
            _mapped(checksums, "<u8", (rows, 2)),
            part_id,
            live,
        )
        if mean is not None:
            vectors.mean = mean
        return vectors

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
            numbers = np.arange(start, start + len(rows))
            expected = sign_words(rows, self.mean)
            wrong = np.zeros(len(rows), dtype=bool)
            wrong[unsound_rows(rows)] = True
            for word, column in enumerate(self._signs):
                wrong |= column[start : start + BLOCK] != expected[:, word]
            written = self.checksums[start : start + BLOCK]
            wrong |= row_checksums(rows, numbers, self._seed) != written[:, 0]
            bits = column_checksums(np.ascontiguousarray(expected.T), numbers, self._seed)
            wrong |= bits != written[:, 1]
            faults.append(np.flatnonzero(wrong) + start)
        return np.concatenate(faults)


def _mapped(path: Path, dtype: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """Map a file whose size has been checked; an empty one cannot be mapped and need not be."""
    if 0 in shape:
        return np.empty(shape, dtype=dtype)
    try:
        return np.memmap(path, dtype=dtype, mode="r", shape=shape).view(np.ndarray)
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        raise IndexCorruptError(path, f"cannot be mapped ({error})") from error
