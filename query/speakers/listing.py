"""The people whom a reader's pattern or name means, for a list."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.names.people import Person
from query.parse.tree import SpokenBy
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


def list_people(directory: Directory, pattern: str | None, *, variants: bool = True) -> Listing:
    """The people whom a pattern fits; all without one.

    Args:
        directory: Of the index.
        pattern: Words of the name, or a shell pattern. If it fits nobody, it is read as a name.
        variants: Whether other spellings of the name count.

    Raises:
        IndexCorruptError: If the catalog is damaged.
    """
    notes = list(directory.damage)
    people = directory.everyone(pattern)
    if pattern and not people:
        people = [one.person for one in meant(directory.find(pattern, variants))]
        notes += directory.notes([SpokenBy(pattern, variants)])
    return Listing(people, tuple(notes))
