"""Logistic regression, and how well it tells answered questions from others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.answerable.training.observations import Observation

PENALTY = 1.0
"""Of squared weights, on features of variance 1: few observations, related features."""

STEPS = 30
"""Of Newton's method; it stands still after ten."""

REFUSED = 0.02
"""Share of answered questions that may be refused; with unseen ones it comes to a little more."""

SHARES = {"answered": 1.0, "removed": 0.4, "foreign": 0.5, "renamed": 0.1}
"""How much the kinds of questions count, in each collection and in each size of archive."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """A linear model of the logarithm of the odds.

    Attributes:
        constant: What it gives without any feature.
        weights: What 1.0 of a feature adds, by name.
    """

    constant: float
    weights: Mapping[str, float]

    def of(self, observations: Sequence[Observation]) -> _Array:
        """The logarithm of the odds of each observation."""
        weights = np.array(list(self.weights.values()))
        scores: _Array = self.constant + _table(observations, list(self.weights)) @ weights
        return scores


def fit(observations: Sequence[Observation], names: Sequence[str]) -> Line:
    """Fit a line to observations, each collection with the same weight."""
    table, counts = _table(observations, names), importance(observations)
    is_answered = np.array([one.kind == "answered" for one in observations], dtype=np.float64)
    mean = np.average(table, axis=0, weights=counts)
    spread = np.sqrt(np.average((table - mean) ** 2, axis=0, weights=counts)) + 1e-9
    design = np.column_stack((np.ones(len(table)), (table - mean) / spread))
    penalty = np.diag([0.0] + [PENALTY] * len(names))
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (counts * (is_answered - chance)) - penalty @ found
        curve = (design * (counts * chance * (1 - chance))[:, None]).T @ design + penalty
        found += np.linalg.solve(curve, slope)
    weights = found[1:] / spread
    return Line(float(found[0] - weights @ mean), dict(zip(names, weights.tolist(), strict=True)))


def held_out(observations: Sequence[Observation], names: Sequence[str]) -> _Array:
    """The logarithm of the odds of each, by a line that saw nothing of its collections."""
    scores = np.full(len(observations), np.nan)
    for collection in sorted({one.questions for one in observations}):
        others = [one for one in observations if collection not in (one.questions, one.archive)]
        own = [n for n, one in enumerate(observations) if one.questions == collection]
        scores[own] = fit(others, names).of([observations[n] for n in own])
    return scores


def importance(observations: Sequence[Observation]) -> _Array:
    """How much each counts: collections alike, kinds by `SHARES`, whole and small alike."""
    groups: dict[tuple[str, str, bool], int] = {}
    for one in observations:
        group = (one.questions, one.kind, one.whole)
        groups[group] = groups.get(group, 0) + 1
    return np.array(
        [100 * SHARES[o.kind] / groups[o.questions, o.kind, o.whole] for o in observations]
    )


def threshold(scores: _Array) -> float:
    """The score below which `REFUSED` of the answered questions lie."""
    return float(np.quantile(scores, REFUSED))


def area(answered: _Array, others: _Array) -> float:
    """The area under the curve: how often an answered question scores above another one."""
    below = np.searchsorted(np.sort(others), answered, side="left")
    upto = np.searchsorted(np.sort(others), answered, side="right")
    return float((below + upto).mean() / 2 / len(others))


def _table(observations: Sequence[Observation], names: Sequence[str]) -> _Array:
    return np.array([[one.features[name] for name in names] for one in observations])
