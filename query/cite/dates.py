"""Dates as precise as they are known: a year, a month or a day."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_parts(date: str | None) -> tuple[int, ...]:
    """Year, month and day as far as they are known; nothing for no date.

    >>> date_parts("2016-03"), date_parts(None)
    ((2016, 3), ())
    """
    return tuple(int(part) for part in date.split("-")) if date else ()


def american(date: str | None) -> str:
    """The date as Americans write it; "" for no date.

    >>> american("2016-03-02"), american("2016-03"), american("2016")
    ('March 2, 2016', 'March 2016', '2016')
    """
    match date_parts(date):
        case (year, month, day):
            return f"{MONTHS[month - 1]} {day}, {year}"
        case (year, month):
            return f"{MONTHS[month - 1]} {year}"
        case (year,):
            return str(year)
    return ""
