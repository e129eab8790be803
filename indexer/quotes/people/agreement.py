"""Whether a word can refer to a person: a pronoun and a gender, a role noun and a title."""

from __future__ import annotations

from collections.abc import Collection

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import given_names, pairs, words
from indexer.quotes.people.descriptions import role_key
from indexer.quotes.people.person import Person


class NameSort(FeatureEnum):
    """How sure it is that a name is a person's."""

    ORGANISATION = "o"
    PERSON = "p"  # a known given name or a title says so
    SEVERAL_WORDS = "2"
    ONE_WORD = "1"


class Agreement(FeatureEnum):
    """How "he" or "she" agrees with a person's gender."""

    YES = "yes"
    WEAK = "weak"
    UNKNOWN = "unknown"
    DOUBT = "doubt"
    NO = "no"
    ORGANISATION = "org"
    NOT_ASKED = "-"  # the word is neither


def title_roles(person: Person) -> set[str]:
    """The titles of a person as roles, see `role_key`."""
    return roles_of(person.titles)


def roles_of(titles: Collection[str]) -> set[str]:
    """Titles as roles, honorifics left out."""
    offices = words()["honorifics"].isdisjoint
    return {
        role_key(pairs("role_of_title").get(one, one), titles) for one in titles if offices((one,))
    }


def is_personal(person: Person) -> bool:
    """Whether anything shows that a name is a person's.

    Two words that have no article and are no place of anything pass for a name: no list knows
    all given names.
    """
    if person.is_organisation:
        return False
    is_shown = person.speaks or bool(person.titles or person.roles) or abs(person.gender) > 1
    is_full = bool(person.first)
    return is_shown or (is_full and not (person.with_article or person.located))


def name_sort(person: Person) -> NameSort:
    """How sure it is that a name is a person's."""
    if person.is_organisation:
        return NameSort.ORGANISATION
    if person.first in given_names() or person.titles:
        return NameSort.PERSON
    return NameSort.SEVERAL_WORDS if person.first else NameSort.ONE_WORD


def is_thing(person: Person) -> bool:
    """Whether a name behaves as a thing's or a place's, and nothing shows a person's.

    "The Roe Gardens", "in Dunmore": most of its mentions have an article or stand after "in",
    or it is one word and never the subject of a sentence.
    """
    if person.is_organisation:
        return True
    # A "she" beside "in Dunmore" says nothing of Dunmore.
    if name_sort(person) == NameSort.PERSON or abs(person.named_gender) > 1:
        return False
    total = len(person.occurrences)
    if 2 * person.with_article > total or 2 * person.located > total:
        return True
    return not (person.first or person.acts or is_personal(person))


def agreement(person: Person, word: str) -> Agreement:
    """How "he" or "she" agrees with a person's gender."""
    if word not in ("he", "she"):
        return Agreement.NOT_ASKED
    if person.is_organisation:
        return Agreement.ORGANISATION
    evidence = person.gender if word == "he" else -person.gender
    if evidence > 1.0:
        return Agreement.YES
    if evidence > 0.2:
        return Agreement.WEAK
    if evidence >= -0.2:
        return Agreement.UNKNOWN
    return Agreement.DOUBT if evidence >= -1.0 else Agreement.NO


def is_other_side(role: str, person: Person) -> bool:
    """Whether a person has roles that exclude this one, and no role of the same side."""
    sides = pairs("sides")  # of a field: "politics.senate"
    own = sides.get(role)
    if own is None:
        return False
    others = [sides[one] for one in person.roles if one in sides]
    field = own.partition(".")[0] + "."
    return own not in others and any(one.startswith(field) for one in others)


def can_stand_for(person: Person, word: str) -> bool:
    """Whether a word, a pronoun or the first of a phrase, can mean this person at all."""
    if word in ("he", "she"):
        return not is_thing(person) and agreement(person, word) != Agreement.NO
    return True
