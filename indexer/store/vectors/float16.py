"""Unit vectors as float16, as formats 1 and 2 have them.

NumPy turns float16 into float32 number by number. Here it takes a fifth of the time: the bits of a
float16, moved to where a float32 has its own, are the same number times 2**-112, because the
exponents of the two begin to count 112 apart. What is not finite does not survive this.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SCALE = np.float32(2.0**112)
"""What `moved` numbers are to be multiplied with; a product with a power of two is exact."""

UNIT_TOLERANCE = 1e-3
"""How far a row's length may be from 1: float16 rounds it by up to 0.0005."""

_SIGN_AND_NUMBER = np.int32(-0x70002000)  # 1000 1111 1111 1111 1110 0000 0000 0000


def moved(values: NDArray[np.float16]) -> NDArray[np.float32]:
    """Finite numbers, each divided by `SCALE`, none rounded; shape as given."""
    bits = values.astype(np.float16, copy=False).view(np.int16).astype(np.int32)
    bits <<= 13
    # The sign was copied on the way from 16 to 32 bits.
    bits &= _SIGN_AND_NUMBER
    return bits.view(np.float32)


def decoded(rows: NDArray[np.float16]) -> NDArray[np.float32]:
    """The same numbers as float32, shape as given."""
    return rows.astype(np.float32)


def cosines(rows: NDArray[np.float16], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosines of vectors with a unit vector, shape (n, dimension) -> (n,)."""
    scores: NDArray[np.float32] = np.einsum(
        "ij,j->i", moved(rows), query.astype(np.float32) * SCALE
    )
    return scores


def unsound_rows(rows: NDArray[np.floating]) -> NDArray[np.int64]:
    """Row numbers, ascending, that are not finite or not of unit length; shape (n, d) -> (m,)."""
    exact = rows.astype(np.float64)
    with np.errstate(over="ignore", invalid="ignore"):  # infinite rows are what is looked for
        lengths = np.sqrt(np.einsum("ij,ij->i", exact, exact))
    return np.flatnonzero(~(np.abs(lengths - 1.0) <= UNIT_TOLERANCE))
