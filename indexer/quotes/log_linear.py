"""Log-linear choice: features -> scores -> probabilities over the candidates of one decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import exp


class LogLinear:
    """A choice among candidates, each described by the names of its features.

    Args:
        weights: Feature -> weight; a feature without one counts nothing.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def score(self, features: Sequence[str]) -> float:
        """The sum of the weights."""
        return sum(map(self._weights.get, features, repeat(0.0)))

    def probabilities(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """One probability a candidate; they sum to 1, ties are equal."""
        return probabilities([self.score(features) for features in candidates])


def probabilities(scores: Sequence[float]) -> list[float]:
    """The scores of rival candidates as probabilities, in the same order; they sum to 1."""
    best = max(scores, default=0.0)
    odds = [exp(score - best) for score in scores]
    total = sum(odds)
    return [one / total for one in odds]
