"""Which of the ranked rows are shown, and in which order.

Of rows that say the same one is left, rows are bounded by article, then put in order, then counted
off: a bound can make room for others, and a page is a range of one order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

import numpy as np

from query.rows.sources import Numbers
from query.settings import Order, Settings


class Dates(Protocol):
    """Each document's date, by ordinal; None where it has none."""

    def __getitem__(self, document: int, /) -> str | None: ...


Collapse = Callable[[Iterable[int]], Iterator[int]]
"""Gives row numbers in their order, one of several that say the same."""

SORTED = 100
"""How many of the best are put in order of date where the question has no condition.

Every row means something to a question: an order of all by date would begin with those that mean
least.
"""


def select(
    ranked: Numbers,
    satisfying: Numbers | None,
    document_of: Numbers,
    dates: Dates,
    settings: Settings,
    collapsed: Collapse | None = None,
) -> list[int]:
    """Choose the rows to show.

    Args:
        ranked: Row numbers, best first.
        satisfying: The rows that satisfy the question's condition. All of them may be shown: those
            that are not ranked come after the ranked ones, in this order. None where there is no
            condition.
        document_of: For each row number the ordinal of its document.
        dates: Each document's date, by ordinal; only used for an order by date.
        settings: Order, bound, offset and limit.
        collapsed: Leaves one of several rows that say the same; None leaves all.

    Returns:
        Row numbers. In an order by date undated ones come last, and equal dates stay in the order
        of their scores.
    """
    pool = ranked
    if satisfying is not None:
        pool = np.concatenate((ranked, satisfying[~np.isin(satisfying, ranked)]))
    kept: Iterable[int] = pool.tolist()
    if collapsed is not None:
        kept = collapsed(kept)
    if settings.per_article is not None:
        kept = bounded(kept, document_of, settings.per_article)
    end = settings.offset + settings.limit
    if settings.order is Order.SCORE:
        return list(islice(kept, settings.offset, end))
    # Rows that satisfy a condition may all be shown, others only if they are among the best.
    numbers = list(kept if satisfying is not None else islice(kept, max(SORTED, end)))
    newest_first = settings.order is Order.NEWEST
    numbers = _by_date(numbers, document_of, dates, newest_first=newest_first)
    return numbers[settings.offset : end]


def bounded(numbers: Iterable[int], document_of: Numbers, bound: int) -> Iterator[int]:
    """The numbers without those that come after `bound` others of the same document."""
    seen: Counter[int] = Counter()
    for number in numbers:
        document = int(document_of[number])
        seen[document] += 1
        if seen[document] <= bound:
            yield number


def _by_date(
    numbers: list[int], document_of: Numbers, dates: Dates, *, newest_first: bool
) -> list[int]:
    date_of = {number: dates[int(document_of[number])] for number in numbers}
    dated = [number for number in numbers if date_of[number] is not None]
    undated = [number for number in numbers if date_of[number] is None]
    # Reversing keeps the order of equal dates, as sorting does.
    dated.sort(key=lambda number: date_of[number] or "", reverse=newest_first)
    return dated + undated
