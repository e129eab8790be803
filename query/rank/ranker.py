"""One question -> one ranking: each signal's scores, made comparable, weighed and summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.store.index import Index
from indexer.text.analyzer import terms
from query.rank.fusion import SCALE_RANK, Fusion, Scale, Signal, fuse, reciprocal_ranks, scaled
from query.rank.keyword import KeywordSearcher
from query.rank.ranking import LegPlace, Ranking, best
from query.rank.semantic import SemanticSearcher
from query.rank.source_date import Origins, dates_named, sources_named
from query.rank.stopwords import content_terms
from query.settings import FusionMethod, Mode, Settings
from query.weights import Weights

DEPTH = 1000
"""How far a leg looks that is asked alone, and the semantic one, which scores so many anyway."""

KEYWORD_DEPTH = 300
"""How far the keyword leg looks beside the other: what is behind is never among the best."""

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]


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
    def numbers(self) -> Numbers:
        """Passage numbers, best first."""
        return self.fusion.ranking.numbers

    def leg(self, name: str, number: int) -> LegPlace | None:
        """Where a leg alone put a passage; `name` is "keyword" or "semantic"."""
        ranking = self.keyword if name == "keyword" else self.semantic
        place = None if ranking is None else ranking.place(number)
        if ranking is None or place is None:
            return None
        return LegPlace(place + 1, float(ranking.scores[place]))


class Ranker:
    """Ranks the passages of one index.

    Args:
        index: The opened index.
        exact: Score every vector instead of scanning codes first: what the scan is measured
            against.
    """

    def __init__(self, index: Index, *, exact: bool = False) -> None:
        self._index = index
        self._owners = index.document_of
        self._keyword = KeywordSearcher(index.keyword, index.document_of)
        self._semantic = SemanticSearcher(index.vectors, exact=exact)

    @cached_property
    def _shared(self) -> float:
        """How much an article says beside its passages, in [0, 1].

        Nothing where every document is one passage: there it is the keyword leg once more.
        """
        passages = int(np.count_nonzero(self._owners >= 0))
        documents = int(self._owners.max(initial=-1)) + 1
        return 1 - documents / passages if passages else 0.0

    @cached_property
    def _passages(self) -> NDArray[np.int64]:
        """How many passages each document has, by place."""
        return np.bincount(self._owners[self._owners >= 0])

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self._index.catalog.origins())

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
            settings: Mode, fusion, weights and limit.
            also: Terms for the keyword leg that the question does not spell out.
        """
        words = [*content_terms(question), *also]
        # Mostly nothing is filtered, and to ask for no passage whether it is admitted is quicker.
        chosen = None if admitted.all() else admitted
        keyword = semantic = compared = None
        scores = np.empty(0, dtype=np.float32)
        if settings.mode is not Mode.SEMANTIC:
            scores = self._keyword.scores(words)
            keyword = best(scores, chosen, DEPTH if vector is None else KEYWORD_DEPTH)
        if vector is not None and settings.mode is not Mode.KEYWORD:
            others = keyword.numbers if keyword else None
            compared = self._semantic.compare(vector, chosen, DEPTH, others)
            semantic = compared.ranking
        if keyword is None or semantic is None or compared is None:
            signals = _alone("keyword", keyword) + _alone("semantic", semantic)
        elif settings.fusion is FusionMethod.RRF:
            signals = [reciprocal_ranks("keyword", keyword), reciprocal_ranks("semantic", semantic)]
        else:
            numbers, cosines, weights = compared.numbers, compared.cosines, settings.weights
            floor = Scale.of(keyword.scores, 0.0)
            signals = [
                scaled("keyword", weights.keyword, numbers, scores[numbers], floor),
                scaled("semantic", weights.semantic, numbers, cosines, Scale.of(semantic.scores)),
                *self.added(question, words, numbers, chosen, weights),
            ]
        fusion = fuse(signals, settings.limit)
        return Ranked(fusion, keyword, semantic, self._keyword.idf(words))

    def added(
        self,
        question: str,
        words: list[str],
        numbers: Numbers,
        admitted: NDArray[np.bool_] | None,
        weights: Weights,
    ) -> list[Signal]:
        """What is known beside the two legs, for the passages that they found; None admits all."""
        owners = self._owners[numbers]
        signals = []
        if weights.article:
            articles = self._keyword.document_scores(words)
            passages = self._passages
            if admitted is not None:
                passages = np.bincount(self._owners[admitted], minlength=len(articles))
            scale = _scale_of_shared(articles, passages)
            weight = weights.article * self._shared
            signals.append(scaled("article", weight, numbers, articles[owners], scale))
        if weights.pairs:
            pairs = self._keyword.pair_scores(terms(question))
            scale = _scale_among(pairs if admitted is None else pairs[admitted])
            signals.append(scaled("pairs", weights.pairs, numbers, pairs[numbers], scale))
        if weights.source and (sources := sources_named(question, self._origins.sources)):
            near = self._origins.from_sources(sources)[owners].astype(np.float64)
            signals.append(Signal("source", weights.source, numbers, near, near))
        if weights.date and (days := dates_named(question)):
            near = self._origins.near_dates(days)[owners].astype(np.float64)
            signals.append(Signal("date", weights.date, numbers, near, near))
        return signals


def _alone(name: str, ranking: Ranking | None) -> list[Signal]:
    """A leg that is asked alone keeps its raw scores."""
    if ranking is None:
        return []
    raw = ranking.scores.astype(np.float64)
    return [Signal(name, 1.0, ranking.numbers, raw, raw)]


def _scale_among(scores: Scores) -> Scale:
    """The scale of scores in any order, where what is not found is worth 0."""
    # Several times as quick as choosing by the flags themselves.
    top = scores[np.flatnonzero(scores > 0)]
    if len(top) > SCALE_RANK:
        top = np.partition(top, len(top) - SCALE_RANK)[len(top) - SCALE_RANK :]
    return Scale.of(-np.sort(-top), 0.0)


def _scale_of_shared(scores: Scores, passages: NDArray[np.int64]) -> Scale:
    """The scale over passages of scores that all passages of a document share.

    Args:
        scores: Of each document, by place.
        passages: How many passages of each are admitted.
    """
    held = np.flatnonzero((scores > 0) & (passages > 0))
    if len(held) > SCALE_RANK:
        # Each of them has a passage: no others are needed, but for equals of the last.
        last = np.partition(scores[held], len(held) - SCALE_RANK)[len(held) - SCALE_RANK]
        held = held[scores[held] >= last]
    best_first = held[np.argsort(-scores[held], kind="stable")][:SCALE_RANK]
    counted = np.repeat(scores[best_first], np.minimum(passages[best_first], SCALE_RANK))
    return Scale.of(counted[:SCALE_RANK], 0.0)
