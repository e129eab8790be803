"""A question -> the passages to show: understood, filtered, ranked, selected; nothing read yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.store.index import Index
from indexer.text.analyzer import analyze, terms
from query.hits.paging import select
from query.match.did_you_mean import Suggestions, Unknown
from query.match.filter_mask import admitted
from query.match.matcher import Mask, Matcher, Satisfied
from query.parse.filters import Filter, joined
from query.parse.parser import Question, parse_question
from query.rank.ranker import Ranked, Ranker
from query.settings import Mode, Order, Settings
from query.speakers.reporting_words import may_be_about_saying

if TYPE_CHECKING:
    from query.speakers.directory import Directory

ALL = 1 << 31
"""More hits than there are passages."""

MOST_TERMS = 20
"""That a pattern is taken for and that take part in the ranking."""


@dataclass(frozen=True)
class Found:
    """What was found for a question, and how it was read.

    Attributes:
        question: As parsed.
        spoken: To whom the question is confined by its own words, or None.
        wanted: All filters together, or None.
        condition: What satisfies the question's conditions, or None without any.
        allowed: The passages that may be found, bool, shape (rows,).
        unknown: Words that no article has.
        spellings: Other spellings of names that were looked for too, by name.
        vector: The question's unit vector; None where meaning was not asked.
        ranked: The whole ranking.
        numbers: Passage numbers to show, in order.
    """

    question: Question
    spoken: Filter | None
    wanted: Filter | None
    condition: Satisfied | None
    allowed: Mask
    unknown: list[Unknown]
    spellings: dict[str, list[str]]
    vector: NDArray[np.float32] | None
    ranked: Ranked
    numbers: list[int]

    def notes(self, rows: str) -> list[str]:
        """That only the meaning of the question was found under the filters, if it is so.

        Args:
            rows: What is searched: "passages" or "quotes".
        """
        keyword = self.ranked.keyword
        if self.wanted is None or not self.numbers or keyword is None or len(keyword.numbers):
            return []
        row = rows.removesuffix("s")
        return [f"no {row} that the filters admit has a word of the question: nearest in meaning"]


class Searcher:
    """Finds passages in one state of an index.

    Args:
        index: The opened index.
        encoder: Gives its encoder, when it is needed.
        exact: Score every vector instead of scanning codes first.
    """

    def __init__(self, index: Index, encoder: Callable[[], Encoder], *, exact: bool) -> None:
        self._index = index
        self._encoder = encoder
        self.exact = exact

    @cached_property
    def directory(self) -> Directory:
        """The people who are quoted."""
        from query.speakers.directory import Directory  # names take longer to load than to search

        return Directory(self._index.catalog)

    @cached_property
    def matcher(self) -> Matcher:
        """Tells which passages satisfy conditions."""
        return Matcher(self._index)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Offers something for words that the index does not hold."""
        return Suggestions(self._index, self.matcher)

    @cached_property
    def ranker(self) -> Ranker:
        """Ranks passages."""
        return Ranker(self._index, exact=self.exact)

    @cached_property
    def live(self) -> Mask:
        """Which passages are live."""
        return self._index.live

    @cached_property
    def _dates(self) -> list[str | None]:
        """Each document's date, by place."""
        return [date for _, date in self._index.catalog.origins()]

    def admitted(self, wanted: Filter) -> Mask:
        """Which passages pass filters."""
        return admitted(self._index, wanted)

    def search(self, question: str, settings: Settings) -> Found:
        """Find the passages to show for a question.

        Raises:
            QuerySyntaxError: If there is no word in the question, or a filter is malformed, or,
                with `settings.strict`, the question's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        parsed = parse_question(
            question, plain=settings.plain, strict=settings.strict, variants=settings.variants
        )
        wanted, spoken = settings.filters, None
        if settings.spoken and may_be_about_saying(parsed.words):
            from query.speakers.questions import understand

            parsed, spoken = understand(parsed, self.directory, variants=settings.variants)
            wanted = joined(spoken, wanted)
        # Decided before anything is ranked, for both legs.
        allowed = self.live if wanted is None else self.admitted(wanted)
        condition = None
        if parsed.condition is not None:
            condition = self.matcher.satisfying(parsed.condition)
            allowed = allowed & condition.passages
        tokens = analyze(parsed.words)
        unknown = self.suggestions.unknown(parsed.words, tokens)
        also = condition.terms[:MOST_TERMS] if condition else []
        spellings: dict[str, list[str]] = {}
        if settings.variants:
            spellings = self.suggestions.other_spellings(parsed.words, tokens)
            others = " ".join(name for names in spellings.values() for name in names)
            also = [*also, *(term for one in unknown for term in one.variants), *terms(others)]
        vector = None
        if settings.mode is not Mode.KEYWORD and parsed.words:
            vector = self._encoder().encode_query(parsed.words)
        # What is shown may lie anywhere in the ranking: it is cut afterwards.
        deep = replace(settings, limit=ALL)
        ranked = self.ranker.rank(parsed.words, vector, allowed, deep, also)
        numbers = select(
            ranked.numbers,
            None if condition is None else allowed,
            self._index.document_of,
            () if settings.order is Order.SCORE else self._dates,
            settings,
        )
        return Found(
            parsed, spoken, wanted, condition, allowed, unknown, spellings, vector, ranked, numbers
        )
