"""Source and date priors: a question names a source or a day, and a document is from it.

"What did The Courier report on 17 May 2016?" asks for an article of that paper and day. The words
of the question say so better than any likeness of texts.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from indexer.text.months import MONTH, MONTHS
from query.rows.columns import DocumentColumns

DAYS = 3
"""Days from the named date at which a document gets nothing: papers are a day or two late."""

_MONTH = rf"{MONTH}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(rf"\b{form}\b", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
    )
)
_YEAR_NAMED = re.compile(r"\d{4}")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def dates_named(question: str) -> list[date]:
    """The days that a question names with their year, ascending.

    >>> dates_named("between 2016-05-17 and June 3rd, 2016")
    [datetime.date(2016, 5, 17), datetime.date(2016, 6, 3)]
    """
    if not _YEAR_NAMED.search(question):  # as in most questions: one look instead of three
        return []
    return sorted(set(_dates(question)))


def sources_named(question: str, sources: Sequence[str]) -> list[str]:
    """The sources whose name stands in a question: whole words, in the same case.

    >>> sources_named("Did The Courier see it in time?", ["The Courier", "Time", "Courier Mail"])
    ['The Courier']
    """
    return [
        source
        for source in sources
        if source in question
        and re.search(rf"(?<!\w){re.escape(source)}(?!\w)", question) is not None
    ]


class SourceDatePriors:
    """Source and date priors of the documents of an index.

    Args:
        columns: Source and date of each document.
    """

    def __init__(self, columns: DocumentColumns) -> None:
        self._columns = columns

    @property
    def sources(self) -> list[str]:
        """The names of all sources, in order."""
        return self._columns.source_names

    def from_sources(self, named: Sequence[str]) -> NDArray[np.float32]:
        """1 for each document from one of the sources, else 0; shape (documents,)."""
        return self._columns.source.having(set(named).__contains__).astype(np.float32)

    def near_dates(self, named: Sequence[date]) -> NDArray[np.float32]:
        """1 for each document of one of these days, falling to 0 in `DAYS` days; (documents,)."""
        dates = self._columns.date
        days = np.array(list(map(_days, dates.names)), dtype=np.int64).reshape(-1, 2)
        near = np.zeros(len(days), dtype=np.float32)
        for day in named:
            number = day.toordinal()
            distance = np.maximum(days[:, 0] - number, number - days[:, 1])
            closeness = 1 - np.maximum(distance, 0) / DAYS
            near = np.maximum(near, closeness.astype(np.float32))
        return near[dates.codes]


def _dates(question: str) -> Iterator[date]:
    for form in _FORMS:
        for found in form.finditer(question):
            parts = found.groupdict()
            month = parts.get("number") or MONTHS[parts["month"].lower()]
            try:
                yield date(int(parts["year"]), int(month), int(parts["day"]))
            except ValueError:  # no such day
                continue


def _days(when: str | None) -> tuple[int, int]:
    """The first and last day that a date may mean, as ordinals; far away if unknown."""
    found = _ISO.fullmatch(when or "")
    unknown = (-(10**7), -(10**7))
    if not found:
        return unknown
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return unknown
    return first.toordinal(), last.toordinal()
