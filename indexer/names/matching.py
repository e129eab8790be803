"""Which names fit the name that a reader typed, and how well."""

from __future__ import annotations

from enum import IntEnum

from indexer.names.articles import article_variant, stems, without_article
from indexer.names.family import leading_family, same_family, variant_family
from indexer.names.given import GivenMatch, match_given, match_middle
from indexer.names.parsing import PersonName
from indexer.names.spelling import is_variant


class Level(IntEnum):
    """How well a name fits the one that was asked for; lower is better.

    SAME: the same names, or as many of them as both have.
    PART: what was asked for is the family name, an initial with it, or the end of a longer name.
    VARIANT: another spelling or short form of the name.
    WEAK: what was asked for is a given name, the beginning of a longer name, or a word of an
        organisation's; meant only if nothing better fits.
    GENERATION: the name is another generation's ("Jr."); the same.
    KIN: the name lacks the generation or the given name that was asked for: it may be someone
        else's, and is never meant.
    """

    SAME = 0
    PART = 1
    VARIANT = 2
    WEAK = 3
    GENERATION = 4
    KIN = 5


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
    """Whole words of an organisation's name: "Carver" is not the Carver Foundation first."""
    wanted, whole = asked.words, name.words
    if wanted == whole:
        return Level.SAME  # "the Tribune" for "Tribune", which could be a family name
    if asked.suffix or not name.is_organisation or not _has_run(whole, wanted):
        return None
    is_head = asked.is_organisation or wanted == whole[-len(wanted) :]
    return Level.PART if is_head else Level.WEAK


def _match_single(asked: PersonName, name: PersonName) -> Level | None:
    if asked.is_regnal != name.is_regnal and not (name.is_regnal or name.is_bare):
        return None
    if asked.suffix and asked.suffix != name.suffix:
        return Level.KIN if same_family(asked, name) and not name.suffix else None
    if same_family(asked, name) and (name.particles or not asked.particles):
        return Level.PART
    if leading_family(name) == asked.family:
        return Level.PART
    if variant_family(asked, name) or article_variant(asked, name):
        return Level.VARIANT
    return Level.WEAK if asked.family in name.given[:1] else None


def _match_full(asked: PersonName, name: PersonName) -> Level | None:
    if not name.given:
        # A family name alone may be anyone's.
        return Level.KIN if name.is_bare and same_family(asked, name) else None
    level = _match_given(asked, name)
    if level is None:
        level = _match_run(asked, name)
    family = without_article(asked)
    if level is None and family and (name.has_article or len(stems(name)) > 1):
        level = _match_single(family, name)
    return level


def _match_given(asked: PersonName, name: PersonName) -> Level | None:
    """Given name with given name, family name with family name."""
    given = match_given(asked.given[0], name.given[0])
    if given is None and is_variant(asked.given[0], name.given[0]):
        given = GivenMatch.VARIANT  # "Hilary" is no other name, even if it may be another woman's
    if given is None or not match_middle(asked.given[1:], name.given[1:]):
        return None
    if asked.suffix != name.suffix:
        if not same_family(asked, name) or (asked.suffix and name.suffix):
            return None
        return Level.KIN if asked.suffix else Level.GENERATION
    if same_family(asked, name):
        if given == GivenMatch.EQUAL:
            return Level.SAME
        is_initial = given == GivenMatch.INITIAL and len(asked.given[0]) == 1
        return Level.PART if is_initial else Level.VARIANT
    is_variant_family = variant_family(asked, name) or article_variant(asked, name)
    return Level.VARIANT if given != GivenMatch.INITIAL and is_variant_family else None


def _match_run(asked: PersonName, name: PersonName) -> Level | None:
    """Two or more words of a longer name, at its end, or written together otherwise."""
    if asked.suffix and asked.suffix != name.suffix:
        return None
    wanted, whole = asked.words, name.words
    if "".join(wanted) in {"".join(whole[start:]) for start in range(len(whole))}:
        return Level.PART
    return Level.WEAK if wanted == whole[: len(wanted)] else None


def _has_run(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    length = len(wanted)
    return any(words[start : start + length] == wanted for start in range(len(words) - length + 1))
