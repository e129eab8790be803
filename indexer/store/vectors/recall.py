"""How many of the nearest vectors the first scan finds, measured on a sample of the vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.scan import scan_nearest

SAMPLE = 64
"""Vectors that stand for questions: the share comes out to about one in a hundred."""

NEAREST = 10
"""How many of the nearest are looked for."""

BLOCK = 16_384
"""Rows that are compared at once, to bound the memory."""


def scan_recall(
    vectors: Vectors, live: NDArray[np.bool_], counts: Sequence[int]
) -> NDArray[np.float64]:
    """The share of the ten nearest live rows that are among the candidates of the scan.

    Each row of the sample looks for the others nearest to it. The sample depends on the live rows
    alone.

    Args:
        vectors: To measure.
        live: Which rows may be found, shape (rows,).
        counts: Numbers of candidates, each at least 1.

    Returns:
        The share for each of the numbers, in [0, 1]; 1 where no more rows are live. Shape
        (counts,).

    Raises:
        IndexCorruptError: If the sign bits of a live row are damaged.
    """
    numbers = np.flatnonzero(live)
    if len(numbers) < 2:
        return np.ones(len(counts))
    places = np.linspace(0, len(numbers) - 1, min(SAMPLE, len(numbers))).astype(np.int64)
    sample = numbers[places]
    rows = vectors.decoded(sample)
    found = [
        _shares(vectors, live, row, others[others != own][:NEAREST], counts)
        for row, own, others in zip(rows, sample, _nearest(vectors, live, rows), strict=True)
    ]
    shares: NDArray[np.float64] = np.mean(found, axis=0)
    return shares


def _nearest(
    vectors: Vectors, live: NDArray[np.bool_], rows: NDArray[np.float32]
) -> NDArray[np.int64]:
    """The numbers of the live rows nearest to each of some rows, shape (n, NEAREST + 1)."""
    kept = np.zeros((len(rows), 0), dtype=np.int64)
    scores = np.zeros((len(rows), 0), dtype=np.float32)
    for start in range(0, len(vectors), BLOCK):
        numbers = np.flatnonzero(live[start : start + BLOCK]) + start
        new = rows @ vectors.decoded(numbers).T
        scores = np.hstack([scores, new])
        kept = np.hstack([kept, np.broadcast_to(numbers, new.shape)])
        best = np.argsort(-scores, axis=1, kind="stable")[:, : NEAREST + 1]
        scores = np.take_along_axis(scores, best, axis=1)
        kept = np.take_along_axis(kept, best, axis=1)
    return kept


def _shares(
    vectors: Vectors,
    live: NDArray[np.bool_],
    row: NDArray[np.float32],
    others: NDArray[np.int64],
    counts: Sequence[int],
) -> NDArray[np.float64]:
    """For each number of candidates, which share of the others is among them."""
    found = (scan_nearest(vectors, row, live, count, lambda numbers: numbers) for count in counts)
    return np.array([np.isin(others, numbers).mean() for numbers in found])
