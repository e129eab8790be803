"""The two ways in which the numbers of a vector are stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors import float16, int8

Stored = NDArray[Any]
"""Vectors as they are stored, shape (n, dimension)."""


class Form(NamedTuple):
    """A way to store vectors.

    Attributes:
        name: What the catalog calls it.
        file: The name of the file with the rows.
        kind: The NumPy type of a number, little-endian.
        decoded: Rows as they are stored -> unit rows, float32.
        cosines: The same and a unit vector -> the cosine of each row with it, float32, shape (n,).
            Equal rows have equal cosines.
        unsound: The same -> places of rows that no writer gives, ascending.
    """

    name: str
    file: str
    kind: str
    decoded: Callable[[Stored], NDArray[np.float32]]
    cosines: Callable[[Stored, NDArray[np.float32]], NDArray[np.float32]]
    unsound: Callable[[Stored], NDArray[np.int64]]


INT8 = Form("int8", "rows.i8", "i1", int8.decoded, int8.cosines, int8.unsound)
"""What is written."""

FLOAT16 = Form("float16", "rows.f16", "<f2", float16.decoded, float16.cosines, float16.unsound_rows)
"""What formats 1 and 2 have."""

FORMS = {form.name: form for form in (INT8, FLOAT16)}
