"""Checksums of rows of an array, fast enough to be compared at every question.

A row's checksum is the sum of its 64-bit words (little-endian, filled up with zeros), each times an
odd number that belongs to its place, modulo 2**64: a change of one word always changes it. To this
comes the row's number, counted from 1, times an odd number that belongs to the folder. So a row
of another folder, or in the place of another row, does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Checksums = NDArray[np.uint64]


def row_checksums(rows: NDArray[Any], numbers: NDArray[np.integer[Any]], seed: int) -> Checksums:
    """Checksums of rows of numbers of any kind, shape (n, dimension) -> (n,).

    Args:
        rows: The rows, as they are stored.
        numbers: Where each stands in its folder, shape (n,).
        seed: Of the folder; see `seed_of`.
    """
    missing = -rows.shape[1] % (8 // rows.itemsize)  # columns that fill the last word
    whole = np.pad(rows, ((0, 0), (0, missing))) if missing else np.ascontiguousarray(rows)
    words = whole.astype(whole.dtype.newbyteorder("<"), copy=False).view("<u8")
    sums: Checksums = np.asarray(np.einsum("ij,j->i", words, _factors(words.shape[1])))
    return _placed(sums, numbers, seed)


def column_checksums(
    columns: Sequence[Checksums] | Checksums, numbers: NDArray[np.integer[Any]], seed: int
) -> Checksums:
    """The same for rows whose words lie in columns, shape (n,) each."""
    total = np.zeros(len(columns[0]), dtype=np.uint64)
    for column, factor in zip(columns, _factors(len(columns)), strict=True):
        total += column * factor
    return _placed(total, numbers, seed)


def seed_of(part_id: str) -> int:
    """The odd number that belongs to a folder of vectors; 0 in format 1, where "" is its id."""
    return int(part_id, 16) | 1 if part_id else 0


def _placed(sums: Checksums, numbers: NDArray[np.integer[Any]], seed: int) -> Checksums:
    if not seed:
        return sums
    return sums + (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(seed)


@lru_cache(maxsize=8)
def _factors(count: int) -> Checksums:
    """Odd numbers with bits all over, the same for ever."""
    mixed = (np.arange(count, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(31)
    return mixed | np.uint64(1)
