"""Scores of rows that are sums over terms: looked up row by row, or ranked.

Most rows hold no term, and most that hold one are far from the best. So the sums are kept for the
rows alone that hold a term, unless these are many; and the best are chosen among the rows that
reach what enough others are known to reach.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from query.rank.fusion import SCALE_RANK, Scale
from query.rank.ranking import Ranking, best_first, distinct
from query.rows.sources import Mask, Numbers, TieKeys

Impacts = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Rows, each once, in any order; and what a term adds to the score of each, more than 0."""

MANY = 16
"""From a row in so many on, sums are kept for all rows: adding is then quicker than looking up."""

SAMPLE = 32
"""Rows of one term, times the depth, that are looked at to see what the best have to reach."""


class RowScores:
    """Scores by row; 0 for a row that holds no term.

    The terms are added in their order, in float32, however the sums are kept.

    Args:
        parts: What each term adds.
        rows: How many rows there are.
    """

    def __init__(self, parts: Sequence[Impacts], rows: int) -> None:
        self._parts = sorted((numbers for numbers, _ in parts), key=len)
        self._held: NDArray[np.int32] | None = None
        if sum(map(len, self._parts)) * MANY <= rows:
            self._held = _distinct(self._parts)
        self._scores = np.zeros(rows if self._held is None else len(self._held), dtype=np.float32)
        for numbers, added in parts:
            places = numbers if self._held is None else self._held.searchsorted(numbers)
            np.add.at(self._scores, places, added)

    def at(self, numbers: Numbers) -> NDArray[np.float32]:
        """The scores of some rows, in their order; shape (n,) -> (n,)."""
        if self._held is None:
            return self._scores[numbers]
        if not len(self._held):
            return np.zeros(len(numbers), dtype=np.float32)
        places = np.minimum(self._held.searchsorted(numbers), len(self._held) - 1)
        return np.where(self._held[places] == numbers, self._scores[places], np.float32(0))

    def best(self, allowed: Mask | None, depth: int, tie_keys: TieKeys) -> Ranking:
        """The highest scores among the allowed rows that hold a term; see `ranking.best`.

        Raises:
            ValueError: If `depth` is less than 1 or `allowed` has too few flags.
        """
        if depth < 1:
            raise ValueError(f"depth must be at least 1, got {depth}")
        numbers, scores = self._leading(allowed, depth)
        order = best_first(scores, numbers, tie_keys)[:depth]
        return Ranking(numbers[order], scores[order])

    def scale(self, allowed: Mask | None) -> Scale:
        """The scale of the scores of the allowed rows; rows that hold no term have score 0."""
        _, scores = self._leading(allowed, SCALE_RANK)
        return Scale.of(-np.sort(-scores)[:SCALE_RANK], 0.0)

    def _leading(self, allowed: Mask | None, depth: int) -> tuple[Numbers, NDArray[np.float32]]:
        """The allowed rows that are among the best, and all that are equal to the last of them."""
        if self._held is None:
            numbers = np.flatnonzero(self._scores >= self._floor(allowed, depth))
            scores = self._scores[numbers]
        else:
            numbers, scores = self._held.astype(np.int64), self._scores
        if allowed is not None:
            kept = np.flatnonzero(allowed[numbers])
            numbers, scores = numbers[kept], scores[kept]
        if len(numbers) > depth:
            # Everything above or equal to the last score competes, or chance would break a tie.
            kept = np.flatnonzero(scores >= _last_of_best(scores, depth))
            numbers, scores = numbers[kept], scores[kept]
        return numbers, scores

    def _floor(self, allowed: Mask | None, depth: int) -> np.float32:
        """A score that at least `depth` allowed rows reach; the least positive one if unknown.

        The rows of the rarest term that has enough of them are mostly among the best.
        """
        for numbers in self._parts:
            some = numbers[: SAMPLE * depth]
            if allowed is not None and len(some) >= depth:
                some = some[allowed[some]]
            if len(some) >= depth:
                return _last_of_best(self._scores[some], depth)
        return np.finfo(np.float32).smallest_subnormal


def _last_of_best(scores: NDArray[np.float32], depth: int) -> np.float32:
    """The score at that place of a ranking, counted from 1."""
    place = len(scores) - depth
    last: np.float32 = np.partition(scores, place)[place]
    return last


def _distinct(parts: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """All rows of some lists, ascending, each once."""
    if not parts:
        return np.empty(0, dtype=np.int32)
    return distinct(np.concatenate(parts))
