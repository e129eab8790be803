"""Checksums of rows of an array, fast enough to be compared at every question.

A row's sum is that of its 64-bit words (little-endian, filled up with zeros), each times an odd
number that belongs to its place, modulo 2**64: whatever happens to one word changes the sum.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Sums = NDArray[np.uint64]


def sums_of_rows(rows: NDArray[np.float16]) -> Sums:
    """Shape (n, dimension) -> (n,)."""
    missing = -rows.shape[1] % 4  # four columns make a word
    whole = np.pad(rows, ((0, 0), (0, missing))) if missing else np.ascontiguousarray(rows)
    words = whole.astype("<f2", copy=False).view("<u8")
    return np.asarray(np.einsum("ij,j->i", words, _factors(words.shape[1])))


def sums_of_columns(columns: tuple[Sums, ...]) -> Sums:
    """The same for rows whose words lie in columns, shape (n,) each."""
    total = np.zeros(len(columns[0]), dtype=np.uint64)
    for column, factor in zip(columns, _factors(len(columns)), strict=True):
        total += column * factor
    return total


@lru_cache(maxsize=8)
def _factors(count: int) -> Sums:
    """Odd numbers with bits all over, the same for ever."""
    mixed = (np.arange(count, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(31)
    return mixed | np.uint64(1)
