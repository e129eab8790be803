"""Whether a person is the annotated speaker. Training only.

The fields of an annotated quote that count here are `source_text`, `canonical` (full name, list of
names, or None) and `canonical_method`.
"""

from __future__ import annotations

from typing import Any

from indexer.quotes.people.names import same_first_name, suffix_of, surname_key, without_suffix
from indexer.quotes.people.person import Person

Gold = dict[str, Any]

# How far a name that the annotation derived for a pronoun can be relied on, by how it was
# derived: two ways that agree are best, one that the other contradicts is left out.
RELIANCE = {"prev_source(coref disagrees)": 0.0, "prev_source": 0.3, "coref": 0.2}
WRITTEN = "written"
"""The `canonical_method` of names that were written by hand; without a name nobody is named."""


def reliance(gold: Gold) -> float:
    """How far the name of an annotated quote can be relied on."""
    return RELIANCE.get(gold.get("canonical_method") or "", 1.0)


def is_told(gold: Gold) -> bool:
    """Whether the annotation tells who speaks, or by hand that nobody is named."""
    return bool(gold.get("canonical")) or gold.get("canonical_method") == WRITTEN


def is_right_name(person: Person, gold: Gold) -> bool | None:
    """Whether somebody is the annotated speaker; None where the annotation cannot tell.

    The annotation names nobody for "the governor" and seldom for a pronoun without a name.
    """
    if reliance(gold) < 1 or gold["source_text"] is None or not is_told(gold):
        return None
    return is_right_person(person, gold)


def is_right_person(person: Person | None, gold: Gold) -> bool:
    """Whether somebody, or nobody, is the annotated speaker."""
    names = names_of(gold)
    if person is None:
        return not names
    word = gold["source_text"].lower().strip()
    # The derived names contain slips that a pronoun's gender gives away.
    if (word == "he" and person.gender < -1) or (word == "she" and person.gender > 1):
        return False
    return any(_is_same(person, name) for name in names[:1])


def _is_same(person: Person, name: str) -> bool:
    words = tuple(name.replace("’s", "").split())
    plain = without_suffix(words)
    if surname_key(plain[-1]) != person.last or suffix_of(words) != suffix_of(person.name):
        return False
    return len(plain) == 1 or not person.first or same_first_name(person.first, plain[0].lower())


def names_of(gold: Gold) -> list[str]:
    """The names of the annotated speaker, the first the best; none for nobody."""
    canonical = gold.get("canonical")
    if not canonical:
        return []
    return [
        one for one in (canonical if isinstance(canonical, list) else [canonical]) if one.strip()
    ]
