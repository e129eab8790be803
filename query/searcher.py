"""A question -> the rows to show: understood, filtered, ranked, selected; nothing read yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.text.analyzer import analyze, terms
from query.hits.paging import Collapse, select
from query.match.did_you_mean import DidYouMean, Unknown
from query.match.filter_mask import filter_mask
from query.match.matcher import Matcher, Satisfied
from query.match.variants import variants_of, with_variants
from query.parse.parser import Question, parse_question
from query.parse.tree import Filter, joined
from query.rank.question_terms import foreign_language
from query.rank.ranker import OwnSignals, Ranked, Ranker
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers
from query.settings import Mode, Order, Settings
from query.speakers.reporting_words import may_be_about_saying

if TYPE_CHECKING:
    from query.speakers.directory import Directory

ALL = 1 << 31
"""More hits than there are rows."""

MOST_TERMS = 20
"""Terms of a wildcard that take part in the ranking."""


@dataclass(frozen=True)
class Understood:
    """A question as it was understood.

    Attributes:
        question: As parsed.
        spoken: The speakers to whom the question's own words confine it, or None.
        filters: All filters together, or None.
    """

    question: Question
    spoken: Filter | None
    filters: Filter | None


@dataclass(frozen=True)
class Expanded:
    """What is searched for beside the words of a question.

    Attributes:
        unknown: Words that no article has.
        spellings: Other spellings of names that are looked for too, by name.
        terms: Terms for the keyword searcher that the question does not spell out.
    """

    unknown: list[Unknown]
    spellings: dict[str, list[str]]
    terms: list[str]


@dataclass(frozen=True)
class Found:
    """What was found for a question, and how it was read.

    Attributes:
        understood: The question.
        condition: What satisfies the question's conditions, or None without any.
        allowed: The rows that may be found, bool, shape (rows,).
        expanded: What else was searched for.
        vector: The question's unit vector; None where meaning was not asked.
        ranked: The whole ranking.
        numbers: Row numbers to show, in order.
        foreign: The language of the question, a two-letter code, if no article is in it, so that
            meaning alone ranked; else None.
    """

    understood: Understood
    condition: Satisfied | None
    allowed: Mask
    expanded: Expanded
    vector: NDArray[np.float32] | None
    ranked: Ranked
    numbers: list[int]
    foreign: str | None = None


class Searcher:
    """Finds rows of one kind.

    Args:
        rows: Passages or quotes.
        encoder: Opens the encoder of the index; asked only when it is needed.
        exact: Score every vector instead of scanning first.
        own_signals: Signals that only this kind of row has.
        collapsed: Leaves one of several allowed rows that say the same.
    """

    def __init__(
        self,
        rows: Rows,
        encoder: Callable[[], Encoder],
        *,
        exact: bool = False,
        own_signals: OwnSignals | None = None,
        collapsed: Callable[[Mask], Collapse] | None = None,
    ) -> None:
        self.rows = rows
        self._collapsed = collapsed
        self._encoder, self._exact, self._own_signals = encoder, exact, own_signals

    @cached_property
    def directory(self) -> Directory:
        """The people who are quoted."""
        from query.speakers.directory import Directory  # names take longer to load than to search

        return Directory(self.rows.catalog)

    @cached_property
    def matcher(self) -> Matcher:
        """Tells which rows satisfy conditions."""
        return Matcher(self.rows)

    @cached_property
    def did_you_mean(self) -> DidYouMean:
        """Finds words of the articles for words that no article has."""
        return DidYouMean(self.rows, self.matcher)

    @cached_property
    def ranker(self) -> Ranker:
        """Ranks rows."""
        return Ranker(self.rows, exact=self._exact, own_signals=self._own_signals)

    @cached_property
    def _dates(self) -> list[str | None]:
        """Each document's date, by ordinal."""
        return [date for _, date in self.rows.catalog.origins()]

    def allowed(self, filters: Filter | None) -> Mask:
        """Which rows pass the filters; all live rows without any.

        Raises:
            QuerySyntaxError: If a filter is malformed.
        """
        return self.rows.live if filters is None else filter_mask(self.rows, filters)

    def search(self, question: str, settings: Settings) -> Found:
        """Find the rows to show for a question.

        Raises:
            QuerySyntaxError: If there is no word in the question, or a filter is malformed, or,
                with `settings.strict`, the question's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        understood = self._understood(question, settings)
        words = understood.question.words
        foreign = self._foreign(words, settings)
        if foreign:
            settings = replace(settings, mode=Mode.SEMANTIC)
        unknown, spellings = ([], {}) if foreign else self._spelt_otherwise(words, settings)
        # Decided before anything is ranked, for both searchers.
        allowed, condition = self.allowed(understood.filters), None
        if understood.question.condition is not None:
            variants = variants_of(unknown, spellings) if settings.variants else {}
            condition = self.matcher.satisfying(
                with_variants(understood.question.condition, variants)
            )
            allowed = allowed & condition.mask
        expanded = _expanded(unknown, spellings, condition, settings)
        vector = None
        if settings.mode is not Mode.KEYWORD and words:
            vector = self._encoder().encode_query(words)
        # The hits to show may lie anywhere in the ranking, so that it is cut afterwards.
        whole = replace(settings, limit=ALL)
        ranked = self.ranker.rank(words, vector, allowed, whole, expanded.terms)
        numbers = select(
            ranked.numbers,
            None if condition is None else self._in_order(allowed),
            self.rows.document_of,
            () if settings.order is Order.SCORE else self._dates,
            settings,
            self._collapse(allowed, settings),
        )
        return Found(understood, condition, allowed, expanded, vector, ranked, numbers, foreign)

    def _foreign(self, words: str, settings: Settings) -> str | None:
        """The language of a question in default mode, if no article is in it."""
        if settings.mode is not Mode.HYBRID:
            return None
        return foreign_language(words, self.rows.languages)

    def by_date(self, settings: Settings) -> tuple[list[int], int]:
        """All rows that the filters admit, by date, oldest first unless asked otherwise.

        Returns:
            Row numbers to show, undated ones last; and how many rows there are in all.

        Raises:
            QuerySyntaxError: If a filter is malformed.
        """
        order = Order.NEWEST if settings.order is Order.NEWEST else Order.OLDEST
        everything = replace(settings, order=order, offset=0, limit=ALL)
        allowed = self.allowed(settings.filters)
        rows, collapse = self._in_order(allowed), self._collapse(allowed, settings)
        numbers = select(rows[:0], rows, self.rows.document_of, self._dates, everything, collapse)
        return numbers[settings.offset : settings.offset + settings.limit], len(numbers)

    def _collapse(self, allowed: Mask, settings: Settings) -> Collapse | None:
        if settings.all_copies or self._collapsed is None:
            return None
        return self._collapsed(allowed)

    def _in_order(self, mask: Mask) -> Numbers:
        """The numbers of the rows in a mask, by path, line and place in the document."""
        numbers = np.flatnonzero(mask)
        ordered: Numbers = numbers[np.argsort(self.rows.tie_keys(numbers), kind="stable")]
        return ordered

    def _understood(self, text: str, settings: Settings) -> Understood:
        question = parse_question(
            text,
            plain=settings.plain,
            strict=settings.strict,
            variants=settings.variants,
            sure=settings.sure,
        )
        if not (settings.spoken and may_be_about_saying(question.words)):
            return Understood(question, None, settings.filters)
        from query.speakers.questions import understand

        question, spoken = understand(
            question, self.directory, variants=settings.variants, sure=settings.sure
        )
        return Understood(question, spoken, joined(spoken, settings.filters))

    def _spelt_otherwise(
        self, words: str, settings: Settings
    ) -> tuple[list[Unknown], dict[str, list[str]]]:
        """Words that no article has, and names with other spellings."""
        tokens = analyze(words)
        unknown = self.did_you_mean.unknown(words, tokens)
        if not settings.variants:
            return unknown, {}
        return unknown, self.did_you_mean.other_spellings(words, tokens)


def _expanded(
    unknown: list[Unknown],
    spellings: dict[str, list[str]],
    condition: Satisfied | None,
    settings: Settings,
) -> Expanded:
    also = condition.terms[:MOST_TERMS] if condition else []
    if not settings.variants:
        return Expanded(unknown, {}, also)
    others = " ".join(name for names in spellings.values() for name in names)
    variants = [term for one in unknown for term in one.variants]
    return Expanded(unknown, spellings, [*also, *variants, *terms(others)])
