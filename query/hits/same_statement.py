"""Quotes of the same words by the same speaker in several articles: one statement, shown once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.stories.reading import Stories
from query.hits.copies import Copies, date_key, read_copies
from query.rows.rows import Rows
from query.rows.sources import Mask

SHORT = 30
"""Characters: people say less than this again on other occasions."""


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
    def _groups(self) -> dict[int, list[tuple[int, int]]]:
        """For each quote whose statement is in several articles, all quotes of it.

        Each is given as (quote, document); the earliest comes first.
        """
        catalog = self._rows.catalog
        story_of = Stories(catalog).story_of()
        groups: dict[tuple[object, ...], list[tuple[int, int]]] = {}
        for words, quote, document, speaker, length in Quotations(catalog).repeated():
            story = story_of.get(document, -1 - document)
            is_known = speaker is not None and length >= SHORT
            key = (words, speaker, None if is_known else story)
            groups.setdefault(key, []).append((quote, document))
        several = [group for group in groups.values() if len({one for _, one in group}) > 1]
        if not several:
            return {}
        numbers, origins = self._rows.document_numbers.tolist(), catalog.origins()
        date_of = {number: date for number, (_, date) in zip(numbers, origins, strict=True)}
        found = dict[int, list[tuple[int, int]]]()
        for group in several:
            ties = self._rows.tie_keys(np.array([quote for quote, _ in group])).tolist()
            by_tie = [one for _, one in sorted(zip(ties, group, strict=True))]
            by_tie.sort(key=lambda one: date_key(date_of[one[1]]))
            found |= {quote: by_tie for quote, _ in by_tie}
        return found

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
            group = self._groups.get(number)
            if group is None:
                yield number
                continue
            first = next((quote for quote, _ in group if allowed[quote]), number)
            if first not in seen:
                seen.add(first)
                yield first

    def count(self, allowed: Mask) -> int:
        """How many statements the allowed quotes are."""
        groups = {id(group): group for group in self._groups.values()}.values()
        more = sum(max(sum(bool(allowed[quote]) for quote, _ in group) - 1, 0) for group in groups)
        return int(allowed.sum()) - more

    def best_scores(self, scores: dict[int, float]) -> dict[int, float]:
        """Scores by quote number, each statement with the best one of its quotes."""
        found = dict(scores)
        for number, score in scores.items():
            for quote, _ in self._groups.get(number, ()):
                found[quote] = max(score, found.get(quote, score))
        return found

    def copies(self, quote: int, document: int) -> Copies | None:
        """The other articles that have the statement of a quote; None if there is none."""
        group = self._groups.get(quote)
        if group is None:
            return None
        return read_copies(self._rows.catalog, document, [one for _, one in group])
