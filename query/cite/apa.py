"""APA (7th edition) as plain text: a newspaper article, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from query.cite.authors import Author
from query.cite.citation import Citation
from query.cite.dates import MONTHS, american, date_parts


def write_apa(citations: Iterable[Citation]) -> str:
    """The references, a line each."""
    return "".join(f"{_reference(one)}\n" for one in citations)


def _reference(one: Citation) -> str:
    title, date = _ended(one.title), f"({_date(one.date)})."
    head = f"{_names(one.authors)} {date} {title}" if one.authors else f"{title} {date}"
    parts = [head, _ended(one.source) if one.source else ""]
    if one.url:
        parts.append(f"Retrieved {american(one.accessed)}, from {one.url}")
    if one.note:
        parts.append(f"[{one.note}]")
    return " ".join(part for part in parts if part)


def _names(authors: Sequence[Author]) -> str:
    names = [_name(one) for one in authors]
    joined = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f", & {names[-1]}"
    return _ended(joined)


def _name(author: Author) -> str:
    if not author.given:
        return author.family
    initials = " ".join(f"{word[0]}." for word in author.given.split())
    return ", ".join(part for part in (author.family, initials, author.suffix) if part)


def _date(date: str | None) -> str:
    match date_parts(date):
        case (year, month, day):
            return f"{year}, {MONTHS[month - 1]} {day}"
        case (year, month):
            return f"{year}, {MONTHS[month - 1]}"
        case (year,):
            return str(year)
    return "n.d."


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
