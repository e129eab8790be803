"""The normalised names of an archive, and which full names are one person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np

from indexer.names.family import (
    family_consonant_keys,
    is_common,
    is_foreign_family,
    same_family,
    variant_family,
)
from indexer.names.given import GivenMatch, match_given, match_middle
from indexer.names.graph import join
from indexer.names.lists import formal_names
from indexer.names.occurrences import NONE, Column, Occurrences, runs
from indexer.names.parsing import PersonName, parse_name
from indexer.names.roles import role_words
from indexer.names.spelling import consonant_key, sounds_alike

MOST_INITIALS = 50
"""Full names with one family name and first letter; with more, an initial says nothing."""


class _Table(NamedTuple):
    """Occurrences in order of their names, as columns of the same length."""

    documents: Column
    roles: Column
    titles: Sequence[str]


class Form:
    """A normalised name: spellings that differ only in case, diacritics, titles and articles.

    Few forms are compared with others, so most of what is known of a form is read when it is asked
    for.

    Args:
        name: The name, the same for all spellings.
        table: Where all occurrences are.

    Attributes:
        name: As given.
        is_sure: Whether it is sure of a quote that somebody of this name speaks.
    """

    def __init__(self, name: PersonName, table: _Table) -> None:
        self.name = name
        self.is_sure = False
        self._table = table
        self._runs: list[slice] = []

    def add(self, run: slice, *, is_sure: bool) -> None:
        """Add the occurrences of a spelling."""
        self._runs.append(run)
        self.is_sure |= is_sure

    @cached_property
    def documents(self) -> frozenset[int]:
        """Where the name occurs."""
        return frozenset[int]().union(*(self._table.documents[run].tolist() for run in self._runs))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Distinctive words of the roles that are written with the name."""
        held = set[int]().union(*(self._table.roles[run].tolist() for run in self._runs)) - {NONE}
        return frozenset[str]().union(*(role_words(self._table.titles[one]) for one in held))

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the family name comes from another script, so that it has several spellings."""
        return is_foreign_family(self.name)


@dataclass(slots=True)
class Forms:
    """All forms, in order of first occurrence, and the number of the form of each spelling."""

    all: list[Form] = field(default_factory=list)
    of: dict[str, int] = field(default_factory=dict)


def collect_forms(occurrences: Occurrences, *, graded: bool = True) -> Forms:
    """Gather occurrences into forms.

    Args:
        occurrences: Who is quoted where.
        graded: Whether it is known which quotes are sure; if not, all count as sure.
    """
    forms = Forms()
    by_key: dict[tuple[str, ...], int] = {}
    order = np.argsort(occurrences.names, kind="stable")
    table = _Table(occurrences.documents[order], occurrences.roles[order], occurrences.titles)
    names = occurrences.names[order]
    begins, ends = runs(names)
    sure = (occurrences.likely < occurrences.quotes)[order]
    is_sure = np.logical_or.reduceat(sure, begins) if len(begins) else sure
    # A stable order keeps the first occurrence of a name first.
    by_first = np.argsort(order[begins])
    columns = (column[by_first].tolist() for column in (names[begins], begins, ends, is_sure))
    for place, begin, end, surely in zip(*columns, strict=True):
        written = occurrences.written[place]
        name = parse_name(written)
        # A name without letters is equal only to itself.
        key = name.key if name.family else ("", written)
        number = by_key.setdefault(key, len(forms.all))
        if number == len(forms.all):
            forms.all.append(Form(name, table))
        forms.of[written] = number
        forms.all[number].add(slice(begin, end), is_sure=surely or not graded)
    return forms


def join_forms(forms: Forms, different: frozenset[tuple[int, int]] = frozenset()) -> list[int]:
    """For each form the number of a form that stands for the same person.

    A form that is not sure joins the one person that it fits, if there is just one, and never
    joins other forms.

    Args:
        forms: All forms of names.
        different: Pairs of forms, the lower number first, that are two people's in any case.
    """

    def contradict(one: int, other: int) -> bool:
        if _ordered(one, other) in different:
            return True
        return _relation(forms.all[one], forms.all[other]) is _Relation.TWO

    same = {
        (one, other)
        for one, other in set(_candidates(forms.all)) - different
        if _relation(forms.all[one], forms.all[other]) is _Relation.ONE
    }
    is_sure = [form.is_sure for form in forms.all]
    sure = sorted((one, other) for one, other in same if is_sure[one] and is_sure[other])
    groups = join(len(forms.all), sure, contradict)
    fitting: dict[int, set[int]] = {}
    for pair in same:
        for doubtful, other in (pair, pair[::-1]):
            if is_sure[other] and not is_sure[doubtful]:
                fitting.setdefault(doubtful, set()).add(groups[other])
    members: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    for doubtful, found in fitting.items():
        if len(found) == 1:
            (group,) = found
            if not any(contradict(doubtful, member) for member in members[group]):
                groups[doubtful] = group
    return groups


def _candidates(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs of full names that may be one person's: they share a key, and can be one family name.

    A pair may come more than once.
    """
    shared: dict[tuple[str, str], list[int]] = {}
    initials: dict[tuple[str, str], list[int]] = {}
    nicknames = formal_names()
    for number, form in enumerate(forms):
        name = form.name
        if not name.given:
            continue
        first = name.given[0]
        keys = {first, *nicknames.get(first, ()), f"~{consonant_key(first)}"}
        for family in family_consonant_keys(name):
            initials.setdefault((family, first[0]), []).append(number)
            if len(first) > 1:
                for key in keys:
                    shared.setdefault((family, key), []).append(number)
    for numbers in shared.values():
        if 1 < len(numbers) <= MOST_INITIALS:
            yield from _of_one_family(forms, numbers)
    for numbers in initials.values():
        if 1 < len(numbers) <= MOST_INITIALS:
            short = [number for number in numbers if len(forms[number].name.given[0]) == 1]
            yield from (_ordered(one, other) for one in short for other in numbers if one != other)


