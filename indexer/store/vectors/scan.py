"""The first scan: in how many sign bits vectors differ, and which differ least."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.reader import Code, Vectors

CANDIDATES = 1000
"""How many rows are scored exactly after the scan; 500 would lose twice as many of the best."""

SCAN_BLOCK = 65_536
"""Rows scanned at once: 512 KiB of each column, which stays in the processor's cache."""


def hamming_distances(vectors: Vectors, code: Code) -> NDArray[np.uint16]:
    """In how many sign bits each row differs from a vector with that code; shape (rows,)."""
    distances = np.zeros(len(vectors), dtype=np.uint16)
    for start in range(0, len(vectors), SCAN_BLOCK):
        block = slice(start, start + SCAN_BLOCK)
        for column, word in zip(vectors.signs, code, strict=True):
            distances[block] += np.bitwise_count(column[block] ^ word)
    return distances


def nearest(
    distances: NDArray[np.uint16],
    count: int,
    tie_keys: Callable[[NDArray[np.int64]], NDArray[np.int64]],
) -> NDArray[np.int64]:
    """The `count` rows of least distance, ascending by number; ties go to lower keys.

    Distances have few different values, so that counting them is faster than any selection.
    """
    if len(distances) <= count:
        return np.arange(len(distances))
    within = np.cumsum(np.bincount(distances))
    cutoff = int(np.searchsorted(within, count))  # the distance at which the room runs out
    chosen = np.flatnonzero(distances <= cutoff)
    surplus = len(chosen) - count
    if not surplus:
        return chosen
    tied = np.flatnonzero(distances[chosen] == cutoff)
    by_key = tied[np.argsort(tie_keys(chosen[tied]), kind="stable")]
    return np.delete(chosen, by_key[len(by_key) - surplus :])
