"""A page on a person, as text or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.errors import SearchError
from query.render.formats import Format
from query.render.json_writer import write_json
from query.render.quote_fields import person_fields
from query.render.timeline.periods import counted
from query.render.timeline.present import statement_fields
from query.render.visible import visible
from query.timeline.person import PersonPage

BAR = 30


def present_page(page: PersonPage, chosen: Format) -> None:
    """Write a page to stdout.

    Raises:
        SearchError: If another format than text or JSON was asked for.
    """
    if chosen.name in ("json", "jsonl"):
        write_json(page_fields(page), indent=2 if chosen.name == "json" else None)
    elif chosen.name == "terminal":
        for line in page_lines(page):
            print(line)
    else:
        raise SearchError("a page on a person is written as text or as --json")


def page_fields(page: PersonPage) -> dict[str, Any]:
    """A page as plain values for JSON."""
    return {
        **person_fields(page.person),
        "topics": [{"word": word, "documents": count} for word, count in page.topics],
        "repeated": [statement_fields(one) for one in page.repeated],
        "sources": [{"source": name, "documents": count} for name, count in page.sources],
        "months": [{"month": month, "statements": count} for month, count in page.months],
    }


def page_lines(page: PersonPage) -> Iterator[str]:
    """A page as text, a line each time."""
    person = page.person
    dates = " to ".join(dict.fromkeys(date for date in (person.first, person.last) if date))
    yield visible(person.name)
    likely = f" ({person.likely} likely)" if person.likely else ""
    where = f"{person.documents} articles, {dates or 'undated'}"
    yield f"{person.quotes} quotes{likely} in {where}"
    if person.aliases:
        yield f"also written: {'; '.join(visible(one.name) for one in person.aliases)}"
    if person.roles:
        yield "roles:"
    for role in person.roles:
        when = " to ".join(dict.fromkeys(date for date in (role.first, role.last) if date))
        yield f"  {when or 'undated'}  {visible(role.role)} ({role.quotes})"
    if page.topics:
        yield f"topics: {', '.join(f'{visible(word)} ({count})' for word, count in page.topics)}"
    if page.repeated:
        yield "most repeated:"
    for one in page.repeated:
        words = visible(" ".join(one.words.split()))
        yield f"  {len(one.hits)} times from {one.date or 'undated'}: “{words}”"
    if page.sources:
        yield "quoted by:"
    for name, count in page.sources:
        yield f"  {count:>5}  {visible(name or 'no source')}"
    periods = counted(page.months)
    most = max((count for _, count in periods), default=0)
    for period, count in periods:
        yield f"{period:<8}{count:>4}  {'█' * max(round(BAR * count / most), 1 if count else 0)}"
