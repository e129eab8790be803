"""An older version of the program: its extractor finds other quotes, and has another version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

from indexer.quotes import QuoteExtractor
from indexer.records import Quote

Change = Callable[[Sequence[Quote]], Sequence[Quote]]


@contextmanager
def older_version(change: Change, version: str = "older") -> Iterator[None]:
    """While it lasts the indexer finds the quotes that a change makes of those it would find."""

    class Older:
        @classmethod
        def load(cls) -> Older:
            return cls()

        def extract(
            self, text: str, *, title: str | None = None, author: str | None = None
        ) -> list[Quote]:
            return list(change(QuoteExtractor.load().extract(text, title=title, author=author)))

    with (
        mock.patch("indexer.build.update.QuoteExtractor", Older),
        mock.patch("indexer.build.update.EXTRACTOR_VERSION", version),
    ):
        yield


def with_wrong_names(quotes: Sequence[Quote]) -> list[Quote]:
    """All quotes are said to be somebody else's."""
    return [replace(quote, speaker="Zelda Wrong") for quote in quotes]


def with_a_wrong_first(quotes: Sequence[Quote]) -> list[Quote]:
    """The first quote of each article is said to be somebody else's."""
    return [*with_wrong_names(quotes[:1]), *quotes[1:]]


def less_sure(quotes: Sequence[Quote]) -> list[Quote]:
    """Nothing but the confidence is another one."""
    return [replace(quote, confidence=quote.confidence / 2) for quote in quotes]


def without_the_first(quotes: Sequence[Quote]) -> list[Quote]:
    """One quote of each article is missing."""
    return list(quotes[1:])


def unchanged(quotes: Sequence[Quote]) -> Sequence[Quote]:
    """Another version that finds the same."""
    return quotes


def in_many_ways(quotes: Sequence[Quote]) -> Sequence[Quote]:
    """One of the above, another one for every few articles."""
    ways = (with_wrong_names, less_sure, without_the_first, unchanged)
    return ways[quotes[0].span.start % len(ways)](quotes) if quotes else quotes
