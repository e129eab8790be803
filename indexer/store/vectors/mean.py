"""The mean that the vectors of an index share. Signs are taken against it.

Some encoders put all texts into a narrow cone: the vectors of multilingual-e5-small share a mean of
length .89. Most of the sign bits are then the same for all passages and tell nothing, and the scan
finds half of the nearest passages. Against the mean it finds nearly all. The vectors of
all-MiniLM-L6-v2 share a mean of length .38, and their bits tell as much without it.

An index has one mean, from its first vectors. The catalog keeps it for as long as the index lives,
so that all signs can be compared.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray

Mean = NDArray[np.float16]
"""What is subtracted from a vector before its signs are taken, shape (dimension,)."""

FEWEST = 256
"""Vectors that it takes to compute a mean; the scan serves archives of more than a thousand."""

LEAST_LENGTH = 0.5
"""A shorter mean is not subtracted."""


def no_mean(dimension: int) -> Mean:
    """The mean that changes nothing, shape (dimension,)."""
    return np.zeros(dimension, dtype=np.float16)


def shared_mean(rows: NDArray[np.floating]) -> Mean:
    """The mean of unit rows, shape (n, d) -> (d,); zeros where they share little."""
    mean = rows.mean(axis=0, dtype=np.float64)
    if np.linalg.norm(mean) < LEAST_LENGTH:
        return no_mean(rows.shape[1])
    rounded: Mean = mean.astype("<f2")
    return rounded


def packed(mean: Mean) -> str:
    """The mean as text, which `unpacked` reads: Base64 of float16, little-endian; "" for zeros."""
    return b64encode(mean.astype("<f2").tobytes()).decode() if mean.any() else ""


def unpacked(text: str, dimension: int) -> Mean:
    """The mean that a text holds.

    Raises:
        ValueError: If it is none of so many numbers in [-1, 1].
    """
    if not text:
        return no_mean(dimension)
    try:
        content = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if len(content) != 2 * dimension:
        raise ValueError("the mean of the vectors is not what was written")
    mean: Mean = np.frombuffer(content, dtype="<f2")
    if not np.all(np.abs(mean) <= 1):
        raise ValueError("the mean of the vectors is out of range")
    return mean
