"""Weights for log-linear choices, learned from decisions with known outcomes.

Training only: needs SciPy, which comes with sentence-transformers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

# Weights below change no choice worth mentioning and would double the size of the file.
SMALLEST_WEIGHT = 0.05
_MIN_COUNT = 2  # features of fewer candidates are left out
_MOST_STEPS = 200
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice with its outcome.

    Attributes:
        article: Number of the article it is from, for cross-validation.
        candidates: The features of each candidate.
        right: For each candidate whether it would have been right; several may be.
        weight: How much the decision counts; below 1 where its outcome is less sure.
    """

    article: int
    candidates: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float = 1.0


class DecisionTable:
    """Decisions as a table of features, made once for several fits.

    Args:
        decisions: At least one with a right candidate and a wrong one; others teach nothing.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        usable = [one for one in decisions if any(one.right) and not all(one.right)]
        candidates = [features for one in usable for features in one.candidates]
        self._counts = Counter(chain.from_iterable(candidates))
        common = (name for name, count in self._counts.items() if count >= _MIN_COUNT)
        self._columns = {name: column for column, name in enumerate(common)}
        known = self._columns
        rows = [[known[name] for name in one if name in known] for one in candidates]
        indices = np.fromiter(chain.from_iterable(rows), dtype=np.int32)
        pointers = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        shape = (len(rows), len(known))
        self._table = csr_matrix((np.ones(len(indices)), indices, pointers), shape=shape)
        self._sizes = np.array([len(one.candidates) for one in usable])
        self._right = np.array([right for one in usable for right in one.right], dtype=float)
        self._weights = np.array([one.weight for one in usable])
        self._articles = np.array([one.article for one in usable])

    def fit(self, penalty: float, left_out: Collection[int] = ()) -> dict[str, float]:
        """Weights that make the right candidates likely.

        Maximises the summed log-probability of the right candidates together (any of them will
        do), less `penalty / 2` times the squared weights.

        Args:
            penalty: Of the squared weights, above zero.
            left_out: The numbers of articles whose decisions do not count.

        Returns:
            Feature -> weight, rounded to three digits, small ones left out; the commonest first,
            so that what is looked up most lies together in memory, which makes it faster.
        """
        from scipy.optimize import minimize  # type: ignore[import-untyped]

        kept = ~np.isin(self._articles, list(left_out))
        sizes, weight = self._sizes[kept], self._weights[kept]
        rows = np.repeat(kept, self._sizes)
        table, right = self._table[rows], self._right[rows]
        transposed = table.T.tocsr()
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

        def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            scores = table @ w
            top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
            odds = np.exp(scores - top)
            total = np.add.reduceat(odds, starts)
            good = np.add.reduceat(odds * right, starts)
            value = -np.sum(weight * (np.log(good) - np.log(total)))
            slope = odds * right / np.repeat(good, sizes) - odds / np.repeat(total, sizes)
            gradient = -(transposed @ (slope * np.repeat(weight, sizes))) + penalty * w
            return float(value + 0.5 * penalty * (w @ w)), gradient

        found = minimize(
            loss,
            np.zeros(len(self._columns)),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": _MOST_STEPS},
        )
        rounded = {name: round(float(found.x[at]), _DIGITS) for name, at in self._columns.items()}
        order = sorted(rounded, key=lambda name: (-self._counts[name], name))
        return {name: rounded[name] for name in order if abs(rounded[name]) >= SMALLEST_WEIGHT}
