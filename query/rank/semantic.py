"""The semantic searcher: which rows mean nearly the same as the question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.rank.ranking import Ranking, best_first, distinct
from query.rows.sources import Mask, Numbers, TieKeys, VectorSource


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A ranking by meaning, and what else was scored.

    Attributes:
        ranking: As `SemanticSearcher.search` gives it.
        numbers: All rows that were scored, with those beside the ranking; ascending, each once,
            int64, shape (n,).
        cosines: Their cosines, float32, shape (n,).
    """

    ranking: Ranking
    numbers: Numbers
    cosines: NDArray[np.float32]


class SemanticSearcher:
    """Ranks rows by the cosine of their vector with the question's.

    Args:
        vectors: Where the vectors are.
        tie_keys: Decides between rows with equal scores.
        exact: Score every allowed row instead of scanning first; the scan is measured against it.
        candidates: How many rows are scored exactly after the scan, at least 1; None for what the
            vectors need.
    """

    def __init__(
        self,
        vectors: VectorSource,
        tie_keys: TieKeys,
        *,
        exact: bool = False,
        candidates: int | None = None,
    ) -> None:
        self._vectors, self._tie_keys = vectors, tie_keys
        self._exact = exact
        self._least = vectors.candidates if candidates is None else candidates

    def search(self, query: NDArray[np.float32], allowed: Mask | None, depth: int) -> Ranking:
        """Rank the allowed rows.

        Only allowed rows compete in the first scan. Where no more are allowed than the scan
        keeps, all are scored exactly.

        Args:
            query: Unit vector, shape (dimension,).
            allowed: Whether a row may be found, by row number, shape (rows,); None allows all.
            depth: At most this many rows, at least 1. Up to the number of candidates, a deeper
                ranking begins with the shallower one.

        Returns:
            Rows with their cosine in [-1, 1], best first.

        Raises:
            ValueError: If a shape does not fit the vectors, the query is not a unit vector, or
                `depth` is less than 1.
            IndexCorruptError: If a vector that is read is damaged.
        """
        return self.compare(query, allowed, depth).ranking

    def compare(
        self,
        query: NDArray[np.float32],
        allowed: Mask | None,
        depth: int,
        others: Numbers | None = None,
        nearest: Numbers | None = None,
    ) -> Compared:
        """As `search`, scoring other rows on the way: those of another ranking.

        Args:
            query: As for `search`; so are the next two.
            allowed: See there.
            depth: See there.
            others: The other rows.
            nearest: What `nearest` found for the same query, mask and depth; None asks it here.
        """
        own = self.nearest(query, allowed, depth) if nearest is None else nearest
        numbers = own if others is None else distinct(np.concatenate((own, others)))
        cosines = self._vectors.rescore(query, numbers)
        scores = cosines[np.searchsorted(numbers, own)]
        order = best_first(scores, own, self._tie_keys)[:depth]
        return Compared(Ranking(own[order], scores[order]), numbers, cosines)

    def nearest(
        self, query: NDArray[np.float32], allowed: Mask | None, depth: int
    ) -> NDArray[np.int64]:
        """The rows to score exactly, ascending: all that are allowed, or the nearest of the scan.

        Args:
            query: As for `search`; so are the others.
            allowed: See there.
            depth: See there.

        Raises:
            ValueError: See there.
        """
        if depth < 1:
            raise ValueError(f"depth must be at least 1, got {depth}")
        if query.shape != (self._vectors.dimension,):
            raise ValueError(f"expected a unit vector of {self._vectors.dimension} columns")
        if allowed is not None and allowed.shape != (len(self._vectors),):
            raise ValueError(f"expected {len(self._vectors)} flags, got shape {allowed.shape}")
        count = max(self._least, depth)
        total = len(self._vectors)
        eligible = total if allowed is None else int(np.count_nonzero(allowed))
        if self._exact or eligible <= count:
            return np.arange(total) if allowed is None else np.flatnonzero(allowed)
        return self._vectors.scan(query, allowed, count, self._tie_keys)
