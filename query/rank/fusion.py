"""Several signals about rows -> one ranking that can show each part of a score.

A signal gives rows a raw score. Signals are made comparable before they are summed: by default
each question's scores are put on a scale from the 100th best (0) to the best (1), which keeps how
much better a row is; reciprocal ranks keep only the order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.rank.ranking import Ranking, best_first, distinct
from query.rows.sources import Numbers, TieKeys

SCALE_RANK = 100
"""The rank whose score is 0 on a question's scale."""

RRF_K = 60
"""Cormack, Clarke and Buettcher, SIGIR 2009."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Which raw scores of one question become 0 and 1."""

    zero: float
    one: float

    @classmethod
    def of(cls, scores: NDArray[np.floating], floor: float | None = None) -> Scale:
        """The scale of a ranking's scores, best first: 1 is the best, 0 the 100th.

        Args:
            scores: Finite, descending, shape (n,).
            floor: The score of a row that the ranking does not hold, if there is one: it stands
                in for the 100th where there are fewer. Without it the last one does.
        """
        if not len(scores):
            return cls(0.0, math.inf)  # nothing was found, so that every score is 0
        last = float(scores[min(len(scores), SCALE_RANK) - 1])
        if len(scores) < SCALE_RANK and floor is not None:
            last = min(floor, last)
        return cls(last, float(scores[0]))

    def apply(self, scores: NDArray[np.floating]) -> NDArray[np.float64]:
        """Put scores on the scale: at least 0, and above 1 only for scores above the best.

        Where the scale has no width, every score that reaches it is 1 and the rest 0.
        """
        exact = np.asarray(scores, dtype=np.float64)
        if not self.one > self.zero:
            return np.where(exact >= self.one, 1.0, 0.0)
        return np.maximum((exact - self.zero) / (self.one - self.zero), 0.0)


def scale_of_shared(scores: NDArray[np.float32], rows: Numbers) -> Scale:
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


@dataclass(frozen=True, slots=True)
class Signal:
    """What one signal says about some rows; other rows get 0.

    Attributes:
        name: As `--explain` shows it.
        weight: What 1.0 of it adds to a row's score.
        numbers: Row numbers, int64, shape (n,), each at most once, in any order.
        raw: The score as the signal gave it, shape (n,).
        normalised: The score made comparable, finite, shape (n,).
    """

    name: str
    weight: float
    numbers: NDArray[np.int64]
    raw: NDArray[np.float64]
    normalised: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Contribution:
    """A signal's part in the score of one row: `weight * normalised`; raw None if silent."""

    name: str
    weight: float
    raw: float | None
    normalised: float

    @property
    def value(self) -> float:
        """What it adds; the values of a row sum to its score."""
        return self.weight * self.normalised


@dataclass(frozen=True, slots=True)
class Fusion:
    """A fused ranking and where its scores come from.

    Attributes:
        ranking: Rows, best first.
        names: Each signal's name, in the order in which they were given.
        weights: Each signal's weight, in the same order.
        raw: Shape (rows of the ranking, signals), NaN where a signal is silent.
        normalised: Shape (rows of the ranking, signals), 0 where a signal is silent.
    """

    ranking: Ranking
    names: tuple[str, ...]
    weights: tuple[float, ...]
    raw: NDArray[np.float64]
    normalised: NDArray[np.float64]

    def contributions(self, position: int) -> tuple[Contribution, ...]:
        """The parts of the score of the row at that position of the ranking, from 0."""
        return tuple(
            Contribution(name, weight, None if math.isnan(raw) else raw, normalised)
            for name, weight, raw, normalised in zip(
                self.names,
                self.weights,
                self.raw[position].tolist(),
                self.normalised[position].tolist(),
                strict=True,
            )
        )


def scaled(
    name: str,
    weight: float,
    numbers: NDArray[np.int64],
    scores: NDArray[np.floating],
    scale: Scale,
) -> Signal:
    """A signal whose raw scores are put on the question's scale."""
    return Signal(name, weight, numbers, scores.astype(np.float64), scale.apply(scores))


def reciprocal_ranks(name: str, ranking: Ranking, weight: float = 1.0, k: int = RRF_K) -> Signal:
    """A signal that knows only ranks: 1 / (k + rank), rank from 1."""
    ranks = np.arange(1, len(ranking.numbers) + 1, dtype=np.float64)
    raw = ranking.scores.astype(np.float64)
    return Signal(name, weight, ranking.numbers, raw, 1.0 / (k + ranks))


def fuse(signals: Sequence[Signal], depth: int, tie_keys: TieKeys) -> Fusion:
    """Rank every row that some signal speaks of by its weighted sum.

    Args:
        signals: In any order; the order does not change the ranking.
        depth: At most this many rows, at least 1.
        tie_keys: Decides between rows with equal scores.

    Raises:
        ValueError: If `depth` is less than 1.
    """
    if depth < 1:
        raise ValueError(f"depth must be at least 1, got {depth}")
    numbers = _spoken_of(signals)
    raw = np.full((len(signals), len(numbers)), np.nan)
    normalised = np.zeros((len(signals), len(numbers)))
    for row, signal in enumerate(signals):
        is_of_all = signal.numbers is numbers
        columns = slice(None) if is_of_all else np.searchsorted(numbers, signal.numbers)
        raw[row, columns] = signal.raw
        normalised[row, columns] = signal.normalised
    weights = tuple(signal.weight for signal in signals)
    scores = _summed(normalised * np.array(weights)[:, None])
    best = best_first(scores, numbers, tie_keys)[:depth]
    return Fusion(
        Ranking(numbers[best], scores[best]),
        tuple(signal.name for signal in signals),
        weights,
        raw[:, best].T,
        normalised[:, best].T,
    )


def _spoken_of(signals: Sequence[Signal]) -> NDArray[np.int64]:
    """The rows that some signal speaks of, each once, ascending.

    Signals that were made for the same rows share one array. It need not be sorted again.
    """
    if not signals:
        return np.empty(0, dtype=np.int64)
    first = signals[0].numbers
    if all(signal.numbers is first for signal in signals) and np.all(first[1:] > first[:-1]):
        return first
    return distinct(np.concatenate([signal.numbers for signal in signals]))


def _summed(parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of each column, in order of size, so that the order of signals cannot change a bit.

    Comparing whole signals with one another sorts few signals in half the time of sorting columns.

    Args:
        parts: Shape (signals, rows); sorted in place.
    """
    for last in range(len(parts) - 1, 0, -1):
        for row in range(last):
            lower = np.minimum(parts[row], parts[row + 1])
            np.maximum(parts[row], parts[row + 1], out=parts[row + 1])
            parts[row] = lower
    total: NDArray[np.float64] = parts.sum(axis=0)
    return total
