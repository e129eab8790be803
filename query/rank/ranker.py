"""One question -> one ranking: the scores of every signal, made comparable, weighted and summed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from query.rank.acronyms import AcronymTerms
from query.rank.added import AddedSignals
from query.rank.asked import Asked, Begun
from query.rank.fusion import Fusion, Scale, Signal, fuse, reciprocal_ranks, scaled
from query.rank.keyword import KeywordSearcher
from query.rank.other_languages import language_of_documents, language_signal
from query.rank.pairs import telling_pairs
from query.rank.question_terms import language_among, ordered_terms, question_terms
from query.rank.ranking import Ranking, SearcherRank, distinct
from query.rank.semantic import Compared, SemanticSearcher
from query.rank.word_scores import WordScores
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers
from query.settings import FusionMethod, Mode, Settings
from query.weights import DEFAULT_WEIGHTS, Weights

DEPTH = 1000
"""How many rows a searcher ranks alone. The semantic one ranks so many always: it scores them."""

KEYWORD_DEPTH = 300
"""How many rows the keyword searcher ranks beside the other; later ones are never the best."""

PREFERRED_DEPTH = 100
"""How many of the preferred rows each searcher adds: a speaker's quotes about the topic."""

OwnSignals = Callable[[Asked, Weights, Compared], Sequence[Signal]]
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
        weights: The weights where the settings choose none.
        by_coverage: Whether words always count only as much as the best row covers them.
        candidates: How many of the nearest rows are scored exactly; None for what the vectors
            need.
    """

    def __init__(
        self,
        rows: Rows,
        *,
        exact: bool = False,
        own_signals: OwnSignals | None = None,
        weights: Weights = DEFAULT_WEIGHTS,
        by_coverage: bool = False,
        candidates: int | None = None,
    ) -> None:
        self._rows = rows
        self.keyword = KeywordSearcher(
            rows.keyword, rows.document_of, len(rows.document_numbers), rows.tie_keys
        )
        self._semantic = SemanticSearcher(
            rows.vectors, rows.tie_keys, exact=exact, candidates=candidates
        )
        self._own_signals, self._weights = own_signals, weights
        self._by_coverage = by_coverage
        self._acronyms, self._added = AcronymTerms(rows), AddedSignals(rows)

    @cached_property
    def _languages(self) -> NDArray[np.str_]:
        return language_of_documents(self._rows.catalog)

    def terms(self, words: str, also: Sequence[str]) -> list[str]:
        """The terms to look for: those of plain words, and others."""
        english = self._acronyms.ranked(words)
        return [*question_terms(words, self._rows.languages, english), *also]

    def look_up(self, words: str, also: Sequence[str]) -> WordScores:
        """What ranking by words needs, for `rank`: all of it is computed.

        Raises:
            IndexCorruptError: If a posting list is damaged.
        """
        scores = self._word_scores(words, also)
        _ = scores.rows, scores.idf
        if self._weights.article:
            _ = scores.articles
        if self._weights.pairs:
            _ = scores.pairs
        return scores

    def _word_scores(self, words: str, also: Sequence[str]) -> WordScores:
        pairs = telling_pairs(ordered_terms(words, self._rows.languages))
        return WordScores(self.keyword, self.terms(words, also), pairs)

    def nearest(self, vector: NDArray[np.float32], allowed: Mask) -> Numbers:
        """The allowed rows that are nearest in meaning, ascending, for `rank`.

        Raises:
            IndexCorruptError: If the vectors are damaged.
        """
        return self._semantic.nearest(vector, None if allowed.all() else allowed, DEPTH)

    def rank(
        self,
        asked: Asked,
        settings: Settings,
        given: Sequence[Signal] = (),
        begun: Begun | None = None,
    ) -> Ranked:
        """Rank the allowed rows for a question.

        Args:
            asked: The question.
            settings: Mode, fusion, weights and limit.
            given: Signals that are known already, for allowed rows; only the convex fusion of both
                searchers takes them. Their rows are ranked too.
            begun: What is known already for the same words, vector and rows; None for nothing.
        """
        begun = begun or Begun()
        by_words = begun.by_words or self._word_scores(asked.words, asked.also)
        weights = settings.weights or self._weights
        # Most questions filter nothing, and without a mask the searchers are quicker.
        chosen = None if asked.allowed.all() else asked.allowed
        keyword = semantic = compared = None
        if settings.mode is not Mode.SEMANTIC:
            depth = DEPTH if asked.vector is None else KEYWORD_DEPTH
            keyword = by_words.rows.best(chosen, depth, self._rows.tie_keys)
        if asked.vector is not None and settings.mode is not Mode.KEYWORD:
            others = self._others(asked, by_words, keyword, given)
            compared = self._semantic.compare(asked.vector, chosen, DEPTH, others, begun.nearest)
            semantic = compared.ranking
        if keyword is None or semantic is None or compared is None:
            signals = _alone("keyword", keyword) + _alone("semantic", semantic)
        elif settings.fusion is FusionMethod.RRF:
            signals = [reciprocal_ranks("keyword", keyword), reciprocal_ranks("semantic", semantic)]
        else:
            signals = self._convex(asked, by_words, keyword, compared, weights)
            signals += given
        if asked.preferred is not None:
            signals += _preference(asked.preferred, signals, settings, weights.speaker)
        fusion = fuse(signals, settings.limit, self._rows.tie_keys)
        return Ranked(fusion, keyword, semantic, by_words.idf)

    def _others(
        self,
        asked: Asked,
        by_words: WordScores,
        keyword: Ranking | None,
        given: Sequence[Signal],
    ) -> Numbers | None:
        """Rows that are ranked though their meaning may not be the nearest."""
        others = [keyword.numbers] if keyword else []
        others += [signal.numbers for signal in given]
        if asked.preferred is not None and asked.vector is not None:
            preferred = asked.preferred & asked.allowed
            others.append(self._semantic.search(asked.vector, preferred, PREFERRED_DEPTH).numbers)
            if keyword:
                ties = self._rows.tie_keys
                others.append(by_words.rows.best(preferred, PREFERRED_DEPTH, ties).numbers)
        return distinct(np.concatenate(others)) if others else None

    def _convex(
        self,
        asked: Asked,
        by_words: WordScores,
        keyword: Ranking,
        compared: Compared,
        weights: Weights,
    ) -> list[Signal]:
        """The signals of the convex fusion, for the rows that the searchers found."""
        numbers, cosines = compared.numbers, compared.cosines
        if self._by_coverage or asked.asks_who:
            weights = _covered(weights, by_words, keyword)
        floor = Scale.of(keyword.scores, 0.0)
        meaning = Scale.of(compared.ranking.scores)
        words = scaled("keyword", weights.keyword, numbers, by_words.rows.at(numbers), floor)
        meanings = scaled("semantic", weights.semantic, numbers, cosines, meaning)
        return [
            words,
            meanings,
            *language_signal(words, meanings, self._are_foreign(asked.words, numbers)),
            *self._added.of(asked, by_words, numbers, weights),
            *(self._own_signals(asked, weights, compared) if self._own_signals else ()),
        ]

    def _are_foreign(self, question: str, numbers: Numbers) -> NDArray[np.bool_]:
        """Which rows are in another language than the question; none in an English archive."""
        if len(self._rows.languages) < 2:
            return np.zeros(len(numbers), dtype=bool)
        own = language_among(question, self._rows.languages)
        foreign: NDArray[np.bool_] = self._languages[self._rows.document_of[numbers]] != own
        return foreign


def _covered(weights: Weights, by_words: WordScores, keyword: Ranking) -> Weights:
    """The weights, those of words times the part of the question that the best row covers."""
    whole = sum(by_words.idf.values())
    found = float(keyword.scores[0]) if len(keyword) else 0.0
    covered = min(found / whole, 1.0) if whole else 0.0
    return replace(
        weights,
        keyword=weights.keyword * covered,
        article=weights.article * covered,
        pairs=weights.pairs * covered,
    )


def _alone(name: str, ranking: Ranking | None) -> list[Signal]:
    """A searcher that is asked alone keeps its raw scores."""
    if ranking is None:
        return []
    raw = ranking.scores.astype(np.float64)
    return [Signal(name, 1.0, ranking.numbers, raw, raw)]


def _preference(
    preferred: Mask, signals: Sequence[Signal], settings: Settings, weight: float
) -> list[Signal]:
    """The preferred ones among the rows of some signals, as a signal.

    Where scores are no sums of parts between 0 and 1, it weighs as much as the best of them.
    """
    numbers = distinct(np.concatenate([signal.numbers for signal in signals]))
    numbers = numbers[preferred[numbers]]
    if not len(numbers):
        return []
    if settings.mode is not Mode.HYBRID or settings.fusion is FusionMethod.RRF:
        weight = max(float(one.normalised.max(initial=0.0)) for one in signals)
    one = np.ones(len(numbers))
    return [Signal("speaker", weight, numbers, one, one)]
