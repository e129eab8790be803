"""Floors under the verdicts, on claims made from the quotes of the tests' own articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from query.verify.verifier import Verifier
from tests.quality.claims import Maker, Tally, measure, statements_of
from tests.support.hashing import HashingEncoder


@pytest.fixture(scope="module")
def tallies(built_index: Path) -> Iterator[dict[str, Tally]]:
    with Verifier.open(built_index, HashingEncoder()) as verifier:
        cases = list(Maker(statements_of(verifier), seed=1).cases(each=8))
        yield measure(verifier, cases, failures=True)


def test_nothing_is_exact_that_is_not(tallies: dict[str, Tally]):
    assert sum(one.false_exact for one in tallies.values()) == 0


def test_nearly_all_verdicts_are_right(tallies: dict[str, Tally]):
    cases = sum(one.cases for one in tallies.values())

    assert cases >= 80
    assert sum(one.right for one in tallies.values()) >= 0.95 * cases


def test_changed_numbers_names_and_negations_are_flagged(tallies: dict[str, Tally]):
    assert all(one.flagged == one.flags for one in tallies.values())
