"""How many articles match, by source and by time.

An article matches if one of its passages passes the filters and satisfies the question's
condition; without a condition, if one holds at least one word of the question that says something
("the" and "who" do not).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.store.index import Index

MOST_MONTHS = 24
"""Of a time that is counted by month; a longer one is counted by year."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of matching articles.

    Attributes:
        documents: How many match.
        sources: (source, count) pairs, most frequent first, ties by name; None is no source.
        periods: (year or month, count) pairs, oldest first; None, last, is no date.
        by: What a period is: "year" or "month".
    """

    documents: int
    sources: tuple[tuple[str | None, int], ...]
    periods: tuple[tuple[str | None, int], ...]
    by: str


def count_facets(index: Index, matching: NDArray[np.bool_]) -> Facets:
    """Count the articles of the matching passages.

    Args:
        index: The index.
        matching: Whether a passage matches, by passage number; live ones only.
    """
    owners = np.unique(index.document_of[matching])
    origins = index.catalog.origins()
    found = [origins[owner] for owner in owners.tolist()]
    by, periods = _periods([date for _, date in found])
    return Facets(len(found), _by_count(source for source, _ in found), periods, by)


def _by_count(names: Iterable[str | None]) -> tuple[tuple[str | None, int], ...]:
    counts = Counter(names)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0])))


def _periods(dates: list[str | None]) -> tuple[str, tuple[tuple[str | None, int], ...]]:
    known = [date for date in dates if date]
    # Dates known to the year alone have no month to be counted in.
    is_short = bool(known) and all(len(date) >= 7 for date in known)
    if is_short and _month(max(known)) - _month(min(known)) < MOST_MONTHS:
        by, length = "month", 7
    else:
        by, length = "year", 4
    counts = Counter(date[:length] if date else None for date in dates)
    return by, tuple(sorted(counts.items(), key=lambda item: (item[0] is None, item[0])))


def _month(date: str) -> int:
    return 12 * int(date[:4]) + int(date[5:7])
