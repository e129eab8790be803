"""The vector source over the embedded index: a scan of sign bits, then exact scores.

Scanning sign bits first and scoring only the nearest by their rows reads 48 bytes a row instead
of 384 for a vector of 384 dimensions. The bits are taken against the mean that the index has
(`indexer.store.vectors.mean`). Rotating the vectors first finds nothing more with a thousand
candidates.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.float16 import unsound_rows
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.scan import candidates_of, scan_nearest
from query.rows.sources import Mask, Numbers, TieKeys

SCORE_BLOCK = 1024
"""Rows scored at once: they stay near the processor, and need little memory where all are."""


class EmbeddedVectors:
    """Vectors of rows (`VectorSource`).

    Args:
        vectors: The open vectors.
        candidates: How many rows a scan is to find at least.
    """

    def __init__(self, vectors: Vectors, candidates: int = 0) -> None:
        self._vectors = vectors
        self.candidates = max(candidates, candidates_of(len(vectors)))

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._vectors.dimension

    def __len__(self) -> int:
        return len(self._vectors)

    def scan(
        self, query: NDArray[np.float32], allowed: Mask | None, count: int, tie_keys: TieKeys
    ) -> Numbers:
        """The allowed rows that are probably nearest by their sign bits, ascending."""
        return scan_nearest(self._vectors, query, allowed, count, tie_keys)

    def rescore(self, query: NDArray[np.float32], numbers: Numbers) -> NDArray[np.float32]:
        """The exact cosine of given rows, in their order.

        Raises:
            ValueError: If the query is no unit vector of the right dimension.
        """
        if query.shape != (self.dimension,) or len(unsound_rows(query[None])):
            raise ValueError(f"expected a unit vector of {self.dimension} columns")
        scores = np.empty(len(numbers), dtype=np.float32)
        for start in range(0, len(numbers), SCORE_BLOCK):
            block = slice(start, start + SCORE_BLOCK)
            scores[block] = self._vectors.cosines(query, numbers[block])
        return scores
