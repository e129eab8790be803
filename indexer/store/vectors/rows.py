"""Rows of vectors by number, of which some may be the rows of others.

A quote that takes up most of its passage has the vector of the passage, and no row of its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.files import let_go
from indexer.store.vectors.forms import Form, Stored

LITTLE = 64
"""Rows that are read at once where memory is spared. Of a mapped file, the system brings in 64 KiB
or more around each row."""

NOT_SHARED = -1
"""In the place of a passage number: the vector has a row of its own."""


class Rows:
    """Vectors as they are stored, by number.

    Args:
        form: How they are stored.
        own: The rows of this folder, shape (m, dimension).
        places: For each number the place of its row in `own`, or -1 - p for the row of passage p;
            int32, shape (n,). None: row = number.
        passages: The rows of the passages; None if none is shared.
    """

    def __init__(
        self,
        form: Form,
        own: Stored,
        places: NDArray[np.int32] | None = None,
        passages: Rows | None = None,
    ) -> None:
        self.form = form
        self.own = own
        self._places, self._passages = places, passages
        self._is_sparing = False

    def __len__(self) -> int:
        return len(self.own if self._places is None else self._places)

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return int(self.own.shape[1])

    def spare_memory(self) -> None:
        """Keep no rows of the file in memory from now on; each reading takes a little longer."""
        self._is_sparing = True

    def take(self, numbers: NDArray[np.int64]) -> Stored:
        """Some rows, shape (m, dimension); zeros where a damaged place leads nowhere.

        Raises:
            IndexError: If a number is too large.
        """
        if self._places is None:
            return self._taken(numbers)
        rows = np.zeros((len(numbers), self.dimension), dtype=self.own.dtype)
        places = self._places.take(numbers).astype(np.int64)
        is_own = (places >= 0) & (places < len(self.own))
        rows[is_own] = self._taken(places[is_own])
        if self._passages is not None:
            passages = -1 - places
            is_shared = (passages >= 0) & (passages < len(self._passages))
            rows[is_shared] = self._passages.take(passages[is_shared])
        return rows

    def _taken(self, places: NDArray[np.int64]) -> Stored:
        """Rows of this folder by their places, shape (m, dimension)."""
        if not self._is_sparing:
            return self.own.take(places, axis=0)
        parts = [self.own[:0]]
        for start in range(0, len(places), LITTLE):
            parts.append(self.own.take(places[start : start + LITTLE], axis=0))
            let_go(self.own)
        return np.concatenate(parts)

    def shared(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The passage whose row each of some numbers has, or `NOT_SHARED`; shape (m,)."""
        if self._places is None:
            return np.full(len(numbers), NOT_SHARED, dtype=np.int64)
        places = self._places.take(numbers).astype(np.int64)
        return np.where(places < 0, -1 - places, NOT_SHARED)
