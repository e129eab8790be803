"""Filters and conditions in a reader's words, for saying which of them excluded what."""

from __future__ import annotations

from query.parse.filters import (
    All,
    Attributed,
    DateRange,
    Filter,
    NameContains,
    Not,
    PathMatches,
    Some,
    SpokenBy,
    Undated,
)
from query.parse.tree import Any, Condition, Every, Fuzzy, Near, Pattern, Sequence, Within, Without

SHOWN = 100
"""Characters of a name that a note repeats."""


def shortened(name: str) -> str:
    """A name as a note repeats it."""
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"


def in_words(chosen: Filter | Condition) -> str:
    """A filter or a condition as a reader might say it.

    >>> in_words(Not(NameContains("source", "daily")))
    'not (source daily)'
    >>> in_words(Every((Sequence("title", ("otter",), "Otters"), Within(DateRange("2016")))))
    'title "Otters" and from 2016 on'
    """
    match chosen:
        case Not(part) | Without(part):
            return f"not ({in_words(part)})"
        case All(parts) | Every(parts):
            return " and ".join(in_words(part) for part in parts)
        case Some((part,)) | Any((part,)):
            return in_words(part)
        case Some(parts) | Any(parts):
            return f"({' or '.join(in_words(part) for part in parts)})"
        case Within(inner):
            return in_words(inner)
        case Sequence() | Near() | Pattern() | Fuzzy():
            return _words(chosen)
        case _:
            return _fact(chosen)


def _words(condition: Sequence | Near | Pattern | Fuzzy) -> str:
    field = "" if condition.field == "anywhere" else f"{condition.field} "
    match condition:
        case Sequence(_, terms, words):
            return f'{field}"{words or " ".join(terms)}"'
        case Near(_, terms, distance, words):
            return f'{field}"{words or " ".join(terms)}" within {distance} words'
        case Pattern(_, pattern):
            return f"{field}{pattern}"
        case Fuzzy(_, word, edits):
            return f"{field}{word}~{edits}"


def _fact(
    chosen: DateRange | Undated | NameContains | PathMatches | SpokenBy | Attributed,
) -> str:
    match chosen:
        case DateRange(since, until) if since and since == until:
            return f"date {since}"
        case DateRange(since, until):
            ends = [f"from {since} on" if since else "", f"up to {until}" if until else ""]
            return ", ".join(filter(None, ends)) or "dated"
        case NameContains(column, words):
            return f"{column} {shortened(words)}"
        case PathMatches(pattern):
            return f"path {shortened(pattern)}"
        case SpokenBy(name):
            return f"speaker {shortened(name)}"
        case Attributed():
            return "with a named speaker"
        case Undated():
            return "undated"
