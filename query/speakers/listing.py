"""The people whom a reader's pattern or name means, for a list."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.names.people import Person
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import words
from query.match.wording import WordingTest
from query.parse.filters import compile_filter
from query.parse.tree import Filter, SpokenBy
from query.parse.wildcards import has_wildcard
from query.speakers.directory import Directory, meant


@dataclass(frozen=True, slots=True)
class Listing:
    """People who are quoted.

    Attributes:
        people: Most quoted first.
        notes: How the pattern was understood.
    """

    people: list[Person]
    notes: tuple[str, ...]


def list_people(
    directory: Directory,
    catalog: Catalog,
    pattern: str | None,
    *,
    variants: bool = True,
    filters: Filter | None = None,
    role: str | None = None,
) -> Listing:
    """The people whom a pattern fits; all without one.

    Args:
        directory: Of the index.
        catalog: Of the same state.
        pattern: Words of the name, or a shell pattern. Words are also read as a name.
        variants: Whether other spellings of the name count.
        filters: Which articles count, with the quotes in them; None for all.
        role: Words that a role of a person must have, or None.

    Raises:
        QuerySyntaxError: If a filter is malformed.
        IndexCorruptError: If the catalog is damaged.
    """
    notes, within = list(directory.damage), None
    if filters is not None:
        within = frozenset(catalog.matching(*compile_filter(filters, catalog.distinct)))
    people = directory.everyone(pattern, within=within)
    if pattern and not has_wildcard(pattern):
        fitting = {one.name for one in people}
        named = {one.person.name for one in meant(directory.find(pattern, variants))}
        if named - fitting or not people:
            every = directory.everyone(within=within)
            people = [one for one in every if one.name in named | fitting]
            notes += directory.notes([SpokenBy(pattern, variants)])
    if role is not None:
        people = [one for one in people if _is_called(one, role)]
    return Listing(people, tuple(notes))


def _is_called(person: Person, role: str) -> bool:
    """Whether a person has a role with these words as written: a senator is no Senate leader."""
    split = words(role)
    test = WordingTest(split) if split else None
    return test is not None and any(test.found_in(one.role) is not None for one in person.roles)
