"""The blocking keys of a name: its words, and its family name in every spelling."""

from __future__ import annotations

from indexer.names.family import family_consonant_keys
from indexer.names.parsing import PersonName, parse_name


def name_keys(text: str) -> list[str]:
    """All keys of a name, in order: each of its words, and "~" with each consonant key.

    They are part of the index format: a change of them needs a new format version.

    >>> name_keys("Atheel al-Nujaifi")
    ['atheel', 'nujaifi', '~njf']
    """
    name = parse_name(text)
    if not name.family:
        return []
    words = {*name.given, *name.family.split(), name.family}
    return sorted(words) + sorted(family_keys(name))


def family_keys(name: PersonName) -> set[str]:
    """The keys that all names of the same person share.

    Names that begin with the family name are an exception: they share its word.
    """
    return {f"~{key}" for key in family_consonant_keys(name)}
