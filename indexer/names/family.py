"""Whether two family names are the same, in one or in two spellings."""

from __future__ import annotations

from indexer.names.lists import given_names, words
from indexer.names.parsing import PersonName
from indexer.names.spelling import consonant_key, is_variant, spelling


def same_family(one: PersonName, other: PersonName) -> bool:
    """Whether the family names are equal; particles count if both names have some.

    >>> from indexer.names.parsing import parse_name
    >>> same_family(parse_name("Leyen"), parse_name("Ursula von der Leyen"))
    True
    """
    if one.family != other.family:
        return False
    return not one.particles or not other.particles or one.particles == other.particles


def variant_family(one: PersonName, other: PersonName) -> bool:
    """Whether the family names are spellings of one name; equal names are.

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
    """The family name, and also without an article that is written as part of it."""
    family = name.family
    # Most Arabic family names with an article end in i; Albright, Allen and Alvarez do not.
    if family.startswith("al") and family.endswith("i") and len(family) > 6:
        return family, family[2:]
    return (family,)


def family_consonant_keys(name: PersonName) -> set[str]:
    """The consonant keys that all spellings of the family name share."""
    return {consonant_key(form) for form in family_forms(name)}


def leading_family(name: PersonName) -> str:
    """The first word if the name may begin with the family name ("Kim Jong-un"), or ""."""
    if len(name.given) == 1 and name.given[0] in words()["family_first"]:
        return name.given[0]
    return ""


def first_families(name: PersonName) -> tuple[str, ...]:
    """The word that may be the first of two family names ("Ana Ríos Fuentes"), if any.

    Initials and known given names are not; other middle names look the same.
    """
    return tuple(
        word for word in name.given[1:][-1:] if len(word) > 2 and word not in given_names()
    )


def is_common(name: PersonName) -> bool:
    """Whether so many people have the family name that it alone names nobody."""
    return name.family in words()["common"]


def is_distinctive(name: PersonName) -> bool:
    """Whether a family name alone can mean a person of another document.

    It cannot if it is very common, or is also a given name, a place, a people or a newspaper.
    """
    family = name.family
    return not (is_common(name) or family in words()["elsewhere"] or family in given_names())


def is_foreign_family(name: PersonName) -> bool:
    """Whether the family name shows that it comes from another script."""
    return name.has_article or any(spelling(form).is_foreign for form in family_forms(name))
