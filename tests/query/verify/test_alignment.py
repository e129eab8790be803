"""Least edit distance, against a plain implementation of the same, and its steps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.verify.alignment import EDIT, OTHER_FORM, coded, costs, suffix_costs
from query.verify.claim import Claim, read_claim
from query.verify.steps import Kind, align
from query.verify.words import Word

SAID = "We will not rebuild the old bridge unless the council pays for all of it".lower().split()
WORDS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=6)


def claim_of(forms: list[str], gaps: frozenset[int] = frozenset()) -> Claim:
    words = tuple(Word(form, 2 * place, 2 * place + 1) for place, form in enumerate(forms))
    return Claim(" ".join(forms), words, gaps, frozenset())


def plain_cost(claim: list[str], said: list[str], gaps: frozenset[int]) -> int:
    """The cost by trying every word one after the other."""
    row = [0] * (len(said) + 1)
    for place, form in enumerate(claim):
        new = [row[0] + EDIT]
        for column, word in enumerate(said):
            through = row[column] + (EDIT if word != form else 0)
            new.append(min(through, row[column + 1] + EDIT, new[column] + EDIT))
        if place + 1 in gaps and place + 1 < len(claim):
            new = [min(new[: column + 1]) for column in range(len(new))]
        row = new
    return min(row)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=4), st.frozensets(st.integers(0, 6)))
def test_the_cost_is_the_least_in_every_statement(
    forms: list[str], statements: list[list[str]], gaps: frozenset[int]
):
    claim = claim_of(forms, gaps)
    expected = [plain_cost(forms, said, gaps) for said in statements]

    assert costs(claim, list(map(coded, statements)))[-1].tolist() == expected
    assert suffix_costs(claim, list(map(coded, statements)))[0].tolist() == expected


@given(WORDS, WORDS, st.frozensets(st.integers(0, 6)))
def test_the_steps_are_an_alignment_of_that_cost(
    forms: list[str], said: list[str], gaps: frozenset[int]
):
    alignment = align(claim_of(forms, gaps), coded(said))

    assert [step.claim for step in alignment.steps if step.claim is not None] == list(
        range(len(forms))
    )
    used = [step.said for step in alignment.steps if step.said is not None]
    assert used == list(range(alignment.start, alignment.end))
    for step in alignment.steps:
        if step.kind is Kind.SAME:
            assert forms[step.claim or 0] == said[step.said or 0]
    assert EDIT * alignment.edits == plain_cost(forms, said, gaps)


@pytest.mark.parametrize(
    ("wording", "edits", "kinds"),
    [
        ("we will not rebuild the old bridge", 0, set()),
        ("we will rebuild the old bridge", 1, {Kind.DROPPED}),
        ("we will never rebuild the old bridge", 1, {Kind.CHANGED}),
        ("we will not ever rebuild the old bridge", 1, {Kind.ADDED}),
        ("we will not rebuild ... unless the council pays", 0, {Kind.LEFT_OUT}),
        ("we will not [ever] rebuild", 0, {Kind.ADDED}),
    ],
)
def test_what_became_of_the_words(wording: str, edits: int, kinds: set[Kind]):
    alignment = align(read_claim(wording), coded(SAID))

    assert alignment.edits == edits
    assert {step.kind for step in alignment.steps} - {Kind.SAME} == kinds


def test_the_error_rate_is_by_the_words_that_were_said():
    alignment = align(read_claim("we will rebuild the old bridge"), coded(SAID))

    assert alignment.error_rate == pytest.approx(1 / 7)


def test_no_statement_costs_nothing():
    assert costs(read_claim("two words"), []).shape == (3, 0)
    assert np.array_equal(costs(read_claim("two words"), [coded([])])[-1], [2 * EDIT])


def test_another_form_of_a_word_costs_less_and_is_an_edit():
    alignment = align(read_claim("they are promising it"), coded(["they're", "promises", "it"]))

    assert costs(read_claim("promising it"), [coded(["promises", "it"])])[-1] == [OTHER_FORM]
    assert [step.kind for step in alignment.steps].count(Kind.CHANGED) == 2
    assert alignment.edits == 3


def test_the_last_word_is_changed_rather_than_left_and_another_added():
    alignment = align(read_claim("he has to accept it and he can"), coded(["and", "he", "can't"]))

    assert alignment.steps[-1].kind is Kind.CHANGED
