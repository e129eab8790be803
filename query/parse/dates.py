"""Dates as a reader types them: 2016-05, May 2016, yesterday, last month, 3 days ago."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from indexer.errors import QuerySyntaxError
from indexer.text.months import MONTHS

HOW = "write a date as 2016, 2016-05 or 2016-05-17, or as May 2016, yesterday, last month"

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_DAY_FIRST = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<name>[a-z]+\.?) (?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]+\.?) (?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<year>\d{4})")
_COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_COUNT = rf"(?P<count>\d{{1,4}}|an?|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|month|year)"
_AGO = re.compile(rf"{_COUNT} {_UNIT}s? ago")
_PAST = re.compile(rf"(?:the )?(?:past|last) {_COUNT} {_UNIT}s")
_PERIOD = re.compile(r"(?P<which>this|last|past) (?P<unit>week|month|year)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Period(NamedTuple):
    """The days that a date means: both included, as YYYY, YYYY-MM or YYYY-MM-DD."""

    first: str
    last: str


def read_date(text: str, today: date | None = None) -> Period:
    """The days that a reader means.

    Args:
        text: A date, or one that is told from today: "yesterday", "last week", "3 days ago".
        today: The day from which it is told; None is today.

    Raises:
        QuerySyntaxError: If it is none, or the calendar does not have it.

    >>> read_date("last month", date(2016, 5, 17))
    Period(first='2016-04', last='2016-04')
    >>> read_date("last week", date(2016, 5, 17))
    Period(first='2016-05-09', last='2016-05-15')
    """
    words = " ".join(text.replace(",", " ").casefold().split())
    if found := _ISO.fullmatch(words):
        return checked(text, found["year"], found["month"], found["day"])
    for form in (_DAY_FIRST, _MONTH_FIRST):
        found = form.fullmatch(words)
        month = MONTHS.get(found["name"].rstrip(".")) if found else None
        if found and month:
            day = found["day"]
            return checked(text, found["year"], f"{month:02}", day and f"{int(day):02}")
    try:
        period = _told_from(words, today or date.today())
    except (OverflowError, ValueError):
        period = None
    if period is None:
        raise QuerySyntaxError(text, 0, HOW)
    return period


def is_told_from_today(text: str) -> bool:
    """Whether a date that can be read changes its meaning from day to day."""
    return re.search(r"\d{4}", text) is None


def check_order(since: Period | None, until: Period | None) -> None:
    """Refuse a range that ends before it begins.

    Raises:
        QuerySyntaxError: If no day is in it.
    """
    if since and until and until.last + "~" < since.first:
        shown = f"{since.first} to {until.last}"
        raise QuerySyntaxError(shown, 0, f"no day is from {since.first} on and up to {until.last}")


def checked(text: str, year: str, month: str | None, day: str | None) -> Period:
    """The days of a date, if the calendar has it."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        shown = "-".join(filter(None, (year, month, day)))
        raise QuerySyntaxError(text, 0, f"the calendar has no {shown}; {HOW}") from None
    written = "-".join(filter(None, (year, month, day)))
    return Period(written, written)


def _told_from(words: str, today: date) -> Period | None:
    """The days that words such as "last month" mean, told from a day."""
    near = {"today": 0, "yesterday": 1, "tomorrow": -1}
    if words in near:
        return _days(today - timedelta(near[words]))
    weekday = words.removeprefix("last ")
    if weekday in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(weekday) - 1) % 7 + 1
        return _days(today - timedelta(back))
    if found := _AGO.fullmatch(words):
        return _days(_back(today, _count(found["count"]), found["unit"]))
    if found := _PAST.fullmatch(words):
        return _days(_back(today, _count(found["count"]), found["unit"]), today)
    if found := _PERIOD.fullmatch(words):
        return _period(found["which"], found["unit"], today)
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.index(word) + 1 if word in _COUNTS else 1


def _period(which: str, unit: str, today: date) -> Period:
    if which == "past":
        return _days(_back(today, 1, unit), today)
    back = 0 if which == "this" else 1
    if unit == "week":
        monday = today - timedelta(today.weekday() + 7 * back)
        return _days(monday, monday + timedelta(6))
    of = _back(today.replace(day=1), back, unit)
    written = f"{of.year:04}" if unit == "year" else f"{of.year:04}-{of.month:02}"
    return Period(written, written)


def _back(day: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years before a day; the last of the month if need be."""
    if unit in ("day", "week"):
        return day - timedelta(count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    for last in range(day.day, 27, -1):
        try:
            return date(months // 12, months % 12 + 1, last)
        except ValueError:
            continue
    return date(months // 12, months % 12 + 1, day.day)


def _days(first: date, last: date | None = None) -> Period:
    return Period(first.isoformat(), (last or first).isoformat())
