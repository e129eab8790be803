"""The scan: which vectors are probably nearest, by their sign bits alone.

First the rows are found that differ least from the query in their signs; among several times as
many as are wanted, a closer estimate then chooses (`estimate`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.estimate import estimates
from indexer.store.vectors.reader import Code, Vectors, sign_words

TieKeys = Callable[[NDArray[np.int64]], NDArray[np.int64]]
"""Row numbers -> what decides between equal ones, shape (n,) -> (n,)."""

CANDIDATES = 1000
"""How many rows are scored exactly after the scan; twice as many from `LARGE` rows on. So many hold
.996 of a question's ten nearest passages among 100,000 and .995 among 1,000,000."""

WIDER = 8
"""How many times as many rows the first comparison hands on to the estimate."""

SCAN_BLOCK = 65_536
"""Rows scanned at once: 512 KiB of each column, which stays in the processor's cache."""

LARGE = 1 << 18
"""Rows from which on two threads compare half of them each, and more are scored exactly."""

FEW = 4
"""If only one row in so many may be found, the bits of these rows alone are compared."""

SAMPLE = 16
"""One distance in so many is counted to estimate how far the nearest rows reach."""

SPARE = 32
"""Distances of the sample that are counted beyond its share, so that the estimate is enough."""


def hamming_distances(
    vectors: Vectors, code: Code, numbers: NDArray[np.int64] | None = None
) -> NDArray[np.uint16]:
    """In how many sign bits rows differ from a vector with that code; shape (n,).

    Args:
        vectors: The rows.
        code: Of the vector.
        numbers: The rows to compare, in any order; None compares all, in order of their numbers.
    """
    if numbers is not None:
        distances = np.zeros(len(numbers), dtype=np.uint16)
        for column, word in zip(vectors.signs, code, strict=True):
            distances += np.bitwise_count(column[numbers] ^ word)
        return distances
    distances = np.zeros(len(vectors), dtype=np.uint16)
    columns, middle = vectors.signs, len(vectors) // 2
    if len(vectors) < LARGE:
        _compare(columns, code, distances)
        return distances
    # NumPy leaves Python's lock to others while it computes.
    other = Thread(
        target=_compare, args=([column[middle:] for column in columns], code, distances[middle:])
    )
    other.start()
    _compare([column[:middle] for column in columns], code, distances[:middle])
    other.join()
    return distances


def _compare(
    columns: Sequence[NDArray[np.uint64]], code: Code, distances: NDArray[np.uint16]
) -> None:
    """Add to distances, shape (n,), in how many bits of its columns each row differs."""
    for start in range(0, len(distances), SCAN_BLOCK):
        block = slice(start, start + SCAN_BLOCK)
        for column, word in zip(columns, code, strict=True):
            distances[block] += np.bitwise_count(column[block] ^ word)


def candidates_of(rows: int) -> int:
    """How many rows an index with so many of them scores exactly, if nothing else is known."""
    return CANDIDATES if rows < LARGE else 2 * CANDIDATES


def scan_nearest(
    vectors: Vectors,
    query: NDArray[np.float32],
    allowed: NDArray[np.bool_] | None,
    count: int,
    tie_keys: TieKeys,
) -> NDArray[np.int64]:
    """The `count` allowed rows that are probably nearest, ascending by number.

    Args:
        vectors: The rows.
        query: The unit vector that they are compared with, shape (dimension,).
        allowed: Which rows may be found, shape (rows,); None allows all.
        count: How many to find, at least 1; all that are allowed where they are no more.
        tie_keys: Decides between rows that seem equally near; lower keys are found.

    Raises:
        IndexCorruptError: If the sign bits of a live row are damaged.
    """
    numbers = _fewest_differences(vectors, query, allowed, count * WIDER, tie_keys)
    if len(numbers) <= count:
        return numbers
    found = estimates(vectors.signs, query - vectors.mean, numbers)
    last = np.partition(found, len(found) - count)[len(found) - count]
    surely, tied = np.flatnonzero(found > last), np.flatnonzero(found == last)
    by_key = tied[np.argsort(tie_keys(numbers[tied]), kind="stable")]
    return numbers[np.sort(np.concatenate((surely, by_key[: count - len(surely)])))]


def _fewest_differences(
    vectors: Vectors,
    query: NDArray[np.float32],
    allowed: NDArray[np.bool_] | None,
    count: int,
    tie_keys: TieKeys,
) -> NDArray[np.int64]:
    """The `count` allowed rows whose signs differ least from the query's, ascending by number."""
    code = sign_words(query[None], vectors.mean)[0]
    if allowed is None:
        return nearest(hamming_distances(vectors, code), count, tie_keys)
    eligible = int(np.count_nonzero(allowed))
    if eligible <= count or eligible * FEW < len(vectors):
        numbers = np.flatnonzero(allowed)
        distances = hamming_distances(vectors, code, numbers)
        return numbers[nearest(distances, count, lambda some: tie_keys(numbers[some]))]
    return nearest(hamming_distances(vectors, code), count, tie_keys, allowed)


def nearest(
    distances: NDArray[np.uint16],
    count: int,
    tie_keys: TieKeys,
    allowed: NDArray[np.bool_] | None = None,
) -> NDArray[np.int64]:
    """The `count` rows of least distance, ascending by number; ties go to lower keys.

    Only rows that are near enough by a sample are looked at. Distances have few different values,
    so that counting them is faster than any selection.

    Args:
        distances: Of each row, shape (rows,).
        count: How many to find, at least 1.
        tie_keys: Decides between equal distances.
        allowed: Which rows may be found, shape (rows,), more than `count`; None allows all.
    """
    if len(distances) <= count:
        return np.arange(len(distances))
    likely = _within(distances, _reach(distances, count, allowed), allowed)
    if len(likely) < count:
        likely = _within(distances, int(distances.max()), allowed)
    within = np.cumsum(np.bincount(distances[likely]))
    cutoff = int(np.searchsorted(within, count))  # the distance at which the room runs out
    chosen = likely[distances[likely] <= cutoff]
    surplus = len(chosen) - count
    if surplus <= 0:
        return chosen
    tied = np.flatnonzero(distances[chosen] == cutoff)
    by_key = tied[np.argsort(tie_keys(chosen[tied]), kind="stable")]
    return np.delete(chosen, by_key[len(by_key) - surplus :])


def _reach(distances: NDArray[np.uint16], count: int, allowed: NDArray[np.bool_] | None) -> int:
    """A distance within which there are probably so many allowed rows, and few more."""
    sample = distances[::SAMPLE]
    if allowed is not None:
        sample = sample[allowed[::SAMPLE]]
    within = np.cumsum(np.bincount(sample))
    return int(np.searchsorted(within, min(count // SAMPLE * 5 // 4 + SPARE, len(sample))))


def _within(
    distances: NDArray[np.uint16], reach: int, allowed: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    near = distances <= reach
    return np.flatnonzero(near if allowed is None else near & allowed)
