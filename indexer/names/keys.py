"""The keys under which a name is looked up: its words, and its family name in every spelling."""

from __future__ import annotations

from indexer.names.family import family_skeletons
from indexer.names.parsing import PersonName, parse_name


def name_keys(text: str) -> list[str]:
    """All keys of a name, in order: each of its words, and "~" with each skeleton.

    They are part of the index's form: whatever changes them changes the format version.

    >>> name_keys("Atheel al-Nujaifi")
    ['atheel', 'nujaifi', '~njf']
    """
    name = parse_name(text)
    if not name.family:
        return []
    words = {*name.given, *name.family.split(), name.family}
    return sorted(words) + sorted(family_keys(name))


def family_keys(name: PersonName) -> set[str]:
    """The keys that all names share which may be the same person's.

    That is but for names that begin with the family name: these share its word.
    """
    return {f"~{skeleton}" for skeleton in family_skeletons(name)}
