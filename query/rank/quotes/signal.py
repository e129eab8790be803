"""The quotes in passages as a signal: a passage is worth as much as its best quote.

A question about what somebody said often names the speaker and the topic, while the paragraph of
the quote has "she said" and other words. A quote is indexed with its speaker and role, and its
keyword statistics are those of spoken words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from query.match.filter_mask import filter_mask
from query.parse.tree import Filter
from query.rank.asked import Asked
from query.rank.fusion import Scale, Signal, scaled
from query.rank.ranker import OwnSignals, Ranker
from query.rows.quote_places import QuotePlaces
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers
from query.settings import FusionMethod, Mode, Settings
from query.weights import DEFAULT_WEIGHTS, QUOTE_WEIGHTS

MOST = 100
"""How many quotes count. With 30 the same answers come first."""

FEWER = 5
"""The part of the candidates by meaning that is compared exactly beside the passages."""

WHERE_ASKED = 1.5
"""How much more quotes count where the question asks for a speaker whom it does not name."""

BESIDE_PASSAGES = replace(QUOTE_WEIGHTS, article=0.0, pairs=0.0, source=0.0, date=0.0)
"""What the passages' own signals say is not said twice."""


class QuoteSignal:
    """Ranks quotes beside the passages.

    Args:
        rows: The quotes.
        own_signals: Signals that only quotes have.
        places: Tells in which passages quotes stand.
    """

    def __init__(self, rows: Rows, own_signals: OwnSignals, places: QuotePlaces) -> None:
        self._rows, self._own_signals, self._places = rows, own_signals, places

    @cached_property
    def _ranker(self) -> Ranker:
        # Most questions are not about what somebody said, and need no words of quotes.
        return Ranker(
            self._rows,
            own_signals=self._own_signals,
            weights=BESIDE_PASSAGES,
            candidates=self._rows.vectors.candidates // FEWER,
        )

    def of(
        self, asked: Asked, filters: Filter | None, speaker: Filter | None, settings: Settings
    ) -> Signal | None:
        """How good the quotes in passages are as an answer.

        Args:
            asked: The question to the passages.
            filters: Which rows may be found; None for all.
            speaker: Whose quotes are preferred; None prefers none.
            settings: How the passages are ranked.

        Returns:
            A signal for allowed passages, on a scale from the 100th best quote (0) to the best (1);
            None if the question is not about what somebody said, no quote may be found, or the
            ranking does not take it.
        """
        is_convex = settings.mode is Mode.HYBRID and settings.fusion is FusionMethod.CONVEX
        weight = (settings.weights or DEFAULT_WEIGHTS).quotes
        asks_for_speaker = bool(asked.role) or asked.asks_who
        if not is_convex or not weight or asked.vector is None:
            return None
        if speaker is None and not asks_for_speaker:
            return None
        allowed = self._rows.live if filters is None else filter_mask(self._rows, filters)
        if not allowed.any():
            return None
        preferred = None if speaker is None else filter_mask(self._rows, speaker)
        own = replace(asked, allowed=allowed, preferred=preferred)
        ranking = self._ranker.rank(own, Settings(limit=MOST)).fusion.ranking
        scores = dict(ranking)
        best: dict[int, float] = {}
        quotes, passages = self._places.passages(ranking.numbers)
        for quote, passage in zip(quotes.tolist(), passages.tolist(), strict=True):
            best[passage] = max(scores[quote], best.get(passage, scores[quote]))
        numbers = np.array(sorted(best), dtype=np.int64)
        numbers = numbers[_within(numbers, asked.allowed)]
        if not len(numbers):
            return None
        raw = np.array([best[number] for number in numbers.tolist()])
        scale = Scale.of(ranking.scores, 0.0)
        weight *= WHERE_ASKED if asks_for_speaker else 1.0
        return scaled("quotes", weight, numbers, raw, scale)


def _within(numbers: Numbers, allowed: Mask) -> Mask:
    """Whether passages may be found; none beyond the last one that is known."""
    within: Mask = numbers < len(allowed)
    within[within] = allowed[numbers[within]]
    return within
