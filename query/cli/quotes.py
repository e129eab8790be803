"""What `whosaid quotes` and `whosaid speakers` do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indexer.store.index import Index
from indexer.terminal import FOUND, NOTHING, say
from query.cli.opening import open_quote_engine
from query.parse.tree import Filter
from query.render.formats import Format
from query.settings import Settings

if TYPE_CHECKING:
    from query.hits.quote_hit import QuoteAnswer

DEFAULT_LIMIT = 10
"""Quotes about a topic that are shown unless --limit says otherwise."""

LISTED = 50
"""Quotes by date that are shown unless --limit says otherwise."""


def find_quotes(index: Path, topic: str | None, settings: Settings, chosen: Format) -> int:
    """Show quotes about a topic, or all by date; returns the exit status."""
    with open_quote_engine(index, is_encoding=topic is not None) as engine:
        answer = engine.by_date(settings) if topic is None else engine.search(topic, settings)
    for note in (*answer.notes, *_left_out(answer, settings)):
        say(f"note: {note}")
    chosen.writer().quotes(answer)
    if answer.hits:
        return FOUND
    say("nothing found" if answer.searched else "no quote satisfies the conditions and filters")
    return NOTHING


def list_speakers(
    index: Path,
    pattern: str | None,
    limit: int | None,
    chosen: Format,
    *,
    variants: bool = True,
    sure: bool = False,
    filters: Filter | None = None,
    role: str | None = None,
) -> int:
    """Show who is quoted; returns the exit status.

    A pattern is also read as a name, as `--speaker` reads it. With filters, only the
    quotes of the articles that they admit count; with a role, only people who are called so.
    """
    from query.speakers.directory import Directory
    from query.speakers.listing import list_people

    opened = Index.open(index)
    try:
        directory = Directory(opened.catalog, sure_only=sure)
        found = list_people(
            directory, opened.catalog, pattern, variants=variants, filters=filters, role=role
        )
    finally:
        opened.close()
    for note in found.notes:
        say(f"note: {note}")
    people = found.people
    chosen.writer().speakers(people[:limit])
    if not people:
        say(_nobody(pattern, filters, role))
        return NOTHING
    if limit is not None and limit < len(people):
        say(f"note: {limit} of {len(people)} speakers; --limit shows more")
    return FOUND


def _nobody(pattern: str | None, filters: Filter | None, role: str | None) -> str:
    narrowed = " in this role" if role else ""
    narrowed += " in the articles that the filters admit" if filters is not None else ""
    who = "nobody with such a name is quoted" if pattern else "nobody is quoted by name"
    return who + narrowed


def show_person(
    index: Path, name: str, chosen: Format, *, variants: bool = True, sure: bool = False
) -> int:
    """Show a page on a person; returns the exit status."""
    from query.render.timeline.person import present_page
    from query.timeline.person import page_of

    with open_quote_engine(index, is_encoding=False) as engine:
        page = page_of(engine, name, variants=variants, sure=sure)
    present_page(page, chosen)
    return FOUND


def _left_out(answer: QuoteAnswer, settings: Settings) -> list[str]:
    """A note on a list that was cut. A ranking has no end to speak of."""
    shown = settings.offset + len(answer.hits)
    if answer.question is not None or shown >= answer.searched:
        return []
    return [f"{len(answer.hits)} of {answer.searched} quotes; --limit and --offset show others"]
