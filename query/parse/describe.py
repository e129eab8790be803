"""Filters and conditions in a reader's words, for notes on what they exclude."""

from __future__ import annotations

from query.parse.tree import (
    ANYWHERE,
    AmongDocuments,
    And,
    Condition,
    DateRange,
    DocumentLeaf,
    Filter,
    Filtered,
    Fuzzy,
    NameContains,
    NameIs,
    Near,
    Not,
    Or,
    PathMatches,
    Phrase,
    QuotedPerson,
    SpokenBy,
    SurelySpoken,
    Undated,
    Wildcard,
    Wording,
    WordLeaf,
)

SHOWN = 100
"""Characters of a name that a note shows."""


def shortened(name: str) -> str:
    """A name as a note shows it."""
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"


def in_words(chosen: Filter | Condition) -> str:
    """A filter or a condition as a reader might say it.

    >>> in_words(Not(NameContains("source", "daily")))
    'not (source daily)'
    >>> in_words(And((Phrase("title", ("otter",), "Otters"), Filtered(DateRange("2016")))))
    'title "Otters" and from 2016 on'
    """
    match chosen:
        case Not(part):
            return f"not ({in_words(part)})"
        case And(parts):
            return " and ".join(in_words(part) for part in parts)
        case Or((part,)):
            return in_words(part)
        case Or(parts):
            return f"({' or '.join(in_words(part) for part in parts)})"
        case Filtered(inner):
            return in_words(inner)
        case Phrase() | Wording() | Near() | Wildcard() | Fuzzy():
            return _words(chosen)
        case _:
            return _fact(chosen)


def _words(condition: WordLeaf) -> str:
    field = "" if condition.field == ANYWHERE else f"{condition.field} "
    match condition:
        case Phrase(_, terms, words):
            return f'{field}"{words or " ".join(terms)}"'
        case Wording(_, forms):
            return f'{field}"{" ".join(forms)}"'
        case Near(_, terms, distance, words):
            return f'{field}"{words or " ".join(terms)}" within {distance} words'
        case Wildcard(_, pattern):
            return f"{field}{pattern}"
        case Fuzzy(_, word, edits):
            return f"{field}{word}~{edits}"


def _fact(chosen: DocumentLeaf) -> str:
    match chosen:
        case DateRange(since, until) if since and since == until:
            return f"date {since}"
        case DateRange(since, until):
            ends = [f"from {since} on" if since else "", f"up to {until}" if until else ""]
            return ", ".join(filter(None, ends)) or "dated"
        case NameContains(column, words):
            return f"{column} {shortened(words)}"
        case NameIs(column, name):
            return f"no {column}" if name is None else f"{column} {shortened(name)}"
        case AmongDocuments(ids, name):
            return shortened(name) if name else f"{len(ids)} chosen articles"
        case PathMatches(pattern):
            return f"path {shortened(pattern)}"
        case Undated():
            return "undated"
        case _:
            return _who(chosen)


def _who(chosen: SpokenBy | QuotedPerson | SurelySpoken) -> str:
    match chosen:
        case SpokenBy(name, _, sure_only):
            return f"{'surely ' if sure_only else ''}speaker {shortened(name)}"
        case QuotedPerson(name, sure_only):
            return f"{'surely ' if sure_only else ''}said by {shortened(name)}"
        case SurelySpoken():
            return "sure of the speaker"
