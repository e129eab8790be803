"""What a reader means by a name that they typed: the people that it fits, best first."""

from __future__ import annotations

from enum import IntEnum

from indexer.names.family import leading_family, same_family, variant_family
from indexer.names.given import GivenMatch, match_given, match_middle
from indexer.names.parsing import PersonName
from indexer.names.spelling import is_variant


class Level(IntEnum):
    """How well a name fits the one that was asked for; lower is better.

    SAME: the same names, or as many of them as both have.
    PART: what was asked for is the family name, an initial with it, or words of a longer name.
    VARIANT: another spelling or short form of the name.
    GIVEN: what was asked for is a given name; meant only if nothing better fits.
    GENERATION: the name is another generation's ("Jr."); the same.
    """

    SAME = 0
    PART = 1
    VARIANT = 2
    GIVEN = 3
    GENERATION = 4


def match_name(asked: PersonName, name: PersonName) -> Level | None:
    """How well a name fits the one that was asked for, or None if it does not.

    >>> from indexer.names.parsing import parse_name
    >>> match_name(parse_name("Jabouri"), parse_name("Hatem al-Jubouri"))
    <Level.VARIANT: 2>
    """
    if not asked.family or not name.family:
        return None
    if asked.key == name.key:
        return Level.SAME
    if asked.is_organisation or name.is_organisation:
        return _match_words(asked, name)
    if asked.given:
        return _match_full(asked, name)
    return _match_single(asked, name)


def _match_words(asked: PersonName, name: PersonName) -> Level | None:
    """Whole words of an organisation's name."""
    wanted = " ".join((*asked.given, asked.family))
    return Level.PART if f" {wanted} " in f" {' '.join((*name.given, name.family))} " else None


def _match_single(asked: PersonName, name: PersonName) -> Level | None:
    if asked.is_regnal != name.is_regnal and not (name.is_regnal or name.is_bare):
        return None
    if same_family(asked, name) and (name.particles or not asked.particles):
        return Level.PART
    if leading_family(name) == asked.family:
        return Level.PART
    if variant_family(asked, name):
        return Level.VARIANT
    return Level.GIVEN if asked.family in name.given[:1] else None


def _match_full(asked: PersonName, name: PersonName) -> Level | None:
    if not name.given:
        return None  # a family name alone may be anyone's
    given = match_given(asked.given[0], name.given[0])
    if given is None and is_variant(asked.given[0], name.given[0]):
        given = GivenMatch.VARIANT  # "Hilary" is no other name, even if it may be another woman's
    if given is None or not match_middle(asked.given[1:], name.given[1:]):
        return None
    if asked.suffix != name.suffix:
        fits = same_family(asked, name) and given == GivenMatch.EQUAL
        return Level.GENERATION if fits and not asked.suffix else None
    if same_family(asked, name):
        if given == GivenMatch.EQUAL:
            return Level.SAME
        is_initial = given == GivenMatch.INITIAL and len(asked.given[0]) == 1
        return Level.PART if is_initial else Level.VARIANT
    return Level.VARIANT if given != GivenMatch.INITIAL and variant_family(asked, name) else None
