"""What a ranker's probability is worth: the share of such names that are right, and the grade."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from indexer.records import Grade

Curve = Sequence[tuple[float, float]]
"""Pairs of a ranker's probability and the share of right names there, both ascending."""

LEAST_NAMED = 0.65
"""A speaker who is less likely than this is not named."""
_SURE, _LIKELY = 0.95, 0.75


class Confidence:
    """Turns the probabilities of the rankers into shares of right names.

    Args:
        curves: The kind of choice, see `choice_kind` -> its curve. A kind without a curve keeps
            its probabilities.
    """

    def __init__(self, curves: Mapping[str, Curve]) -> None:
        self._curves = {kind: [tuple(one) for one in curve] for kind, curve in curves.items()}

    def of(self, kind: str, probability: float) -> float:
        """The share of right names among the names of a kind with this probability, in [0, 1].

        Between two points of the curve, or zero and the first one, it is interpolated; beyond the
        last it stays as there.
        """
        curve = self._curves.get(kind)
        if not curve:
            return min(probability, 1.0)
        at = bisect_right(curve, (probability, 1.0))
        if at == len(curve):
            return curve[-1][1]
        low, first = curve[at - 1] if at else (0.0, 0.0)
        high, second = curve[at]
        return first + (second - first) * (probability - low) / (high - low)


def grade_of(confidence: float) -> Grade:
    """The grade of a name that is given with this confidence."""
    if confidence >= _SURE:
        return Grade.SURE
    return Grade.LIKELY if confidence >= _LIKELY else Grade.UNSURE