def _of_one_family(forms: Sequence[Form], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs with one family name, or with one from another script; the lower number first."""
    families = [forms[number].name.family for number in numbers]
    if all(family == families[0] for family in families):
        yield from combinations(numbers, 2)
        return
    of = dict(zip(numbers, families, strict=True))
    foreign = {number for number in numbers if forms[number].is_foreign}
    for one, other in combinations(numbers, 2):
        if of[one] == of[other] or one in foreign or other in foreign:
            yield one, other


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


class _Relation(Enum):
    """What two names are: one person's, two people's, or not sure to be either."""

    ONE = "one"
    OPEN = "open"
    TWO = "two"


def _relation(form: Form, other: Form) -> _Relation:
    a, b = form.name, other.name
    given = match_given(a.given[0], b.given[0])
    if given is None or a.suffix != b.suffix or not match_middle(a.given[1:], b.given[1:]):
        return _Relation.TWO
    is_same = given == GivenMatch.EQUAL
    if same_family(a, b):
        if is_same and not _adds_a_name(a, b):
            return _Relation.ONE
        # There are too many Mary Smiths to be sure that one is Mary Louise Smith.
        is_same = is_same and not is_common(a)
    else:
        # Only names from another script have two spellings of one family name.
        if not (form.is_foreign or other.is_foreign) or not variant_family(a, b):
            return _Relation.TWO
        if given not in (GivenMatch.EQUAL, GivenMatch.VARIANT):
            return _Relation.OPEN
        is_same = is_same and sounds_alike(a.family, b.family)
    # A text that uses two such names means two people.
    if not form.documents.isdisjoint(other.documents):
        return _Relation.TWO
    # A Steve and a Steven of one family name are often two people: their roles must agree too.
    if is_same or not form.roles.isdisjoint(other.roles):
        return _Relation.ONE
    return _Relation.OPEN


def _adds_a_name(a: PersonName, b: PersonName) -> bool:
    """Whether one has a middle name, not only an initial, where the other has none."""
    shorter, longer = sorted((a.given, b.given), key=len)
    return any(len(name) > 1 for name in longer[len(shorter) :])
