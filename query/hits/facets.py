"""How many articles match, by source and by time.

An article matches if one of its passages passes the filters and satisfies the question's
condition. Without a condition, it matches if one passage that passes the filters holds a content
term of the question ("the" and "who" are none).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers

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


def count_facets(rows: Rows, matching: Mask) -> Facets:
    """Count the articles of the matching passages.

    Args:
        rows: The passages.
        matching: Whether a passage matches, by passage number; live ones only.
    """
    documents = documents_of(rows, matching)
    by, periods = _periods(rows.columns.date.counts(documents))
    sources = rows.columns.source.counts(documents)
    sources.sort(key=lambda item: (-item[1], item[0] is None, item[0]))
    return Facets(len(documents), tuple(sources), periods, by)


def documents_of(rows: Rows, matching: Mask) -> Numbers:
    """The ordinals of the documents of some live rows, ascending, each once."""
    are_meant = np.zeros(len(rows.document_numbers), dtype=bool)
    are_meant[rows.document_of[np.flatnonzero(matching)]] = True
    return np.flatnonzero(are_meant)


def _periods(
    dates: Sequence[tuple[str | None, int]],
) -> tuple[str, tuple[tuple[str | None, int], ...]]:
    """What a period is, and each with its count.

    Args:
        dates: Each different date, with how many articles have it.
    """
    known = [date for date, _ in dates if date]
    # Dates known to the year alone have no month to be counted in.
    is_short = bool(known) and all(len(date) >= 7 for date in known)
    if is_short and _month(max(known)) - _month(min(known)) < MOST_MONTHS:
        by, length = "month", 7
    else:
        by, length = "year", 4
    counts: Counter[str | None] = Counter()
    for date, count in dates:
        counts[date[:length] if date else None] += count
    return by, tuple(sorted(counts.items(), key=lambda item: (item[0] is None, item[0])))


def _month(date: str) -> int:
    return 12 * int(date[:4]) + int(date[5:7])
