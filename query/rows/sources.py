"""What matching and ranking need of a keyword index and of vectors.

Both sources speak of live rows only: a row whose document was deleted never appears.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""A flag for each row number, shape (rows,)."""

Numbers = NDArray[np.int64]
"""Row numbers, shape (n,)."""

TieKeys = Callable[[Numbers], Numbers]
"""Gives a key for each row number; of rows with equal scores, the lowest key comes first."""


class Postings(NamedTuple):
    """Where a term stands in one field.

    Attributes:
        numbers: The live rows that hold the term, each once, in any order; int64, shape (n,).
        frequencies: How often it stands in each, at least 1; an unsigned type, shape (n,).
        positions: Token positions from 0, row by row, ascending within a row; an unsigned type,
            shape (sum of frequencies,).
    """

    numbers: Numbers
    frequencies: NDArray[np.unsignedinteger]
    positions: NDArray[np.unsignedinteger]


class KeywordSource(Protocol):
    """Terms of rows. The fields are "text", "title" and "speaker".

    Every method raises `IndexCorruptError` if the index is damaged.
    """

    def vocabulary(self, field: str) -> Sequence[str]:
        """Every term of a field, each once, ascending; some may have no live row any more."""
        ...

    def has_term(self, field: str, term: str) -> bool:
        """Whether a live row holds the term."""
        ...

    def count(self, field: str, term: str) -> int:
        """How many live rows hold the term."""
        ...

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in live rows."""
        ...

    def lengths(self, field: str) -> NDArray[np.uint32]:
        """How many terms the field has, by row number, shape (rows,); 0 where it is not live."""
        ...


class VectorSource(Protocol):
    """Unit vectors of rows: a fast scan that may miss some, and exact scores for given rows.

    Both methods raise `IndexCorruptError` if a vector that they read is damaged.
    """

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        ...

    @property
    def candidates(self) -> int:
        """How many rows a scan has to find so that it misses few of the nearest."""
        ...

    def __len__(self) -> int:
        """How many rows there are, live or not."""
        ...

    def scan(
        self, query: NDArray[np.float32], allowed: Mask | None, count: int, tie_keys: TieKeys
    ) -> Numbers:
        """The rows that are probably nearest to a unit vector.

        Args:
            query: Unit vector, shape (dimension,).
            allowed: Which rows may be found; None allows all.
            count: How many to find, at least 1; all that are allowed where they are no more.
            tie_keys: Decides between rows that are equally near.

        Returns:
            Row numbers, ascending, each once.
        """
        ...

    def rescore(self, query: NDArray[np.float32], numbers: Numbers) -> NDArray[np.float32]:
        """The exact cosine of given rows, in their order; shape (m,) -> (m,).

        A row's score depends on its own vector and the query alone.

        Raises:
            IndexError: If a number is no row's.
        """
        ...
