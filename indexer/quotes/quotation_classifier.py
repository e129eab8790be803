"""Which quotation spans of a text are quotations, rather than titles, terms or nicknames."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from indexer.quotes.log_linear import LogLinear
from indexer.quotes.marks.called import called_ones, is_in_list
from indexer.quotes.marks.context import goes_on, has_cue, is_said, is_said_by_phrase
from indexer.quotes.marks.exclusions import has_capitals, is_excluded
from indexer.quotes.marks.set_off import BLOCK, PLAIN, find_set_off
from indexer.quotes.marks.shape import has_words, odd_ones
from indexer.quotes.marks.span_features import (
    UNTOLD_TITLE,
    describe,
    is_certain,
    source_score_feature,
)
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
        set_off = [
            QuotationSpan(one.parts, one.outer, one.opening, closed=True)
            for one in find_set_off(text, paragraphs)
        ]
        spans = _outside(set_off, find_quotation_spans(text, paragraphs))
        found: list[PossibleQuotation] = []
        odd, called = odd_ones(text, spans), called_ones(text, spans)
        for span, is_odd, is_called in zip(spans, odd, called, strict=True):
            is_listed = bool(found) and _is_listed(text, found[-1].span, span)
            score = -inf if is_called else self._score(text, span, is_odd, is_listed)
            if score > _HOPELESS:
                found.append(PossibleQuotation(span, score))
        if set_off:
            found += [PossibleQuotation(one, inf) for one in set_off]
            found.sort(key=lambda one: one.span.outer)
        return found

    def _score(self, text: str, span: QuotationSpan, is_odd: bool, is_listed: bool) -> float:
        """How much speaks for a quotation, whatever its source; minus infinity for none at all.

        In `called him “a fool” and “a liar”` the second counts, because the first does.
        """
        said = is_said(text, span)
        if is_certain(text, span, said=said):
            return inf
        is_spoken = said or is_listed or has_words(span.inner.of(text), _SHORT)
        if not (is_spoken or _is_spoken(text, span)):
            return -inf
        if is_excluded(text, span):
            return -inf
        features = describe(text, span, said=said, is_odd=is_odd)
        score = self._ranker.score(features)
        if UNTOLD_TITLE in features and not span.inner.of(text).isupper():
            score -= _DOUBT
        return score

    def is_quotation(self, possible: PossibleQuotation, source_score: float) -> bool:
        """Whether it is a quotation, once it is known how much speaks for its likeliest source.

        Words without quotation marks are one only with a source.
        """
        if possible.span.opening in (PLAIN, BLOCK):
            return source_score > -inf
        return possible.score + self._ranker.score([source_score_feature(source_score)]) > 0


def _outside(
    set_off: Sequence[QuotationSpan], spans: Sequence[QuotationSpan]
) -> Sequence[QuotationSpan]:
    """The spans that do not overlap what is set off: marks within it are nested ones."""
    if not set_off:
        return spans
    outers = [one.outer for one in set_off]
    return [
        span
        for span in spans
        if all(span.outer.end <= one.start or one.end <= span.outer.start for one in outers)
    ]


def _is_listed(text: str, before: QuotationSpan, span: QuotationSpan) -> bool:
    """Whether a span goes on with a list of quotes: `called him “a fool” and “a liar”`."""
    return is_in_list(text, before, span) and not has_capitals(span.inner.of(text))


def _is_spoken(text: str, span: QuotationSpan) -> bool:
    """Whether the words around a short span say that somebody speaks."""
    return has_cue(text, span) or goes_on(text, span) or is_said_by_phrase(text, span)
