"""The files of a folder of vectors: their names and sizes, and mapping them."""

from __future__ import annotations

import mmap
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError, unreadable
from indexer.store.vectors.forms import INT8, Form

WORD_BITS = 64
CHECKSUMS, FORMAT_1_CHECKSUMS = "checksums.u64", "sums.u64"
PLACES = "places.i4"

SMALL = 64 << 20
"""Bytes up to which a file may be shorter on disk than it says."""


def words_for(dimension: int) -> int:
    """How many 64-bit words the sign bits of a vector take."""
    return -(-dimension // WORD_BITS)


class Files:
    """The files of one folder of vectors, and how many bytes of each a vector takes.

    Args:
        folder: Where they lie.
        dimension: Columns of a vector.
        form: How the rows are stored.
        has_places: Whether some vectors have their rows in another folder.
        checksums: The name of the file with the checksums.

    Raises:
        ValueError: If `dimension` is less than 1.
    """

    def __init__(
        self,
        folder: Path,
        dimension: int,
        form: Form = INT8,
        *,
        has_places: bool = False,
        checksums: str = CHECKSUMS,
    ) -> None:
        if dimension < 1:
            raise ValueError(f"dimension {dimension} out of range")
        self.dimension, self.form = dimension, form
        self.rows = folder / form.file
        self.places = folder / PLACES if has_places else None
        self.signs = [folder / f"signs-{word:02d}.u64" for word in range(words_for(dimension))]
        self.checksums = folder / checksums

    @property
    def row_bytes(self) -> int:
        """Bytes of a row."""
        return self.dimension * np.dtype(self.form.kind).itemsize

    def widths(self) -> dict[Path, int]:
        """Bytes of a vector in each file but that of the rows."""
        found = {self.places: 4} if self.places else {}
        return {**found, **dict.fromkeys(self.signs, 8), self.checksums: 16}

    def check(self, count: int) -> int:
        """Refuse files that are missing or too short for so many vectors.

        Returns:
            How many rows the vectors have in this folder.

        Raises:
            ValueError: If `count` is negative.
            IndexCorruptError: If a file is missing or too short.
            IndexAccessError: If the system does not let it be read.
        """
        if count < 0:
            raise ValueError(f"{count} rows are out of range")
        for path, width in self.widths().items():
            _check(path, count, width)
        own = self._own_rows(count)
        _check(self.rows, own, self.row_bytes)
        return own

    def _own_rows(self, count: int) -> int:
        """One more than the last place in this folder that any of the vectors has."""
        if self.places is None:
            return count
        places = mapped(self.places, "<i4", (count,))
        return 1 + int(places.max(initial=-1))


def mapped(path: Path, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """Map a file whose size has been checked; an empty one cannot be mapped and need not be.

    Raises:
        IndexCorruptError, IndexAccessError: If it cannot be mapped.
    """
    if 0 in shape:
        return np.empty(shape, dtype=kind)
    try:
        return np.memmap(path, dtype=kind, mode="r", shape=shape).view(np.ndarray)
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        raise IndexCorruptError(path, f"cannot be mapped ({error})") from error


def let_go(array: NDArray[Any]) -> None:
    """Give the memory of a mapped file back to the system; what is read again is mapped again.

    An array that is no map, or a system that cannot do this, stays as it is.
    """
    owner: object = array
    while isinstance(owner, np.ndarray):
        owner = owner.base
    if isinstance(owner, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        owner.madvise(mmap.MADV_DONTNEED)


def _check(path: Path, count: int, width: int) -> None:
    try:
        found = path.stat().st_size if path.is_file() else -1
    except OSError as error:
        raise unreadable(path, error) from error
    if found < 0:
        raise IndexCorruptError(path, "missing")
    if found < count * width:
        raise IndexCorruptError(path, f"has {found} bytes, {count} vectors take {count * width}")
    if count * width > SMALL and _on_disk(path) < count * width // 4:
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
