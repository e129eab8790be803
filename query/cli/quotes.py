"""What `whosaid quotes` and `whosaid speakers` do."""

from __future__ import annotations

from pathlib import Path

from indexer.names.people import Person
from indexer.store.catalog.reader import Catalog
from indexer.store.index import Index
from indexer.terminal import FOUND, NOTHING, say
from indexer.text.analyzer import words
from query.hits.quote_hit import QuoteAnswer
from query.match.wording import WordingTest
from query.parse.filters import Sql, compile_filter
from query.parse.tree import Filter, SpokenBy
from query.parse.wildcards import has_wildcard
from query.quote_engine import QuoteEngine
from query.render.formats import Format
from query.settings import Settings
from query.speakers.directory import Directory, meant

DEFAULT_LIMIT = 10
"""Quotes about a topic that are shown unless --limit says otherwise."""

LISTED = 50
"""Quotes by date that are shown unless --limit says otherwise."""


def find_quotes(index: Path, topic: str | None, settings: Settings, chosen: Format) -> int:
    """Show quotes about a topic, or all by date; returns the exit status."""
    with QuoteEngine.open(index) as engine:
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
    opened = Index.open(index)
    try:
        directory = Directory(opened.catalog, sure_only=sure)
        for note in directory.damage:
            say(f"note: {note}")
        within = None
        if filters is not None:
            within = frozenset(opened.catalog.matching(*_compiled(opened.catalog, filters)))
        people = directory.everyone(pattern, within=within)
        if pattern and not has_wildcard(pattern):
            fitting = {one.name for one in people}
            named = {one.person.name for one in meant(directory.find(pattern, variants))}
            if named - fitting or not people:
                every = directory.everyone(within=within)
                people = [one for one in every if one.name in named | fitting]
                for note in directory.notes([SpokenBy(pattern, variants)]):
                    say(f"note: {note}")
    finally:
        opened.close()
    if role is not None:
        people = [one for one in people if _is_called(one, role)]
    chosen.writer().speakers(people[:limit])
    if not people:
        say(_nobody(pattern, filters, role))
        return NOTHING
    if limit is not None and limit < len(people):
        say(f"note: {limit} of {len(people)} speakers; --limit shows more")
    return FOUND


def _is_called(person: Person, role: str) -> bool:
    """Whether a person has a role with these words as written: a senator is no Senate leader."""
    split = words(role)
    test = WordingTest(split) if split else None
    return test is not None and any(test.found_in(one.role) is not None for one in person.roles)


def _compiled(catalog: Catalog, filters: Filter) -> Sql:
    return compile_filter(filters, catalog.distinct)


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

    with QuoteEngine.open(index) as engine:
        page = page_of(engine, name, variants=variants, sure=sure)
    present_page(page, chosen)
    return FOUND


def _left_out(answer: QuoteAnswer, settings: Settings) -> list[str]:
    """A note on a list that was cut. A ranking has no end to speak of."""
    shown = settings.offset + len(answer.hits)
    if answer.question is not None or shown >= answer.searched:
        return []
    return [f"{len(answer.hits)} of {answer.searched} quotes; --limit and --offset show others"]
