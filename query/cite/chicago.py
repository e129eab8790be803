"""Chicago (bibliography) as plain text: a newspaper article, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from query.cite.authors import Author
from query.cite.citation import Citation
from query.cite.dates import american


def write_chicago(citations: Iterable[Citation]) -> str:
    """The entries, a line each."""
    return "".join(f"{_entry(one)}\n" for one in citations)


def _entry(one: Citation) -> str:
    title = one.title if one.title.endswith(("?", "!", "…")) else f"{one.title}."
    parts = [_names(one.authors), f"“{title}”"]
    where = ", ".join(part for part in (one.source, american(one.date) or "n.d.") if part)
    parts.append(where if where.endswith(".") else f"{where}.")
    if one.note:
        parts.append(f"{one.note[0].upper()}{one.note[1:]}.")
    if one.url:
        parts.append(f"Accessed {american(one.accessed)}. {one.url}.")
    return " ".join(part for part in parts if part)


def _names(authors: Sequence[Author]) -> str:
    if not authors:
        return ""
    names = [authors[0].inverted, *(one.plain for one in authors[1:])]
    joined = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f", and {names[-1]}"
    return joined if joined.endswith(".") else f"{joined}."
