"""Other spellings of names in conditions: what a note announces is also found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from indexer.text.analyzer import terms
from query.match.did_you_mean import Unknown
from query.parse.tree import And, Condition, Near, Or, Phrase, Wording
from query.parse.wildcards import has_wildcard

Variants = Mapping[str, Sequence[tuple[str, ...]]]
"""For the term of a word, the terms that may stand in its place."""

MOST_READINGS = 32
"""Readings of one phrase; each word of it may have other spellings."""


def variants_of(unknown: Sequence[Unknown], spellings: Mapping[str, Sequence[str]]) -> Variants:
    """What may stand in the place of a word.

    Args:
        unknown: Words that no article has, with their variants.
        spellings: Names with their other spellings.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in unknown:
        meant = [one.variants] if one.is_compound else [(term,) for term in one.variants]
        for term in terms(one.word)[:1]:
            found.setdefault(term, []).extend(filter(None, meant))
    for name, others in spellings.items():
        for term in terms(name)[:1]:
            found.setdefault(term, []).extend(tuple(terms(other)) for other in others)
    return found


def with_variants(condition: Condition, variants: Variants) -> Condition:
    """The condition, satisfied by other spellings too; what it excludes stays as it is."""
    match condition:
        case And(parts) | Or(parts) if variants:
            return replace(condition, parts=tuple(with_variants(one, variants) for one in parts))
        case Wording(field, words) if not any(map(has_wildcard, words)):
            own = tuple(term for word in words for term in terms(word))
            others = (Phrase(field, other) for other in _others(own, variants))
            return _either(condition, tuple(others))
        case Phrase(_, own) | Near(_, own):
            changed = (replace(condition, terms=other) for other in _others(own, variants))
            return _either(condition, tuple(changed))
        case _:
            return condition


def _either(condition: Condition, others: tuple[Condition, ...]) -> Condition:
    return Or((condition, *others)) if others else condition


def _others(own: tuple[str, ...], variants: Variants) -> Iterator[tuple[str, ...]]:
    """The terms of a phrase with other spellings in it."""
    choices = [[(term,), *variants.get(term, ())] for term in own]
    readings = (tuple(term for part in parts for term in part) for parts in product(*choices))
    return (reading for reading in islice(readings, MOST_READINGS) if reading != own)
