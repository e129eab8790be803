"""A filter on documents -> the SQL condition that it means."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

from indexer.errors import QuerySyntaxError
from indexer.text.analyzer import terms
from query.parse.dates import checked
from query.parse.source_names import other_names
from query.parse.tree import (
    AmongDocuments,
    And,
    DateRange,
    Filter,
    NameContains,
    NameIs,
    Not,
    Or,
    PathMatches,
    QuotedPerson,
    SpokenBy,
    SurelySpoken,
    Undated,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Sql = tuple[str, list[str]]
"""An SQL condition over the catalog's documents, and the values of its parameters."""


def checked_date(text: str) -> str:
    """The date, if it is one.

    Raises:
        QuerySyntaxError: If it is not YYYY, YYYY-MM or YYYY-MM-DD, or the calendar has no such day.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise QuerySyntaxError(text, 0, "write a date as 2016, 2016-05 or 2016-05-17")
    checked(text, *found.groups())
    return text


def compile_filter(chosen: Filter, distinct: Callable[[str], list[str]]) -> Sql:
    """The filter as an SQL condition.

    Args:
        chosen: A filter that does not ask who is quoted (`query.parse.tree.asks_who`).
        distinct: Gives all values of the column "source" or "author".

    Raises:
        QuerySyntaxError: If a date is malformed.
        ValueError: If the filter asks who is quoted.
    """
    match chosen:
        case DateRange():
            return _compile_dates(chosen)
        case Undated():
            return "date IS NULL", []
        case NameContains(column, words):
            is_meant = is_source(words) if column == "source" else _has_words(words)
            names = list(filter(is_meant, distinct(column)))
            return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(names)]
        case NameIs() | AmongDocuments() | PathMatches():
            return _compile_values(chosen)
        case Not(part):
            condition, values = compile_filter(part, distinct)
            # A document whose value is unknown (NULL) does not pass the part, so it passes this.
            return f"NOT coalesce({condition}, 0)", values
        case And(parts):
            return _compile_many([compile_filter(part, distinct) for part in parts], "AND", "1")
        case Or(parts):
            return _compile_many([compile_filter(part, distinct) for part in parts], "OR", "0")
        case SpokenBy() | QuotedPerson() | SurelySpoken():
            raise ValueError("documents do not decide who is quoted: see query.match.filter_mask")


def _compile_values(chosen: NameIs | AmongDocuments | PathMatches) -> Sql:
    match chosen:
        case NameIs(column, None):
            return f"{column} IS NULL", []
        case NameIs(column, name):
            return f"{column} = ?", [name or ""]
        case AmongDocuments(ids):
            return "document_id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
        case PathMatches(pattern):
            globs = _globs(pattern)
            return f"({' OR '.join(['path GLOB ?'] * len(globs))})", globs


def is_source(words: str) -> Callable[[str], bool]:
    """Whether a source has these words in its name, or another name of the source they name.

    Raises:
        SearchError: If the reader's table of names cannot be read.
    """
    meant = [words, *other_names(words)]
    return lambda name: any(contains_words(name, one) for one in meant)


def is_source_or_author(chosen: NameContains) -> Callable[[str | None], bool]:
    """Whether a source or an author has the words of a filter in its name.

    Raises:
        SearchError: If the reader's table of names cannot be read.
    """
    is_source_meant = chosen.column == "source"
    is_meant = is_source(chosen.words) if is_source_meant else _has_words(chosen.words)
    return lambda name: name is not None and is_meant(name)


def is_from(chosen: DateRange) -> Callable[[str | None], bool]:
    """Whether a date may mean a day of a range; see `_compile_dates`, which decides the same.

    Raises:
        QuerySyntaxError: If a date of the range is malformed.
    """
    since = chosen.since and (checked_date(chosen.since) + "-00-00")[:10]
    until = chosen.until and (checked_date(chosen.until) + "-99-99")[:10]
    return lambda date: (
        date is not None
        and (not since or (date + "-99-99")[:10] >= since)
        and (not until or (date + "-00-00")[:10] <= until)
    )


def _has_words(words: str) -> Callable[[str], bool]:
    return lambda name: contains_words(name, words)


def contains_words(name: str, words: str) -> bool:
    """Whether a name contains words, whole and in order, by analysed form.

    >>> contains_words("The Washington Post", "washington post")
    True
    >>> contains_words("Posted", "post office")
    False
    """
    have, want = terms(name), terms(words)
    length = len(want)
    return bool(want) and any(
        have[start : start + length] == want for start in range(len(have) - length + 1)
    )


def _compile_dates(chosen: DateRange) -> Sql:
    # A date known only to the year or month stands for all of its days. Padded with 00 or 99,
    # prefixes of ISO dates compare as strings as their first or last day would.
    conditions, values = ["date NOTNULL"], []
    if chosen.since is not None:
        conditions.append("substr(date || '-99-99', 1, 10) >= ?")
        values.append((checked_date(chosen.since) + "-00-00")[:10])
    if chosen.until is not None:
        conditions.append("substr(date || '-00-00', 1, 10) <= ?")
        values.append((checked_date(chosen.until) + "-99-99")[:10])
    return f"({' AND '.join(conditions)})", values


def _compile_many(parts: list[Sql], operator: str, empty: str) -> Sql:
    if not parts:
        return empty, []
    joined = f" {operator} ".join(condition for condition, _ in parts)
    return f"({joined})", [value for _, values in parts for value in values]


def _globs(pattern: str) -> list[str]:
    """The pattern for a file and for a folder, composed and decomposed if it has accents."""
    whole = pattern if pattern.startswith("/") else f"*/{pattern}"
    forms = dict.fromkeys([whole, *(unicodedata.normalize(form, whole) for form in ("NFC", "NFD"))])
    return [glob for form in forms for glob in (form, form.rstrip("/") + "/*")]
