"""Curves of confidence: they rise, and follow the share of right names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.training.calibrate import Outcome, curves


def test_a_curve_has_the_share_of_right_names_of_each_step() -> None:
    low = [Outcome("name", 0.5, number < 30) for number in range(60)]
    high = [Outcome("name", 0.9, number < 54) for number in range(60)]
    assert curves(high + low) == {"name": [(0.5, 0.5), (0.9, 0.9)]}


def test_steps_that_fall_are_joined() -> None:
    low = [Outcome("name", 0.5, number < 54) for number in range(60)]
    high = [Outcome("name", 0.9, number < 30) for number in range(60)]
    assert curves(low + high) == {"name": [(0.7, 0.7)]}


def test_each_kind_has_a_curve_of_its_own() -> None:
    found = curves([Outcome("name", 1.0, True), Outcome("pronoun", 0.5, False)])
    assert found == {"name": [(1.0, 1.0)], "pronoun": [(0.5, 0.0)]}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=400))
def test_a_curve_rises_within_zero_and_one(drawn: list[tuple[float, bool]]) -> None:
    (curve,) = curves([Outcome("name", *one) for one in drawn]).values()
    assert [at for at, _ in curve] == sorted(at for at, _ in curve)
    assert [share for _, share in curve] == sorted(share for _, share in curve)
    assert all(0 <= share <= 1 for _, share in curve)
