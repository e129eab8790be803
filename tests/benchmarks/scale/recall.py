"""How many of the ten nearest passages the semantic searcher finds, beside the exact scan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.store.index import Index
from query.rank.semantic import SemanticSearcher
from query.rows.passages import PassageRows

NEAREST = 10
BLOCK = 50_000  # rows that are compared at once


def nearest(
    rows: NDArray[np.float32], queries: NDArray[np.float32], count: int = NEAREST
) -> NDArray[np.int64]:
    """The rows with the largest product with each query, best first; ties by number.

    Args:
        rows: float32, shape (n, dimension), n at least `count`; may be mapped.
        queries: float32, shape (m, dimension).
        count: How many.

    Returns:
        Row numbers, shape (m, count).
    """
    numbers = np.empty((len(queries), 0), dtype=np.int64)
    scores = np.empty((len(queries), 0), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        block = queries @ rows[start : start + BLOCK].T
        new = np.broadcast_to(np.arange(start, start + block.shape[1]), block.shape)
        scores, numbers = np.hstack([scores, block]), np.hstack([numbers, new])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :count]
        scores = np.take_along_axis(scores, best, axis=1)
        numbers = np.take_along_axis(numbers, best, axis=1)
    return numbers


def share_found(found: Sequence[Sequence[int]], wanted: Sequence[Sequence[int]]) -> float:
    """The mean share of the wanted that is among the found, query by query."""
    shares = [
        len(set(some) & set(every)) / len(every) for some, every in zip(found, wanted, strict=True)
    ]
    return sum(shares) / len(shares)


def measure(index: Path, rows: NDArray[np.float32], queries: NDArray[np.float32]) -> float:
    """Recall@10 of the semantic searcher; the exact scan is over the vectors as encoded."""
    opened = Index.open(index)
    try:
        searched = PassageRows(opened)
        searcher = SemanticSearcher(searched.vectors, searched.tie_keys)
        found = [searcher.search(one, None, NEAREST).numbers.tolist() for one in queries]
    finally:
        opened.close()
    return round(share_found(found, nearest(rows, queries).tolist()), 4)
