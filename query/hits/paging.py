"""Which of the ranked passages are shown, and in which order.

Passages are bounded by article first, then put in order, then counted off: a bound can make room
for others, and a page is a stretch of one order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from query.settings import Order, Settings

SORTED = 100
"""How many of the best are put in order of date, where there is no condition to choose by.

Every passage means something to a question: ordering all of them by date would begin with those
that mean least.
"""


def select(
    ranked: NDArray[np.int64],
    satisfying: NDArray[np.bool_] | None,
    owners: NDArray[np.int64],
    dates: Sequence[str | None],
    settings: Settings,
) -> list[int]:
    """Choose the passages to show.

    Args:
        ranked: Passage numbers, best first.
        satisfying: Whether a passage satisfies the question's condition, by number; all that do
            may be shown, after those that are ranked. None where there is no condition.
        owners: The place of each passage's document, by passage number.
        dates: Each document's date, by place; only looked at for an order by date.
        settings: Order, bound, offset and limit.

    Returns:
        Passage numbers. In an order by date undated ones come last, and equal dates stay in the
        order of their scores.
    """
    pool = ranked
    if satisfying is not None:
        unranked = satisfying.copy()
        unranked[ranked] = False
        pool = np.concatenate((ranked, np.flatnonzero(unranked)))
    numbers: list[int] = pool.tolist()
    if settings.per_article is not None:
        numbers = bounded(numbers, owners, settings.per_article)
    end = settings.offset + settings.limit
    if settings.order is not Order.SCORE:
        if satisfying is None:
            numbers = numbers[: max(SORTED, end)]
        numbers = _by_date(numbers, owners, dates, newest_first=settings.order is Order.NEWEST)
    return numbers[settings.offset : end]


def bounded(numbers: list[int], owners: NDArray[np.int64], bound: int) -> list[int]:
    """The numbers without those that come after `bound` others of the same document."""
    seen: Counter[int] = Counter()
    kept = []
    for number in numbers:
        owner = int(owners[number])
        seen[owner] += 1
        if seen[owner] <= bound:
            kept.append(number)
    return kept


def _by_date(
    numbers: list[int],
    owners: NDArray[np.int64],
    dates: Sequence[str | None],
    *,
    newest_first: bool,
) -> list[int]:
    date_of = {number: dates[int(owners[number])] for number in numbers}
    dated = [number for number in numbers if date_of[number] is not None]
    undated = [number for number in numbers if date_of[number] is None]
    # Reversing keeps the order of equal dates, as sorting does.
    dated.sort(key=lambda number: date_of[number] or "", reverse=newest_first)
    return dated + undated
