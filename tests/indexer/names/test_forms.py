"""Which names are compared: no pair that could be one person's is left out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from indexer.names.family import family_consonant_keys
from indexer.names.forms import (
    MOST_INITIALS,
    Form,
    _candidates,
    _Relation,
    _relation,
    collect_forms,
)
from indexer.names.lists import formal_names
from indexer.names.occurrences import Occurrence, in_columns
from indexer.names.spelling import consonant_key

GIVEN = ("Bill", "William", "W.", "Mohammed", "Muhammad", "Jon", "John", "Ana", "Anna")
FAMILIES = ("al-Jubouri", "Jabouri", "Aljabouri", "Miller", "Muller", "Mueller", "Tarn", "Baker")

NAMES = st.builds(lambda given, family: f"{given} {family}".strip(), *map(st.sampled_from, (
    (*GIVEN, ""), FAMILIES,
)))  # fmt: skip
OCCURRENCES = st.lists(
    st.tuples(st.integers(0, 3), NAMES, st.sampled_from((None, "mayor of Tarn", "poet"))).map(
        lambda found: Occurrence(*found)
    ),
    max_size=12,
)


@given(OCCURRENCES)
def test_pairs_that_are_left_out_are_no_ones(occurrences: list[Occurrence]):
    forms = collect_forms(in_columns(occurrences)).all

    found, every = set(_candidates(forms)), plain_candidates(forms)

    assert found <= every
    assert {pair for pair in every if is_one(forms, pair)} == {
        pair for pair in found if is_one(forms, pair)
    }


@given(OCCURRENCES)
def test_a_form_knows_its_documents_and_roles(occurrences: list[Occurrence]):
    forms = collect_forms(in_columns(occurrences))

    for number, form in enumerate(forms.all):
        own = [one for one in occurrences if forms.of[one.name] == number]
        assert form.documents == {one.document for one in own}
        assert ("poet" in form.roles) == any(one.role == "poet" for one in own)


def is_one(forms: list[Form], pair: tuple[int, int]) -> bool:
    """Whether two forms are one person's names."""
    return _relation(forms[pair[0]], forms[pair[1]]) is _Relation.ONE


def plain_candidates(forms: list[Form]) -> set[tuple[int, int]]:
    """All pairs of full names that share a key."""
    shared: dict[tuple[str, str], list[int]] = {}
    initials: dict[tuple[str, str], list[int]] = {}
    for number, form in enumerate(forms):
        for first in form.name.given[:1]:
            keys = {first, *formal_names().get(first, ()), f"~{consonant_key(first)}"}
            for family in family_consonant_keys(form.name):
                initials.setdefault((family, first[0]), []).append(number)
                for key in keys if len(first) > 1 else ():
                    shared.setdefault((family, key), []).append(number)
    found = {
        pair
        for numbers in shared.values()
        if len(numbers) <= MOST_INITIALS
        for pair in combinations(numbers, 2)
    }
    for numbers in initials.values():
        if len(numbers) <= MOST_INITIALS:
            found |= {
                pair
                for pair in combinations(numbers, 2)
                if any(len(forms[one].name.given[0]) == 1 for one in pair)
            }
    return found
