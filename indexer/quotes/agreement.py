"""How words and people fit: a pronoun and a gender, a role noun and a title."""

from __future__ import annotations

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.occurrences import ROLE_OF_TITLE
from indexer.quotes.people import Person


def plain_titles(person: Person) -> set[str]:
    """The titles of a person as role nouns, those of deputies left out."""
    if "vice" in person.titles or "deputy" in person.titles:
        return set()
    return {ROLE_OF_TITLE.get(title, title) for title in person.titles}


def is_personal(person: Person) -> bool:
    """Whether anything shows that a name is a person's."""
    return not person.is_organisation and (
        bool(person.titles) or bool(person.roles) or person.speaks or abs(person.gender) > 1
    )


def sort_of_name(person: Person) -> str:
    """How sure it is that a name is a person's."""
    if person.is_organisation:
        return "o"
    if person.first in given_names() or person.titles:
        return "p"
    return "2" if person.first else "1"


def agreement(person: Person, word: str) -> str:
    """How "he" or "she" agrees with a person's gender; "-" for other words."""
    if word not in ("he", "she"):
        return "-"
    if person.is_organisation:
        return "org"
    evidence = person.gender if word == "he" else -person.gender
    if evidence > 1.0:
        return "yes"
    if evidence > 0.2:
        return "weak"
    if evidence >= -0.2:
        return "unknown"
    return "doubt" if evidence >= -1.0 else "no"


_SAME_ROLE = {
    "congresswoman": "congressman",
    "lawmaker": "congressman",
    "representative": "congressman",
    "chairwoman": "chairman",
    "chair": "chairman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "businesswoman": "businessman",
    "physician": "doctor",
}


def role_noun(head: str) -> str:
    """A role noun for comparison: one form for what several words say."""
    return _SAME_ROLE.get(head, head)


def noun_class(head: str) -> str:
    """The kind of source that a noun names, as one letter; "-" for all others."""
    lists = words()
    for name in ("anonymous_heads", "document_heads", "role_nouns", "plural_sources"):
        if head in lists[name]:
            return name[0]
    return "-"
