"""Floats -> integers of 8 bits and the scales that give the floats back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Unsigned 8 bit times this, twice, stays within 16 bit: processors without VNNI add pairs of
# products there, and would silently clip them with 127.
LARGEST_WEIGHT = 63
# Of the range of a column, the share that its factor takes. Mean cosine: 1 .9941, .85 .9963,
# .7 .9967 with a lower least one, .5 .9957.
_SHARE = 0.85
_TINY = 1e-6  # stands for ranges and weights that are nothing but zeros


def split(
    weights: NDArray[np.float32], axis: int, most: int = LARGEST_WEIGHT
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Integers from -most to most, and the scale (that axis kept) that gives the weights back."""
    extremes = np.abs(weights).max(axis=axis, keepdims=True)
    scales = np.where(extremes > 0, extremes / most, 1).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales


def column_factors(
    activations: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What to divide each column of an activation by, and multiply that row of the weights by.

    SmoothQuant (Xiao et al., 2022, equation 4).

    Args:
        activations: Largest magnitude of each column.
        weights: Largest magnitude of each row.

    Returns:
        Positive, float32, shape (columns,).
    """
    tiny = np.float32(_TINY)
    activations, weights = np.maximum(activations, tiny), np.maximum(weights, tiny)
    factors: NDArray[np.float32] = activations**_SHARE / weights ** (1 - _SHARE)
    return factors
