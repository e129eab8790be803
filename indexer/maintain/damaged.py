"""Vectors of which some are damaged, for a repair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.maintain.parts import foreign_rows
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.renumber import Kind
from indexer.store.catalog.state import State
from indexer.store.layout import Layout
from indexer.store.part import PartState
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.rows import NOT_SHARED


@dataclass(frozen=True)
class Damaged:
    """Vectors, some of them damaged, by number.

    Attributes:
        kind: Of which they are.
        part: What the catalog says of them.
        vectors: The vectors; without rows if they cannot be read.
        is_damaged: Which are damaged, shape (rows,).
    """

    kind: Kind
    part: PartState
    vectors: Vectors
    is_damaged: NDArray[np.bool_]

    @classmethod
    def of_passages(cls, layout: Layout, catalog: Catalog, state: State) -> Damaged:
        """The vectors of the passages; all are damaged if they cannot be read."""
        part = PartState.of_passages(state)
        try:
            vectors = part.open_vectors(layout.part(state.vectors))
        except IndexCorruptError:
            vectors = part.lost_vectors()
        return cls("passage", part, vectors, _damage(catalog, vectors, part, "passage"))

    @classmethod
    def of_quotes(
        cls, layout: Layout, catalog: Catalog, state: State, passages: Damaged
    ) -> Damaged:
        """The same for quotes; those that have the row of a damaged passage are damaged, too."""
        part = PartState.of_quotes(state)
        try:
            folder = layout.part(state.quote_vectors)
            vectors = part.open_vectors(folder, passages=passages.vectors)
        except IndexCorruptError:
            vectors = part.lost_vectors()
        damaged = _damage(catalog, vectors, part, "quote")
        shared = vectors.rows.shared(np.arange(len(vectors)))
        sharing = np.flatnonzero(shared != NOT_SHARED)
        inside = sharing[shared[sharing] < len(passages.is_damaged)]
        damaged[inside] |= passages.is_damaged[shared[inside]]
        return cls("quote", part, vectors, damaged)

    def block(
        self, start: int, count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
        """Some rows from one number on, to be written again.

        Returns:
            The rows, any numbers in the place of damaged ones, shape (n, dimension); the passages
            whose rows they have, as `VectorWriter.append` takes them; and the places of the
            damaged rows among them, ascending.
        """
        stop = min(start + count, len(self.is_damaged))
        is_damaged = self.is_damaged[start:stop]
        rows = np.zeros((stop - start, self.part.dimension), dtype=np.float32)
        shared = np.full(stop - start, NOT_SHARED, dtype=np.int64)
        sound = np.flatnonzero(~is_damaged)
        rows[sound] = self.vectors.decoded(sound + start)
        shared[sound] = self.vectors.rows.shared(sound + start)
        return rows, shared, np.flatnonzero(is_damaged)


def _damage(catalog: Catalog, vectors: Vectors, part: PartState, kind: Kind) -> NDArray[np.bool_]:
    damaged = np.zeros(part.rows, dtype=bool)
    if len(vectors) < part.rows:
        damaged[:] = True
        return damaged
    damaged[vectors.faulty()] = True
    damaged[foreign_rows(catalog, vectors, kind)] = True
    return damaged
