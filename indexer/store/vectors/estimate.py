"""The second scan: a closer estimate of the cosine from the sign bits that the first one compared.

The first scan takes a question's components as signs, too. This one keeps how large they are, on
sixteen levels: q_i = low + step * k_i with k_i = b_0 + 2 b_1 + 4 b_2 + 8 b_3. Then the sum of the
components where a row has a 1 is

    low * |row| + step * sum over p of  2^p |row & plane_p|

where |x| counts bits and plane_p holds the bits b_p of all components: four more comparisons of
whole words. Twice this sum, without the sum of all q_i, is the product of the question with the
row's signs. Gao and Long, RaBitQ, SIGMOD 2024, section 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PLANES = 4
"""Bits of a level: a fifth one finds nothing more, and three find fewer in a large archive."""


def estimates(
    signs: Sequence[NDArray[np.uint64]], query: NDArray[np.float32], numbers: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Numbers that grow with the cosine of a vector with each of some rows; shape (n,).

    Args:
        signs: Sign bits of all rows, a column for each 64 dimensions: uint64, shape (rows,) each.
        query: The vector without the mean against which the signs were taken, shape (dimension,).
        numbers: The rows, shape (n,).
    """
    low, step, planes = levels(query, len(signs))
    common = np.zeros((PLANES + 1, len(numbers)), dtype=np.uint16)
    for column, words in zip(signs, planes.T, strict=True):
        row = column[numbers]
        for counted, word in zip(common, words, strict=False):
            counted += np.bitwise_count(row & word)
        common[-1] += np.bitwise_count(row)
    # Whole numbers are added first, so that equal rows are equal however many are compared.
    above = sum(one.astype(np.int32) << place for place, one in enumerate(common[:-1]))
    found: NDArray[np.float64] = low * common[-1] + step * above
    return found


def levels(query: NDArray[np.float32], words: int) -> tuple[float, float, NDArray[np.uint64]]:
    """The components on levels: the lowest one, the step, and the bits of each level.

    Args:
        query: Shape (dimension,).
        words: How many words of 64 bits hold a bit for each dimension.

    Returns:
        The bits have the shape (PLANES, words), bit j of word K for component 64 * K + j.
    """
    low, high = float(query.min()), float(query.max())
    most = (1 << PLANES) - 1
    step = (high - low) / most or 1.0  # all components may be equal
    level = np.rint((query - low) / step).astype(np.uint8)
    bits = (level >> np.arange(PLANES, dtype=np.uint8)[:, None]) & 1
    padded = np.zeros((PLANES, words * 8), dtype=np.uint8)
    packed = np.packbits(bits, axis=1, bitorder="little")
    padded[:, : packed.shape[1]] = packed
    return low, step, padded.view("<u8").astype(np.uint64, copy=False)
