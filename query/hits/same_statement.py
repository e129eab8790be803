"""Quotes of the same words by the same speaker in several articles: one statement, shown once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.stories.reading import Stories
from query.hits.copies import Copies, date_key, read_copies
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers

SHORT = 30
"""Characters: people say less than this again on other occasions."""

_NONE = -1


class _Groups(NamedTuple):
    """The statements that stand in several articles.

    Attributes:
        of: For each quote number the place of its group, or -1.
        quotes: The quotes of all groups, group by group; of a group the earliest comes first.
        begins: Where each group begins among them.
    """

    of: Numbers
    quotes: Numbers
    begins: Numbers

    def members(self, number: int) -> Numbers:
        """The quotes of the statement of a quote, earliest first; none if it stands alone."""
        group = int(self.of[number])
        if group == _NONE:
            return self.quotes[:0]
        end = self.begins[group + 1] if group + 1 < len(self.begins) else len(self.quotes)
        return self.quotes[self.begins[group] : end]


class SameStatement:
    """The statements that several articles of an index have.

    Quotes are of one statement if they have the same words, whatever the punctuation, and the same
    speaker. Short ones and those of unnamed speakers must also be in articles of one story.

    Args:
        rows: The quotes.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @cached_property
    def _groups(self) -> _Groups:
        catalog = self._rows.catalog
        quotes = Quotations(catalog).repeated()
        documents = catalog.quote_documents[quotes]
        speakers = catalog.speakers.of[quotes]
        is_known = (speakers != _NONE) & (Quotations(catalog).lengths(quotes) >= SHORT)
        # Articles that share no story count as stories of their own.
        stories = _stories_of(Stories(catalog).story_of(), documents)
        stories[is_known] = 0
        keys = (stories, is_known, speakers, catalog.statements[quotes])
        dates, days = catalog.document_days
        by_day = sorted(range(len(days)), key=lambda day: date_key(days[day]))
        order_of_day = np.argsort(np.array(by_day, dtype=np.int64))
        ranks = np.append(order_of_day, len(days))  # the last one for no date
        date_ranks = ranks[dates[self._rows.document_of[quotes]]]
        order = np.lexsort((self._rows.tie_keys(quotes), date_ranks, *keys))
        quotes, documents = quotes[order], documents[order]
        is_new = np.ones(len(quotes), dtype=bool)
        is_new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
        begins = np.flatnonzero(is_new)
        of = np.full(len(self._rows.document_of), _NONE, dtype=np.int64)
        if not len(begins):
            return _Groups(of, quotes, begins)
        is_several = np.minimum.reduceat(documents, begins) != np.maximum.reduceat(
            documents, begins
        )
        kept = is_several[np.cumsum(is_new) - 1]
        quotes, is_new = quotes[kept], is_new[kept]
        of[quotes] = np.cumsum(is_new) - 1
        return _Groups(of, quotes, np.flatnonzero(is_new))

    def collapsed(self, numbers: Iterable[int], allowed: Mask) -> Iterator[int]:
        """Quote numbers in their order, each statement once: by its earliest quote.

        Args:
            numbers: Of quotes that are allowed.
            allowed: Which quotes may be shown, by number.

        Raises:
            IndexCorruptError: If the catalog is damaged; so below.
        """
        seen: set[int] = set()
        for number in numbers:
            members = self._groups.members(number)
            if not len(members):
                yield number
                continue
            shown = members[allowed[members]]
            first = int(shown[0]) if len(shown) else number
            if first not in seen:
                seen.add(first)
                yield first

    def count(self, allowed: Mask) -> int:
        """How many statements the allowed quotes are."""
        groups = self._groups
        if not len(groups.begins):
            return int(allowed.sum())
        shown = np.add.reduceat(allowed[groups.quotes].astype(np.int64), groups.begins)
        return int(allowed.sum()) - int(np.maximum(shown - 1, 0).sum())

    def best_scores(self, scores: dict[int, float]) -> dict[int, float]:
        """Scores by quote number, each statement with the best one of its quotes."""
        found = dict(scores)
        for number, score in scores.items():
            for quote in self._groups.members(number).tolist():
                found[quote] = max(score, found.get(quote, score))
        return found

    def copies(self, quote: int, document: int) -> Copies | None:
        """The other articles that have the statement of a quote; None if there is none."""
        catalog = self._rows.catalog
        members = self._groups.members(quote)
        if not len(members):
            return None
        return read_copies(catalog, document, catalog.quote_documents[members].tolist())


def _stories_of(story_of: dict[int, int], documents: Numbers) -> Numbers:
    """The story of each document by its number; one that shares no story has one of its own."""
    found = -1 - documents
    if story_of:
        known = np.fromiter(story_of, dtype=np.int64)  # in order
        stories = np.fromiter(story_of.values(), dtype=np.int64)
        places = np.minimum(known.searchsorted(documents), len(known) - 1)
        found = np.where(known[places] == documents, stories[places], found)
    return found
