"""Token ids of many texts -> matrices of nearly equal lengths: little padding to compute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray


def split_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield the positions of `lengths`, each once, longest first, in batches for the model.

    Args:
        lengths: Tokens of each text.
        budget: Most tokens of a batch, padding counted; a longer text is a batch by itself.

    Yields:
        Positions by falling length, ties by position.
    """
    order = sorted(range(len(lengths)), key=lambda position: -lengths[position])
    start = 0
    while start < len(order):
        # The first is the longest, hence the width of the whole batch.
        rows = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + rows]
        start += rows


def pad(rows: Sequence[Sequence[int]], fill: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Put rows of token ids into one matrix.

    Returns:
        Ids and mask (1 where a token is, 0 where it is filled up), int64, shape (n, longest row).
    """
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    mask = np.arange(lengths.max())[None, :] < lengths[:, None]  # (n, longest)
    ids = np.full(mask.shape, fill, dtype=np.int64)
    ids[mask] = np.concatenate([np.asarray(row, dtype=np.int64) for row in rows])
    return ids, mask.astype(np.int64)
