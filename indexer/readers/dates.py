"""Dates as people and programs write them -> ISO 8601.

They stand in metadata, header lines, addresses and file names. whosaid guesses nothing: "May 2016"
gives "2016-05", and "05/06/2016", which may be in May or in June, gives "2016". "17/05/16" may be
in 2016 or in 2017 and gives None, as does a date that no calendar has.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from indexer.text.months import MONTH, MONTHS

FIRST_YEAR, LAST_YEAR = 1500, 2199  # no newspaper is older, and no article is from the future

_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?<!\d-)(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?!\d|-\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[/.])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<![\w.]){_DAY}(?:\s+of)?[\s.-]+{MONTH}\b\.?,?[\s-]+{_YEAR}",
        rf"\b{MONTH}\b\.?\s+{_DAY},?\s+{_YEAR}",
        rf"\b{MONTH}\b\.?,?\s+{_YEAR}",
        r"(?<!\d)(?P<one>\d{1,2})(?P<sep>[/.-])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)",
    )
)
# Since 1970, in seconds and down to nanoseconds; with nine digits from 1973 on.
_STAMP = re.compile(r"(?P<whole>\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d*)?")
_DIGITS = re.compile(  # a day and a time of day without anything between: 20160517103000
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?"
)
# As the program `date`, C, Twitter and JavaScript write it: Tue May 17 10:30:00 +0000 2016.
_YEAR_LAST = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?{MONTH}\.?\s+{_DAY},?\s+\d\d?:\d\d(?::\d\d(?:\.\d+)?)?"
    rf"(?:\s*[ap]\.?m\.?)?(?:\s+(?:[a-z]{{1,5}}|(?:utc|gmt)?[+-]\d\d:?\d\d))?\s+{_YEAR}",
    re.IGNORECASE,
)
_EITHER_ORDER = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_ALONE = re.compile(_YEAR)
_DAY_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<sep>[-_./]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)"
)
_MONTH_IN_NAME = re.compile(r"(?<!\d)(?P<year>\d{4})[-_/](?P<month>\d\d)(?![\d])(?![-_/]\d)")
_REST = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|\d{1,2}[:.]\d\d(?:[:.][\d.]+)?"
    r"|[ap]\.?m\.?|\b(?:at|on|utc|gmt|[ecmp][sd]?t|bst|cet|cest|ist|z|t)\b|[+-]\d\d:?\d\d"
    r"|(?:first |last )?(?:published|posted|updated|modified|dated?|filed|created)"
    r"|[\s,:;|.()·•–—-]",
    re.IGNORECASE,
)


def read_date(words: str) -> str | None:
    """The date that a metadata value states, as precisely as it states it, or None.

    Understands ISO 8601, years, English names of months, a day and a month in figures if only one
    order is possible, and Unix time in seconds and down to nanoseconds. Ignores the time of day and
    its zone.
    """
    words = words.strip()[:200]
    if _YEAR_ALONE.fullmatch(words):
        return _iso(int(words))
    for form in (_DIGITS, _YEAR_LAST):
        match = form.fullmatch(words)
        iso = _from_figures(match.groupdict()) if match else None
        if iso:
            return iso
    if stamp := _STAMP.fullmatch(words):
        digits = stamp["whole"]
        return _from_stamp(int(digits) / 10 ** (3 * ((len(digits) - 9) // 3)))
    found = _find(words)
    return found[0] if found else None


def read_stamp(milliseconds: float) -> str | None:
    """The date of Unix time in milliseconds, in UTC; None for a year that no article is from."""
    return _from_stamp(milliseconds / 1000)


def is_ambiguous(words: str) -> bool:
    """Whether the order of day and month in a date is open, so that only its year is read.

    >>> is_ambiguous("05/06/2016"), is_ambiguous("17/05/2016")
    (True, False)
    """
    match = _EITHER_ORDER.search(words[:200])
    return match is not None and len(read_date(words) or "") == 4


def read_date_line(line: str) -> str | None:
    """The date of a line that has only a date, a time and a label; None for any other line."""
    if len(line) > 100:
        return None
    found = _find(line)
    if found is None:
        return None
    iso, start, end = found
    rest = f"{line[:start]} {line[end:]}"
    return None if _REST.sub("", rest) else iso


def date_in_name(name: str) -> str | None:
    """The date in a file name or in the path of an address, or None.

    Reads 2016-05-17, 2016_05_17, 2016/05/17 and 20160517, and, less precisely, 2016-05 and 2016/05.
    """
    for form in (_DAY_IN_NAME, _MONTH_IN_NAME):
        for match in form.finditer(name):
            iso = _from_figures(match.groupdict())
            if iso:
                return iso
    return None


def _find(words: str) -> tuple[str, int, int] | None:
    """The first date of the first form that matches, with its start and end."""
    for form in _FORMS:
        match = form.search(words)
        if match:
            iso = _from_figures(match.groupdict())
            return (iso, match.start(), match.end()) if iso else None
    return None


def _from_figures(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if parts.get("one"):
        return _from_unordered(year, int(parts["one"] or 0), int(parts["two"] or 0))
    month = parts["month"] or ""
    number = int(month) if month.isdecimal() else MONTHS[month.lower()]
    day = parts.get("day")
    return _iso(year, number, int(day) if day else None)


def _from_unordered(year: int, one: int, two: int) -> str | None:
    """The date if only one order of day and month is possible, else the year."""
    readings = {iso for iso in (_iso(year, one, two), _iso(year, two, one)) if iso}
    if len(readings) > 1:
        return _iso(year)
    return readings.pop() if readings else None


def _from_stamp(seconds: float) -> str | None:
    try:
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return _iso(moment.year, moment.month, moment.day)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD; None if no calendar has that day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        checked = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return checked.isoformat()[: 4 if month is None else 7 if day is None else 10]
