"""A question -> the rows to show: understood, filtered, ranked, selected; nothing read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.ahead import Ahead
from indexer.encoder.encoder import Encoder
from query.hits.paging import Collapse, select
from query.match.did_you_mean import DidYouMean
from query.match.filter_mask import filter_mask
from query.match.matcher import Matcher, Satisfied
from query.parse.tree import Filter
from query.prepared import Expanded, Preparation, Prepared, Read
from query.rank.asked import Asked, Begun
from query.rank.quotes.signal import QuoteSignal
from query.rank.ranker import Ranked, Ranker
from query.rank.stopwords import without_stopwords
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers
from query.settings import Mode, Order, Settings
from query.speakers.spoken_question import SpokenQuestion

if TYPE_CHECKING:
    from query.speakers.directory import Directory

ALL = 1 << 31
"""More hits than there are rows."""


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

    understood: SpokenQuestion
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
        self._preparation = Preparation(rows)

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return self.rows.directory

    @property
    def matcher(self) -> Matcher:
        """Tells which rows satisfy conditions."""
        return self._preparation.matcher

    @property
    def did_you_mean(self) -> DidYouMean:
        """Finds words of the articles for words that no article has."""
        return self._preparation.did_you_mean

    @cached_property
    def ranker(self) -> Ranker:
        """Ranks rows."""
        return self._make_ranker()

    def allowed(self, filters: Filter | None) -> Mask:
        """Which rows pass the filters; all live rows without any.

        Raises:
            QuerySyntaxError: If a filter is malformed.
        """
        return self._preparation.allowed(filters)

    def search(self, question: str, settings: Settings) -> Found:
        """Find the rows to show for a question.

        Raises:
            QuerySyntaxError: If there is no word in the question, or a filter is malformed, or,
                with `settings.strict`, the question's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        read = self._preparation.read(question, settings)
        settings = read.settings
        prepared, asked, begun = self._begun(read)
        condition, allowed = prepared.condition, prepared.allowed
        ranked = self._ranked(read.understood, asked, begun, settings)
        numbers = select(
            ranked.numbers,
            None if condition is None else self._in_order(allowed),
            self.rows.document_of,
            () if settings.order is Order.SCORE else self.rows.columns.date,
            settings,
            self._collapse(allowed, settings),
        )
        return Found(
            read.understood,
            condition,
            allowed,
            prepared.expanded,
            asked.vector,
            ranked,
            numbers,
            read.foreign,
        )

    def _ranked(
        self, understood: SpokenQuestion, asked: Asked, begun: Begun, settings: Settings
    ) -> Ranked:
        """The whole ranking: the hits to show may lie anywhere in it, so it is cut afterwards."""
        whole = replace(settings, limit=ALL)
        spoken = understood.spoken
        asked = replace(asked, role=understood.role, asks_who=understood.asks_who)
        if self._quotes is None:
            preferred = None if spoken is None else filter_mask(self.rows, spoken)
            return self.ranker.rank(replace(asked, preferred=preferred), whole, (), begun)
        signal = self._quotes.of(asked, settings.filters, spoken, whole)
        if signal is None and spoken is not None:
            asked = replace(asked, preferred=filter_mask(self.rows, spoken))
        return self.ranker.rank(asked, whole, [signal] if signal else [], begun)

    def _begun(self, read: Read) -> tuple[Prepared, Asked, Begun]:
        """What is decided about a question, what the ranker is asked, and what it found already.

        While the question is encoded, the rest is decided; while the nearest rows are looked for,
        the words are looked up.
        """
        words = read.understood.question.words
        if read.settings.mode is Mode.KEYWORD or not words:
            prepared = self._preparation.prepare(read)
            asked = Asked(words, None, prepared.allowed, prepared.expanded.terms)
            return prepared, asked, Begun()
        with Ahead(lambda: self.encode(words)) as encoding:
            prepared = self._preparation.prepare(read)
            allowed, also, ranker = prepared.allowed, prepared.expanded.terms, self.ranker
            with Ahead(lambda: ranker.nearest(encoding.result(), allowed)) as nearest:
                is_hybrid = read.settings.mode is Mode.HYBRID
                by_words = ranker.look_up(words, also) if is_hybrid else None
        asked = Asked(words, encoding.result(), allowed, also)
        return prepared, asked, Begun(by_words, nearest.result())

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
        read = self._preparation.read(question, replace(settings, mode=Mode.KEYWORD))
        prepared = self._preparation.prepare(read)
        if prepared.condition is not None:
            return prepared.allowed
        words = read.understood.question.words
        return self._holding(self.ranker.terms(words, prepared.expanded.terms), prepared.allowed)

    def matching_of(self, found: Found) -> Mask:
        """The rows that satisfy the condition, or without one hold a word of the question."""
        if found.condition is not None:
            return found.allowed
        return self._holding(found.ranked.weights, found.allowed)

    def _holding(self, words: Iterable[str], allowed: Mask) -> Mask:
        """The allowed rows whose text holds one of the words that are no stopwords."""
        mask = np.zeros_like(allowed)
        for term in without_stopwords(dict.fromkeys(words, 0.0)):
            mask[self.ranker.keyword.rows_with_text(term)] = True
        return mask & allowed

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
