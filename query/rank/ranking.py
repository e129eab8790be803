"""What every searcher gives back: passages with scores, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Passages, best first; equal scores in order of passage number.

    Attributes:
        numbers: Passage numbers, each once, int64, shape (n,).
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

    def place(self, number: int) -> int | None:
        """Where a passage stands, from 0; None if it is not in the ranking."""
        is_meant = self.numbers == number
        place = int(is_meant.argmax()) if len(is_meant) else 0
        return place if len(is_meant) and is_meant[place] else None

    def __iter__(self) -> Iterator[tuple[int, float]]:
        """(passage number, score) pairs, best first."""
        return iter(zip(self.numbers.tolist(), self.scores.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class LegPlace:
    """Where one searcher alone put the passage: its rank there (from 1) and its raw score."""

    rank: int
    score: float


def best(scores: NDArray[np.floating], admitted: NDArray[np.bool_] | None, depth: int) -> Ranking:
    """The highest positive scores among the admitted passages.

    What is not admitted is left out before anything is counted, so that `depth` admitted
    passages are found wherever there are as many.

    Args:
        scores: A score for every passage number, shape (n,); 0 where nothing matches.
        admitted: Whether a passage may be found, shape (n,); None admits all.
        depth: At most this many passages, at least 1. A deeper ranking begins with the
            shallower one.

    Raises:
        ValueError: If `depth` is less than 1 or the shapes differ.
    """
    if depth < 1:
        raise ValueError(f"depth must be at least 1, got {depth}")
    found = scores > 0
    if admitted is not None:
        if admitted.shape != scores.shape:
            raise ValueError(f"{admitted.shape} admitted for {scores.shape} scores")
        found &= admitted
    numbers = np.flatnonzero(found)
    values = scores[numbers]
    if len(numbers) > depth:
        # Everything above or equal to the last place's score competes, or a tie there would be
        # broken by chance.
        last = np.partition(values, len(values) - depth)[len(values) - depth]
        numbers = numbers[np.flatnonzero(values >= last)]
        values = scores[numbers]
    order = np.argsort(-values, kind="stable")[:depth]
    return Ranking(numbers[order], values[order])


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each number once, ascending. `np.unique` does the same, and loads NumPy's masked arrays."""
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] > ordered[:-1]
    found: NDArray[np.int64] = ordered[is_first]
    return found
