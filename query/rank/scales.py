"""The scale of scores that are known for every row, or for every document."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from query.rank.fusion import SCALE_RANK, Scale
from query.rows.sources import Numbers

Scores = NDArray[np.float32]


def scale_among(scores: Scores) -> Scale:
    """The scale of scores in any order; rows that are not found have score 0."""
    # Several times as quick as choosing by the flags themselves.
    top = scores[np.flatnonzero(scores > 0)]
    if len(top) > SCALE_RANK:
        top = np.partition(top, len(top) - SCALE_RANK)[len(top) - SCALE_RANK :]
    return Scale.of(-np.sort(-top), 0.0)


def scale_of_shared(scores: Scores, rows: Numbers) -> Scale:
    """The scale over rows of scores that all rows of a document share.

    Args:
        scores: Of each document, by ordinal.
        rows: How many rows of each document are allowed.
    """
    held = np.flatnonzero((scores > 0) & (rows > 0))
    if len(held) > SCALE_RANK:
        # Each of them has a row: no others are needed, except equals of the last.
        last = np.partition(scores[held], len(held) - SCALE_RANK)[len(held) - SCALE_RANK]
        held = held[scores[held] >= last]
    order = held[np.argsort(-scores[held], kind="stable")][:SCALE_RANK]
    counted = np.repeat(scores[order], np.minimum(rows[order], SCALE_RANK))
    return Scale.of(counted[:SCALE_RANK], 0.0)
