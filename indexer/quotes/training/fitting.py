"""Weights for log-linear choices, learned from decisions with known outcomes.

Training only: needs SciPy, which comes with sentence-transformers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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


def fit(decisions: Sequence[Decision], *, penalty: float, min_count: int = 2) -> dict[str, float]:
    """Weights that make the right candidates likely.

    Maximises the summed log-probability of the right candidates together (any of them will
    do), less `penalty / 2` times the squared weights.

    Args:
        decisions: At least one with a right candidate; others are passed over.
        penalty: Of the squared weights, above zero.
        min_count: Features of fewer candidates are left out.

    Returns:
        Feature -> weight, rounded to three digits, small ones left out; the commonest first,
        so that what is looked up most lies together in memory, which makes it faster.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    usable = [one for one in decisions if any(one.right) and not all(one.right)]
    counts = Counter(f for one in usable for features in one.candidates for f in features)
    columns = {f: i for i, f in enumerate(f for f, n in counts.items() if n >= min_count)}
    indices: list[int] = []
    pointers = [0]
    for one in usable:
        for features in one.candidates:
            indices.extend(columns[f] for f in features if f in columns)
            pointers.append(len(indices))
    table = csr_matrix(
        (np.ones(len(indices)), indices, pointers), shape=(len(pointers) - 1, len(columns))
    )
    sizes = np.array([len(one.candidates) for one in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([r for one in usable for r in one.right], dtype=float)
    weight = np.array([one.weight for one in usable])
    transposed = table.T.tocsr()

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
        loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    rounded = {f: round(float(found.x[i]), 3) for f, i in columns.items()}
    order = sorted(rounded, key=lambda f: (-counts[f], f))
    return {f: rounded[f] for f in order if abs(rounded[f]) >= SMALLEST_WEIGHT}


# Weights below change no choice worth mentioning and would double the size of the file.
SMALLEST_WEIGHT = 0.02
