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
from query.match.variants import Variants, variants_of, with_variants
from query.parse.describe import shortened
from query.parse.nearest import without_phrases
from query.parse.parser import Question, parse_question
from query.parse.tree import Condition, Filter
from query.rank.asked import Asked
from query.rank.question_terms import foreign_language
from query.rank.quote_signal import QuoteSignal
from query.rank.ranker import Ranked, Ranker
from query.rank.stopwords import without_stopwords
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
        spoken: The speakers whom the question's own words name, or None. Their quotes are
            preferred.
        role: What it says of a speaker who is not found by name, or "".
        unknown: The name that it gives, if nobody of that name is quoted, else "".
        asks_who: Whether it asks who said something, and tells that in its own words.
    """

    question: Question
    spoken: Filter | None = None
    role: str = ""
    unknown: str = ""
    asks_who: bool = False


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
        ranker: Makes the ranker of these rows; asked only when something is ranked.
        quotes: Ranks the quotes in passages; None where the rows are quotes.
        collapsed: Leaves one of several allowed rows that say the same.
    """

    def __init__(
        self,
        rows: Rows,
        encoder: Callable[[], Encoder],
        ranker: Callable[[], Ranker],
        *,
        quotes: QuoteSignal | None = None,
        collapsed: Callable[[Mask], Collapse] | None = None,
    ) -> None:
        self.rows = rows
        self._encoder, self._make_ranker = encoder, ranker
        self._collapsed, self._quotes = collapsed, quotes

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return self.rows.directory

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
        return self._make_ranker()

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
        allowed, condition = self.allowed(settings.filters), None
        if understood.question.condition is not None:
            condition = self._satisfying(
                understood.question.condition,
                variants_of(unknown, spellings) if settings.variants else {},
                allowed,
            )
            allowed = allowed & condition.mask
        expanded = _expanded(unknown, spellings, condition, settings)
        vector = None
        if settings.mode is not Mode.KEYWORD and words:
            vector = self.encode(words)
        ranked = self._ranked(understood, Asked(words, vector, allowed, expanded.terms), settings)
        numbers = select(
            ranked.numbers,
            None if condition is None else self._in_order(allowed),
            self.rows.document_of,
            () if settings.order is Order.SCORE else self.rows.columns.date,
            settings,
            self._collapse(allowed, settings),
        )
        return Found(understood, condition, allowed, expanded, vector, ranked, numbers, foreign)

    def _foreign(self, words: str, settings: Settings) -> str | None:
        """The language of a question in default mode, if no article is in it."""
        if settings.mode is not Mode.HYBRID:
            return None
        return foreign_language(words, self.rows.languages)

    def _satisfying(self, condition: Condition, variants: Variants, allowed: Mask) -> Satisfied:
        """What satisfies a condition; its phrases only rank where no allowed row has them."""
        whole = self.matcher.satisfying(with_variants(condition, variants))
        rest, phrases = without_phrases(condition)
        if not phrases or (whole.mask & allowed).any() or not allowed.any():
            return whole
        found = self.matcher.satisfying(with_variants(rest, variants))
        if not (found.mask & allowed).any():
            return whole
        written = " and ".join(f'"{shortened(" ".join(phrase.words))}"' for phrase in phrases)
        kind = self.rows.kind.removesuffix("s")
        note = f"no {kind} has {written} word for word; these are the nearest"
        return replace(found, notes=[*found.notes, note], is_nearest=True)

    def _ranked(self, understood: Understood, asked: Asked, settings: Settings) -> Ranked:
        """The whole ranking: the hits to show may lie anywhere in it, so it is cut afterwards."""
        whole = replace(settings, limit=ALL)
        spoken = understood.spoken
        asked = replace(asked, role=understood.role, asks_who=understood.asks_who)
        if self._quotes is None:
            preferred = None if spoken is None else filter_mask(self.rows, spoken)
            return self.ranker.rank(replace(asked, preferred=preferred), whole)
        signal = self._quotes.of(asked, settings.filters, spoken, whole)
        if signal is None and spoken is not None:
            asked = replace(asked, preferred=filter_mask(self.rows, spoken))
        return self.ranker.rank(asked, whole, [signal] if signal else [])

    def encode(self, words: str) -> NDArray[np.float32]:
        """The unit vector of a question."""
        return self._encoder().encode_query(words)

    def matching(self, question: str | None, settings: Settings) -> Mask:
        """Which rows match: what facets count. None matches all that the filters admit.

        Raises:
            QuerySyntaxError: As `search`.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        if question is None:
            return self.allowed(settings.filters)
        words_alone = replace(settings, mode=Mode.KEYWORD, order=Order.SCORE, limit=1, offset=0)
        return self.matching_of(self.search(question, replace(words_alone, all_copies=True)))

    def matching_of(self, found: Found) -> Mask:
        """The rows that satisfy the condition, or without one hold a word of the question."""
        if found.condition is not None:
            return found.allowed
        mask = np.zeros_like(found.allowed)
        for term in without_stopwords(found.ranked.weights):
            mask[self.ranker.keyword.rows_with_text(term)] = True
        return mask & found.allowed

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
        numbers = select(
            rows[:0], rows, self.rows.document_of, self.rows.columns.date, everything, collapse
        )
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
            return Understood(question)
        from query.speakers.questions import understand

        read = understand(question, self.directory, variants=settings.variants, sure=settings.sure)
        return Understood(read.question, read.spoken, read.role, read.unknown, read.asks_who)

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
