"""Whether two family names are one, in the same or in another spelling."""

from __future__ import annotations

from indexer.names.lists import given_names, words
from indexer.names.parsing import PersonName
from indexer.names.spelling import is_foreign, is_variant, skeleton


def same_family(one: PersonName, other: PersonName) -> bool:
    """Whether the family names are equal; particles count where both are written with some.

    >>> from indexer.names.parsing import parse_name
    >>> same_family(parse_name("Leyen"), parse_name("Ursula von der Leyen"))
    True
    """
    if one.family != other.family:
        return False
    return not one.particles or not other.particles or one.particles == other.particles


def variant_family(one: PersonName, other: PersonName) -> bool:
    """Whether the family names are spellings of one; equal names are.

    >>> from indexer.names.parsing import parse_name
    >>> variant_family(parse_name("Aljubouri"), parse_name("Hatem al-Jabouri"))
    True
    """
    if one.particles and other.particles and one.particles != other.particles:
        return False
    foreign = one.has_article or other.has_article
    return any(
        is_variant(a, b, foreign=foreign) for a in family_forms(one) for b in family_forms(other)
    )


def family_forms(name: PersonName) -> tuple[str, ...]:
    """The family name, and again without an article that is written as part of it."""
    family = name.family
    # Most Arabic family names with an article end in i; Albright, Allen and Alvarez do not.
    if family.startswith("al") and family.endswith("i") and len(family) > 6:
        return family, family[2:]
    return (family,)


def family_skeletons(name: PersonName) -> set[str]:
    """The keys under which all spellings of the family name are found."""
    return {skeleton(form) for form in family_forms(name)}


def leading_family(name: PersonName) -> str:
    """The family name of someone whose name may begin with it ("Kim Jong-un"), or ""."""
    if len(name.given) == 1 and name.given[0] in words()["family_first"]:
        return name.given[0]
    return ""


def first_families(name: PersonName) -> tuple[str, ...]:
    """What may be the first of two family names ("Ana Ríos Fuentes"), or nothing.

    Initials and known given names are none; other middle names look the same.
    """
    return tuple(
        word for word in name.given[1:][-1:] if len(word) > 2 and word not in given_names()
    )


def is_common(name: PersonName) -> bool:
    """Whether so many people have that family name that it alone tells nobody."""
    return name.family in words()["common"]


def is_telling(name: PersonName) -> bool:
    """Whether a family name alone can be taken for a certain person's in another document.

    Not if it is very common, or a given name, a place, a people or a newspaper too.
    """
    family = name.family
    return not (is_common(name) or family in words()["elsewhere"] or family in given_names())


def is_foreign_family(name: PersonName) -> bool:
    """Whether the family name shows that it comes from another script."""
    return name.has_article or any(map(is_foreign, family_forms(name)))
