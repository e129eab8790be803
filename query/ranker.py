"""One question -> one ranking: each signal's scores, made comparable, weighed and summed.

The weights are few and fixed. Each was kept because it helps on sets of questions that it was not
chosen on; learned combinations lost there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import terms
from indexer.store.index import Index
from query.fusion import Fusion, Scale, Signal, fuse, reciprocal_ranks, scaled
from query.hits import LegPlace
from query.keyword import KeywordSearcher
from query.rankings import Ranking, best
from query.semantic import SemanticSearcher
from query.settings import FusionMethod, Mode, Settings

DEPTH = 1000
"""How far each leg looks."""

KEYWORD_WEIGHT = 0.5
SEMANTIC_WEIGHT = 0.5
ARTICLE_WEIGHT = 0.3
"""The whole article's BM25 score, which all its passages share."""
PAIR_WEIGHT = 0.15
"""BM25 over pairs of neighbouring terms of the question."""


@dataclass(frozen=True)
class Ranked:
    """A ranking and what is known about why.

    Attributes:
        fusion: The fused ranking with its parts.
        keyword, semantic: Each leg's own ranking; None where the leg was not asked.
        weights: What each term of the question says (its idf), for marking words.
    """

    fusion: Fusion
    keyword: Ranking | None
    semantic: Ranking | None
    weights: dict[str, float]

    @property
    def numbers(self) -> NDArray[np.int64]:
        """Passage numbers, best first."""
        return self.fusion.ranking.numbers

    def leg(self, name: str, number: int) -> LegPlace | None:
        """Where a leg alone put a passage; `name` is "keyword" or "semantic"."""
        ranking = self.keyword if name == "keyword" else self.semantic
        if ranking is None:
            return None
        places = np.flatnonzero(ranking.numbers == number)
        if not len(places):
            return None
        return LegPlace(int(places[0]) + 1, float(ranking.scores[places[0]]))


class Ranker:
    """Ranks the passages of one index."""

    def __init__(self, index: Index) -> None:
        self._owners = index.owners
        self._keyword = KeywordSearcher(index.keyword, index.owners)
        self._semantic = SemanticSearcher(index.vectors)

    def rank(
        self,
        question: str,
        vector: NDArray[np.float32] | None,
        admitted: NDArray[np.bool_],
        settings: Settings,
        also: Sequence[str] = (),
    ) -> Ranked:
        """Rank the admitted passages for a question.

        Args:
            question: Plain words.
            vector: The question's unit vector; None asks only the keyword leg.
            admitted: Which passages may be found, shape (rows,).
            settings: Mode, fusion and limit.
            also: Terms for the keyword leg that the question does not spell out.
        """
        words = [*terms(question), *also]
        keyword = semantic = None
        if settings.mode is not Mode.SEMANTIC:
            scores = self._keyword.scores(words)
            keyword = best(scores, admitted, DEPTH)
        if vector is not None and settings.mode is not Mode.KEYWORD:
            semantic = self._semantic.search(vector, admitted, DEPTH)
        if keyword is None or semantic is None or vector is None:
            leg = semantic if keyword is None else keyword
            fusion = _single("semantic" if keyword is None else "keyword", leg, settings.limit)
        elif settings.fusion is FusionMethod.RRF:
            signals = [reciprocal_ranks("keyword", keyword), reciprocal_ranks("semantic", semantic)]
            fusion = fuse(signals, settings.limit)
        else:
            signals = self._signals(words, vector, keyword, semantic, scores)
            fusion = fuse(signals, settings.limit)
        return Ranked(fusion, keyword, semantic, self._keyword.idf(words))

    def _signals(
        self,
        words: list[str],
        vector: NDArray[np.float32],
        keyword: Ranking,
        semantic: Ranking,
        scores: NDArray[np.float32],
    ) -> list[Signal]:
        numbers = np.union1d(keyword.numbers, semantic.numbers)
        cosines = self._semantic.scores_of(vector, numbers)
        signals = [
            scaled(
                "keyword", KEYWORD_WEIGHT, numbers, scores[numbers], Scale.of(keyword.scores, 0.0)
            ),
            scaled("semantic", SEMANTIC_WEIGHT, numbers, cosines, Scale.of(semantic.scores)),
        ]
        articles = self._keyword.document_scores(words)
        signals.append(
            _scaled_among("article", ARTICLE_WEIGHT, numbers, articles, self._owners[numbers])
        )
        pairs = self._keyword.pair_scores(words)
        signals.append(_scaled_among("pairs", PAIR_WEIGHT, numbers, pairs, numbers))
        return signals


def _single(name: str, ranking: Ranking | None, limit: int) -> Fusion:
    """A leg's own ranking, with its raw scores."""
    if ranking is None:
        return fuse([], limit)
    raw = ranking.scores.astype(np.float64)
    return fuse([Signal(name, 1.0, ranking.numbers, raw, raw)], limit)


def _scaled_among(
    name: str,
    weight: float,
    numbers: NDArray[np.int64],
    scores: NDArray[np.float32],
    places: NDArray[np.int64],
) -> Signal:
    """A signal scaled by the best of all its scores; `places` says where each passage's is."""
    ranking = best(scores, None, 100)
    return scaled(name, weight, numbers, scores[places], Scale.of(ranking.scores, 0.0))
