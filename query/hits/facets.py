"""How many articles match, by source and by time.

An article matches if one of its passages passes the filters and satisfies the question's
condition. Without a condition, it matches if one passage that passes the filters holds a content
term of the question ("the" and "who" are none).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.rows.rows import Rows

MOST_MONTHS = 24
"""A time of up to so many months is counted by month, a longer one by year."""


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


def count_facets(rows: Rows, matching: NDArray[np.bool_]) -> Facets:
    """Count the articles of the matching passages.

    Args:
        rows: The passages.
        matching: Whether a passage matches, by passage number; live ones only.
    """
    documents = np.unique(rows.document_of[matching])
    origins = rows.catalog.origins()
    found = [origins[document] for document in documents.tolist()]
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
