"""A keyword and a vector source in memory: the plainest that keep what the protocols say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.scan import CANDIDATES
from query.rows.sources import Mask, Numbers, Postings, TieKeys


class MemoryKeyword:
    """Terms of rows (`KeywordSource`).

    Args:
        tokens: By field, the terms of each row in order; None where a row is not live.
    """

    def __init__(self, tokens: Mapping[str, Sequence[Sequence[str] | None]]) -> None:
        self._tokens = tokens

    def vocabulary(self, field: str) -> Sequence[str]:
        return sorted({term for row in self._tokens[field] for term in row or ()})

    def count(self, field: str, term: str) -> int:
        return len(self.postings(field, term).numbers)

    def has_term(self, field: str, term: str) -> bool:
        return any(term in (row or ()) for row in self._tokens[field])

    def postings(self, field: str, term: str) -> Postings:
        stands = [
            (number, position)
            for number, row in enumerate(self._tokens[field])
            for position, other in enumerate(row or ())
            if other == term
        ]
        numbers = sorted({number for number, _ in stands})
        times = [sum(other == number for other, _ in stands) for number in numbers]
        return Postings(
            np.array(numbers, dtype=np.int64),
            np.array(times, dtype=np.uint32),
            np.array([position for _, position in stands], dtype=np.uint32),
        )

    def lengths(self, field: str) -> NDArray[np.uint32]:
        return np.array([len(row or ()) for row in self._tokens[field]], dtype=np.uint32)


class MemoryVectors:
    """Vectors of rows (`VectorSource`); its scan misses nothing."""

    def __init__(self, rows: NDArray[np.float32]) -> None:
        self._rows = rows

    @property
    def dimension(self) -> int:
        return int(self._rows.shape[1])

    @property
    def candidates(self) -> int:
        return CANDIDATES

    def __len__(self) -> int:
        return len(self._rows)

    def scan(
        self, query: NDArray[np.float32], allowed: Mask | None, count: int, tie_keys: TieKeys
    ) -> Numbers:
        numbers = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        order = np.lexsort((tie_keys(numbers), -self.rescore(query, numbers)))
        return np.sort(numbers[order[:count]])

    def rescore(self, query: NDArray[np.float32], numbers: Numbers) -> NDArray[np.float32]:
        found: NDArray[np.float32] = np.einsum("ij,j->i", self._rows[numbers], query)
        return found
