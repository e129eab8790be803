"""The signals beside words and meaning: the article, pairs of words, named sources and dates."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from query.rank.asked import Asked
from query.rank.fusion import Signal, scale_of_shared, scaled
from query.rank.source_date import SourceDatePriors, dates_named, sources_named
from query.rank.word_scores import WordScores
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers
from query.weights import Weights


class AddedSignals:
    """Makes these signals for the rows that the searchers found.

    Args:
        rows: Passages or quotes.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._documents = len(rows.document_numbers)

    def of(
        self, asked: Asked, by_words: WordScores, numbers: Numbers, weights: Weights
    ) -> list[Signal]:
        """The signals that have a weight and something to say, in one order.

        Args:
            asked: The question.
            by_words: What its words are worth.
            numbers: The rows that the searchers found, each once.
            weights: The weights.

        Raises:
            IndexCorruptError: If a part of the index is damaged.
        """
        signals = []
        if weights.article:
            signals.append(self._article(asked.allowed, by_words, numbers, weights))
        if weights.pairs:
            allowed = None if asked.allowed.all() else asked.allowed
            pairs = by_words.pairs
            scale = pairs.scale(allowed)
            signals.append(scaled("pairs", weights.pairs, numbers, pairs.at(numbers), scale))
        documents = self._rows.document_of[numbers]
        if weights.source and (sources := sources_named(asked.words, self._priors.sources)):
            near = self._priors.from_sources(sources)[documents].astype(np.float64)
            signals.append(Signal("source", weights.source, numbers, near, near))
        if weights.date and (days := dates_named(asked.words)):
            near = self._priors.near_dates(days)[documents].astype(np.float64)
            signals.append(Signal("date", weights.date, numbers, near, near))
        return signals

    def _article(
        self, allowed: Mask, by_words: WordScores, numbers: Numbers, weights: Weights
    ) -> Signal:
        """The words of the whole article: a row may lack what its article has."""
        counts = self._rows_of_documents if allowed.all() else self._counted(allowed)
        scale = scale_of_shared(by_words.articles, counts)
        scores = by_words.articles[self._rows.document_of[numbers]]
        return scaled("article", weights.article * self._shared, numbers, scores, scale)

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
        return self._counted(self._rows.live)

    def _counted(self, allowed: Mask) -> Numbers:
        """How many of the allowed rows each document has, by ordinal."""
        owners = self._rows.document_of[np.flatnonzero(allowed)]
        return np.bincount(owners, minlength=self._documents)

    @cached_property
    def _priors(self) -> SourceDatePriors:
        return SourceDatePriors(self._rows.columns)
