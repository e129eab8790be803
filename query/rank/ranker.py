"""One question -> one ranking: the scores of every signal, made comparable, weighted and summed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from query.rank.fusion import SCALE_RANK, Fusion, Scale, Signal, fuse, reciprocal_ranks, scaled
from query.rank.keyword import KeywordSearcher
from query.rank.other_languages import language_of_documents, language_signal
from query.rank.pairs import telling_pairs
from query.rank.question_terms import language_among, ordered_terms, question_terms
from query.rank.ranking import Ranking, SearcherRank, best
from query.rank.semantic import SemanticSearcher
from query.rank.source_date import SourceDatePriors, dates_named, sources_named
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers
from query.settings import FusionMethod, Mode, Settings
from query.weights import Weights

DEPTH = 1000
"""How many rows a searcher ranks alone. The semantic one ranks so many always: it scores them."""

KEYWORD_DEPTH = 300
"""How many rows the keyword searcher ranks beside the other; later ones are never the best."""

Scores = NDArray[np.float32]
OwnSignals = Callable[[Numbers], Sequence[Signal]]
"""Signals that only one kind of row has, for rows that the searchers found."""


@dataclass(frozen=True)
class Ranked:
    """A ranking and what is known about why.

    Attributes:
        fusion: The fused ranking with its parts.
        keyword, semantic: Each searcher's own ranking; None where it was not asked.
        weights: The idf of each term of the question, for marking words.
    """

    fusion: Fusion
    keyword: Ranking | None
    semantic: Ranking | None
    weights: dict[str, float]

    @property
    def numbers(self) -> Numbers:
        """Row numbers, best first."""
        return self.fusion.ranking.numbers

    def rank_by(self, searcher: str, number: int) -> SearcherRank | None:
        """Where one searcher, "keyword" or "semantic", ranked a row; None if it did not."""
        ranking = self.keyword if searcher == "keyword" else self.semantic
        position = None if ranking is None else ranking.position(number)
        if ranking is None or position is None:
            return None
        return SearcherRank(position + 1, float(ranking.scores[position]))


class Ranker:
    """Ranks one kind of row.

    Args:
        rows: The rows.
        exact: Score every vector instead of scanning first; the scan is measured against it.
        own_signals: Signals that only this kind of row has.
    """

    def __init__(
        self, rows: Rows, *, exact: bool = False, own_signals: OwnSignals | None = None
    ) -> None:
        self._rows = rows
        self._document_of = rows.document_of
        self._documents = len(rows.document_numbers)
        self._keyword = KeywordSearcher(
            rows.keyword, rows.document_of, self._documents, rows.tie_keys
        )
        self._semantic = SemanticSearcher(rows.vectors, rows.tie_keys, exact=exact)
        self._own_signals = own_signals

    @cached_property
    def _shared(self) -> float:
        """How much an article says beside its rows, in [0, 1].

        Nothing where every document is one row: there it repeats the keyword score.
        """
        rows = int(np.count_nonzero(self._rows.live))
        return max(1 - self._documents / rows, 0.0) if rows else 0.0

    @cached_property
    def _rows_of_documents(self) -> Numbers:
        """How many live rows each document has, by ordinal."""
        return np.bincount(self._document_of[self._rows.live], minlength=self._documents)

    @cached_property
    def _languages(self) -> NDArray[np.str_]:
        return language_of_documents(self._rows.catalog)

    @cached_property
    def _priors(self) -> SourceDatePriors:
        return SourceDatePriors(self._rows.catalog.origins())

    def rank(
        self,
        question: str,
        vector: NDArray[np.float32] | None,
        allowed: Mask,
        settings: Settings,
        also: Sequence[str] = (),
    ) -> Ranked:
        """Rank the allowed rows for a question.

        Args:
            question: Plain words.
            vector: The question's unit vector; None asks only the keyword searcher.
            allowed: Which rows may be found, shape (rows,).
            settings: Mode, fusion, weights and limit.
            also: Terms for the keyword searcher that the question does not spell out.
        """
        words = [*question_terms(question, self._rows.languages), *also]
        # Most questions filter nothing, and without a mask the searchers are quicker.
        chosen = None if allowed.all() else allowed
        tie_keys = self._rows.tie_keys
        keyword = semantic = compared = None
        scores = np.empty(0, dtype=np.float32)
        if settings.mode is not Mode.SEMANTIC:
            scores = self._keyword.scores(words)
            keyword = best(scores, chosen, DEPTH if vector is None else KEYWORD_DEPTH, tie_keys)
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
            by_words = scaled("keyword", weights.keyword, numbers, scores[numbers], floor)
            by_meaning = scaled(
                "semantic", weights.semantic, numbers, cosines, Scale.of(semantic.scores)
            )
            signals = [
                by_words,
                by_meaning,
                *language_signal(by_words, by_meaning, self._are_foreign(question, numbers)),
                *self._added(question, words, numbers, chosen, weights),
                *(self._own_signals(numbers) if self._own_signals else ()),
            ]
        fusion = fuse(signals, settings.limit, tie_keys)
        return Ranked(fusion, keyword, semantic, self._keyword.idf(words))

    def _are_foreign(self, question: str, numbers: Numbers) -> NDArray[np.bool_]:
        """Which rows are in another language than the question; none in an English archive."""
        if len(self._rows.languages) < 2:
            return np.zeros(len(numbers), dtype=bool)
        own = language_among(question, self._rows.languages)
        foreign: NDArray[np.bool_] = self._languages[self._document_of[numbers]] != own
        return foreign

    def _added(
        self,
        question: str,
        words: list[str],
        numbers: Numbers,
        allowed: Mask | None,
        weights: Weights,
    ) -> list[Signal]:
        """The other signals, for the rows that the searchers found; None allows all."""
        documents = self._document_of[numbers]
        signals = []
        if weights.article:
            articles = self._keyword.document_scores(words)
            counts = self._rows_of_documents
            if allowed is not None:
                counts = np.bincount(self._document_of[allowed], minlength=len(articles))
            scale = _scale_of_shared(articles, counts)
            weight = weights.article * self._shared
            signals.append(scaled("article", weight, numbers, articles[documents], scale))
        if weights.pairs:
            in_order = ordered_terms(question, self._rows.languages)
            pairs = self._keyword.pair_scores(telling_pairs(in_order))
            scale = _scale_among(pairs if allowed is None else pairs[allowed])
            signals.append(scaled("pairs", weights.pairs, numbers, pairs[numbers], scale))
        if weights.source and (sources := sources_named(question, self._priors.sources)):
            near = self._priors.from_sources(sources)[documents].astype(np.float64)
            signals.append(Signal("source", weights.source, numbers, near, near))
        if weights.date and (days := dates_named(question)):
            near = self._priors.near_dates(days)[documents].astype(np.float64)
            signals.append(Signal("date", weights.date, numbers, near, near))
        return signals


def _alone(name: str, ranking: Ranking | None) -> list[Signal]:
    """A searcher that is asked alone keeps its raw scores."""
    if ranking is None:
        return []
    raw = ranking.scores.astype(np.float64)
    return [Signal(name, 1.0, ranking.numbers, raw, raw)]


def _scale_among(scores: Scores) -> Scale:
    """The scale of scores in any order; rows that are not found have score 0."""
    # Several times as quick as choosing by the flags themselves.
    top = scores[np.flatnonzero(scores > 0)]
    if len(top) > SCALE_RANK:
        top = np.partition(top, len(top) - SCALE_RANK)[len(top) - SCALE_RANK :]
    return Scale.of(-np.sort(-top), 0.0)


def _scale_of_shared(scores: Scores, rows: Numbers) -> Scale:
    """The scale over rows of scores that all rows of a document share.

    Args:
        scores: Of each document, by ordinal.
        rows: How many rows of each document are allowed.
    """
    held = np.flatnonzero((scores > 0) & (rows > 0))
    if len(held) > SCALE_RANK:
        # Each of them has a row: no others are needed, except equals of the last.
        last = np.partition(scores[held], len(held) - SCALE_RANK)[len(held) - SCALE_RANK]
        held = held[scores[held] >= last]
    order = held[np.argsort(-scores[held], kind="stable")][:SCALE_RANK]
    counted = np.repeat(scores[order], np.minimum(rows[order], SCALE_RANK))
    return Scale.of(counted[:SCALE_RANK], 0.0)
