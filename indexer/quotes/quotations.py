"""Which quotation spans of a text are quotations, rather than titles, terms or nicknames."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from indexer.quotes.log_linear import LogLinear
from indexer.quotes.marks.called import called_ones
from indexer.quotes.marks.classifier import (
    UNTOLD_TITLE,
    describe,
    is_certain,
    source_score_feature,
)
from indexer.quotes.marks.context import goes_on, has_cue, is_said, is_said_by_phrase
from indexer.quotes.marks.exclusions import is_excluded
from indexer.quotes.marks.shape import has_words, odd_ones
from indexer.quotes.marks.spans import QuotationSpan, find_quotation_spans
from indexer.records import Span

# A quotation span that scores so little is no quotation, whoever might be its source.
_HOPELESS = -1.0
# The weights are from political news, where words with capitals are slogans as often as songs.
_DOUBT = 0.75
_SHORT = 3  # words; shorter spans count as quotations only beside a reporting word


class PossibleQuotation(NamedTuple):
    """A quotation span that may be a quotation.

    Attributes:
        span: Where it is.
        score: How much speaks for a quotation, whatever its source; infinity where it is certain.
    """

    span: QuotationSpan
    score: float


class QuotationClassifier:
    """Tells quotations from other words between quotation marks.

    Args:
        ranker: Scores above 0 mean a quotation.
    """

    def __init__(self, ranker: LogLinear) -> None:
        self._ranker = ranker

    def find_possible(self, text: str, paragraphs: Sequence[Span]) -> list[PossibleQuotation]:
        """The quotation spans of a text that may be quotations, in order."""
        spans = find_quotation_spans(text, paragraphs)
        found = []
        odd, called = odd_ones(text, spans), called_ones(text, spans)
        for span, is_odd, is_called in zip(spans, odd, called, strict=True):
            score = -inf if is_called else self._score(text, span, is_odd)
            if score > _HOPELESS:
                found.append(PossibleQuotation(span, score))
        return found

    def _score(self, text: str, span: QuotationSpan, is_odd: bool) -> float:
        """How much speaks for a quotation, whatever its source; minus infinity for none at all."""
        said = is_said(text, span)
        if is_certain(text, span, said=said):
            return inf
        if not (said or has_words(span.inner.of(text), _SHORT) or _is_spoken(text, span)):
            return -inf
        if is_excluded(text, span):
            return -inf
        features = describe(text, span, said=said, is_odd=is_odd)
        score = self._ranker.score(features)
        if UNTOLD_TITLE in features and not span.inner.of(text).isupper():
            score -= _DOUBT
        return score

    def is_quotation(self, possible: PossibleQuotation, source_score: float) -> bool:
        """Whether it is a quotation, once it is known how much speaks for its likeliest source."""
        return possible.score + self._ranker.score([source_score_feature(source_score)]) > 0


def _is_spoken(text: str, span: QuotationSpan) -> bool:
    """Whether the words around a short span say that somebody speaks."""
    return has_cue(text, span) or goes_on(text, span) or is_said_by_phrase(text, span)
