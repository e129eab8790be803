"""Days and years that a question names, and that lie after the archive's last article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from query.rank.source_date import dates_named

ANNOUNCED = timedelta(days=60)
"""How long before an event papers write of it."""

_YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?![\w-]|[.,]\d)")

_FOUR_DIGITS = re.compile(r"\d{4}")


def last_day(dates: Iterable[str | None]) -> date | None:
    """The last day that one of these dates (ISO 8601, or its beginning) may mean; None without.

    >>> last_day(["2016-11-07", "2016", None])
    datetime.date(2016, 12, 31)
    """
    known = {one + "-12-31"[len(one) - 4 :] for one in dates if one and len(one) in (4, 7, 10)}
    # The order of the text is that of the days; few of the last ones are none.
    return next(filter(None, map(_day, sorted(known, reverse=True))), None)


def names_a_year(question: str) -> bool:
    """Whether a question may name a day or a year: else it names none after any day."""
    return _FOUR_DIGITS.search(question) is not None


def named_after(question: str, last: date) -> list[str]:
    """The days, and the other years, that a question names after that day, as digits.

    A day soon after it does not count: papers write of what is to come.

    >>> named_after("What happened on 3 May 2019, and who won in 2020?", date(2016, 11, 7))
    ['2019-05-03', '2020']
    """
    named = dates_named(question)
    days = [day.isoformat() for day in named if day > last + ANNOUNCED]
    of_days = {str(day.year) for day in named}
    years = {one for one in _YEAR.findall(question) if int(one) > last.year}
    return days + sorted(years - of_days)


def _day(written: str) -> date | None:
    for end in (written, f"{written[:8]}30", f"{written[:8]}28"):
        try:
            return date.fromisoformat(end)
        except ValueError:  # a month without so many days
            continue
    return None
