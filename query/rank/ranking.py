"""What every searcher gives back: rows with scores, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from query.rows.sources import TieKeys

_Integer = TypeVar("_Integer", bound=np.integer[Any])


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Rows, best first; equal scores in order of `Rows.tie_keys`.

    Attributes:
        numbers: Row numbers, each once, int64, shape (n,).
        scores: Their scores, finite, descending, a float type, shape (n,).
    """

    numbers: NDArray[np.int64]
    scores: NDArray[np.floating]

    def __post_init__(self) -> None:
        if self.numbers.ndim != 1 or self.numbers.shape != self.scores.shape:
            raise ValueError(
                f"expected two vectors of one length, got {self.numbers.shape} and "
                f"{self.scores.shape}"
            )

    def __len__(self) -> int:
        return len(self.numbers)

    def position(self, number: int) -> int | None:
        """Where a row stands, from 0; None if it is not in the ranking."""
        is_meant = self.numbers == number
        position = int(is_meant.argmax()) if len(is_meant) else 0
        return position if len(is_meant) and is_meant[position] else None

    def __iter__(self) -> Iterator[tuple[int, float]]:
        """(row number, score) pairs, best first."""
        return iter(zip(self.numbers.tolist(), self.scores.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class SearcherRank:
    """Where one searcher alone ranked a row: its rank there (from 1) and its raw score."""

    rank: int
    score: float


def best(
    scores: NDArray[np.floating], allowed: NDArray[np.bool_] | None, depth: int, tie_keys: TieKeys
) -> Ranking:
    """The highest positive scores among the allowed rows.

    Rows that are not allowed are left out before anything is counted, so that `depth` allowed
    rows are found wherever there are as many.

    Args:
        scores: A score for every row number, shape (n,); 0 where nothing matches.
        allowed: Whether a row may be found, shape (n,); None allows all.
        depth: At most this many rows, at least 1. A deeper ranking begins with the shallower one.
        tie_keys: Decides between rows with equal scores.

    Raises:
        ValueError: If `depth` is less than 1 or the shapes differ.
    """
    if depth < 1:
        raise ValueError(f"depth must be at least 1, got {depth}")
    found = scores > 0
    if allowed is not None:
        if allowed.shape != scores.shape:
            raise ValueError(f"{allowed.shape} flags for {scores.shape} scores")
        found &= allowed
    numbers = np.flatnonzero(found)
    values = scores[numbers]
    if len(numbers) > depth:
        # Everything above or equal to the last score competes, or chance would break a tie there.
        last = np.partition(values, len(values) - depth)[len(values) - depth]
        numbers = numbers[np.flatnonzero(values >= last)]
        values = scores[numbers]
    order = best_first(values, numbers, tie_keys)[:depth]
    return Ranking(numbers[order], values[order])


def best_first(
    scores: NDArray[np.floating], numbers: NDArray[np.int64], tie_keys: TieKeys
) -> NDArray[np.int64]:
    """Where the scores stand in descending order; equal scores in order of their rows' keys.

    Args:
        scores: Shape (n,).
        numbers: The row of each score, shape (n,).
        tie_keys: Gives the keys.
    """
    order: NDArray[np.int64] = np.lexsort((tie_keys(numbers), -scores))
    return order


def distinct(numbers: NDArray[_Integer]) -> NDArray[_Integer]:
    """Each number once, ascending. `np.unique` does the same, and loads NumPy's masked arrays."""
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] > ordered[:-1]
    found: NDArray[_Integer] = ordered[is_first]
    return found
