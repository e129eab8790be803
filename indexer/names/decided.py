"""Who is one person by a reader's word, whatever the names say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from indexer.names.forms import Forms
from indexer.names.parsing import parse_name

Pair = tuple[str, str]
"""Two names; spellings that differ in case, diacritics, titles and articles are one name."""

Numbers = frozenset[tuple[int, int]]
"""Pairs of numbers of forms, the lower number first."""


def numbered(forms: Forms, pairs: Iterable[Pair]) -> Numbers:
    """The pairs of which both names occur, as numbers of their forms."""
    by_key = {form.name.key: number for number, form in enumerate(forms.all)}
    found = set()
    for pair in pairs:
        one, other = (by_key.get(parse_name(name).key) for name in pair)
        if one is not None and other is not None and one != other:
            found.add((min(one, other), max(one, other)))
    return frozenset(found)


def are_apart(different: Numbers, forms: Collection[int]) -> bool:
    """Whether two of these forms are different people's by a reader's word."""
    return any(one in forms and other in forms for one, other in different)


def joined_by_word(
    forms: Forms, groups: Sequence[int], same: Numbers, different: Numbers
) -> list[int]:
    """For each form the number of a form that stands for the same person.

    The groups of two names that are one person become one. If that would join people who are
    different by the reader's word, only the two names leave their groups for one of their own.
    Decisions that contradict each other join nobody.

    Args:
        forms: All forms of names.
        groups: For each the number that stands for its person, by the names alone.
        same: Who is one person.
        different: Who is not.
    """
    if not same:
        return list(groups)
    people: dict[int, set[int]] = {}
    for number, group in enumerate(groups):
        people.setdefault(group, set()).add(number)
    parts = list(people.values())
    for cluster in _clusters(same):
        if are_apart(different, cluster):
            continue
        touched = [part for part in parts if part & cluster]
        whole = set[int]().union(*touched)
        parts = [part for part in parts if not part & cluster]
        if are_apart(different, whole):
            parts += [part - cluster for part in touched if part - cluster]
            whole = cluster
        parts.append(whole)
    found = list(groups)
    for part in parts:
        stands = min(part, key=lambda number: _order(forms, number))
        for number in part:
            found[number] = stands
    return found


def _clusters(same: Numbers) -> list[set[int]]:
    clusters: list[set[int]] = []
    for pair in sorted(same):
        near = [one for one in clusters if one & set(pair)]
        clusters = [one for one in clusters if one not in near]
        clusters.append(set(pair).union(*near))
    return clusters


def _order(forms: Forms, number: int) -> tuple[bool, bool, int]:
    """A full name of which some quote is sure stands for a person before any other."""
    form = forms.all[number]
    return form.name.is_bare, not form.is_sure, number
