"""Which documents may be found at all: a small tree, and the SQL condition that it means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from indexer.errors import QuerySyntaxError
from indexer.text.analyzer import terms

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Documents that may be from these days, both included; undated ones are not.

    Dates are YYYY, YYYY-MM or YYYY-MM-DD, and a shorter one means all of its days. A document
    of which only the year is known is admitted if any day of that year is in the range.
    """

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Undated:
    """Documents without a date."""


@dataclass(frozen=True, slots=True)
class NameContains:
    """Documents whose source or author contains these words in this order, whole.

    Compared as the analyzer sees them: without case, diacritics and endings.
    """

    column: str  # "source" or "author"
    words: str


@dataclass(frozen=True, slots=True)
class PathMatches:
    """Documents whose path matches a shell pattern (`*`, `?`, `[...]`; `*` also crosses `/`).

    A pattern that is not absolute may begin at any folder; one that names a folder means all
    below it.
    """

    pattern: str


@dataclass(frozen=True, slots=True)
class SpokenBy:
    """Quotes of the people whom a name fits, and the passages that hold one.

    Without variants, other spellings and short forms of the name do not count.
    """

    name: str
    variants: bool = True


@dataclass(frozen=True, slots=True)
class Attributed:
    """Quotes of which the article says whose they are, and the passages that hold one."""


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that the inner filter does not admit."""

    inner: Filter


@dataclass(frozen=True, slots=True)
class All:
    """Documents that every inner filter admits; without any, all."""

    inner: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Documents that at least one inner filter admits; without any, none."""

    inner: tuple[Filter, ...]


Filter = DateRange | Undated | NameContains | PathMatches | SpokenBy | Attributed | Not | All | Some

Condition = tuple[str, list[str]]
"""An SQL condition over the catalog's documents, and the values of its parameters."""


def checked_date(text: str) -> str:
    """The date, if it is one.

    Raises:
        QuerySyntaxError: If it is not YYYY, YYYY-MM or YYYY-MM-DD.
    """
    if not _DATE.fullmatch(text):
        raise QuerySyntaxError(text, 0, "a date is written 2016, 2016-05 or 2016-05-17")
    return text


def compile_filter(chosen: Filter, distinct: Callable[[str], list[str]]) -> Condition:
    """The filter as an SQL condition.

    Args:
        chosen: The tree.
        distinct: Gives all values of the column "source" or "author".
    """
    match chosen:
        case DateRange():
            return _compile_dates(chosen)
        case Undated():
            return "date IS NULL", []
        case NameContains(column, words):
            names = [name for name in distinct(column) if contains_words(name, words)]
            return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(names)]
        case PathMatches(pattern):
            return "(path GLOB ? OR path GLOB ?)", _globs(pattern)
        case SpokenBy() | Attributed():
            raise ValueError(
                "who is quoted is no fact about a document: see query.match.filter_mask"
            )
        case Not(inner):
            condition, values = compile_filter(inner, distinct)
            # What is unknown (NULL) is not admitted by the inner filter, so by this one it is.
            return f"NOT coalesce({condition}, 0)", values
        case All(inner):
            return _compile_many([compile_filter(part, distinct) for part in inner], "AND", "1")
        case Some(inner):
            return _compile_many([compile_filter(part, distinct) for part in inner], "OR", "0")


def joined(one: Filter | None, other: Filter | None) -> Filter | None:
    """Both filters at once; None is no filter."""
    if one is None or other is None:
        return other if one is None else one
    return All((one, other))


def asks_who(chosen: Filter) -> bool:
    """Whether a filter depends on who is quoted, so that it is no condition on documents alone."""
    match chosen:
        case SpokenBy() | Attributed():
            return True
        case Not(inner):
            return asks_who(inner)
        case All(inner) | Some(inner):
            return any(map(asks_who, inner))
        case _:
            return False


def speakers_named(chosen: Filter | None, *, excluded: bool = False) -> list[SpokenBy]:
    """Every name of a speaker in a filter, in order: those wanted, or those excluded."""
    match chosen:
        case SpokenBy():
            return [] if excluded else [chosen]
        case Not(inner):
            return speakers_named(inner, excluded=not excluded)
        case All(inner) | Some(inner):
            return [found for part in inner for found in speakers_named(part, excluded=excluded)]
        case _:
            return []


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
        have[place : place + length] == want for place in range(len(have) - length + 1)
    )


def _compile_dates(chosen: DateRange) -> Condition:
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


def _compile_many(parts: list[Condition], operator: str, empty: str) -> Condition:
    if not parts:
        return empty, []
    joined = f" {operator} ".join(condition for condition, _ in parts)
    return f"({joined})", [value for _, values in parts for value in values]


def _globs(pattern: str) -> list[str]:
    whole = pattern if pattern.startswith("/") else f"*/{pattern}"
    return [whole, whole.rstrip("/") + "/*"]
