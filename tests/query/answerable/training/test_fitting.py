"""Learning weights: what a line finds, and how it is measured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from query.answerable.training.fitting import area, fit, held_out, importance, threshold
from query.answerable.training.observations import Observation


def seen(kind: str, near: float, questions: str = "a", *, whole: bool = True) -> Observation:
    return Observation(questions, "x", kind, whole, "?", {"near": near, "noise": (near * 7) % 1})


OBSERVATIONS = [
    *(seen("answered", 0.5 + n / 40, questions) for n in range(20) for questions in "ab"),
    *(seen("foreign", 0.0 + n / 40, questions) for n in range(24) for questions in "ab"),
]


def test_a_line_finds_what_tells_them_apart():
    line = fit(OBSERVATIONS, ["near", "noise"])
    scores = line.of(OBSERVATIONS)

    assert line.weights["near"] > abs(line.weights["noise"])
    assert area(scores[:40], scores[40:]) > 0.97


def test_a_collection_is_scored_by_a_line_that_did_not_see_it():
    odd = [seen("answered", 0.1, "odd"), seen("foreign", 0.9, "odd")]
    scores = held_out([*OBSERVATIONS, *odd], ["near"])

    assert not np.isnan(scores).any()
    assert scores[-2] < scores[-1]  # as the others have it


def test_collections_and_sizes_count_alike():
    observations = [seen("answered", 0.5)] * 9 + [seen("answered", 0.5, whole=False)]
    observations += [seen("answered", 0.5, "b")] * 3
    counts = importance(observations)

    assert counts[:9].sum() == pytest.approx(counts[9])
    assert counts[10:].sum() == pytest.approx(counts[9])


def test_few_answered_questions_lie_below_the_threshold():
    scores = np.arange(100, dtype=np.float64)

    assert (scores < threshold(scores)).sum() == 2


def test_the_area_of_perfect_and_of_equal_scores():
    assert area(np.array([1.0, 2.0]), np.array([0.0, 0.5])) == 1.0
    assert area(np.array([1.0]), np.array([1.0])) == 0.5
    assert area(np.array([0.0]), np.array([1.0])) == 0.0


_SCORES = arrays(np.float64, st.integers(1, 20), elements=st.integers(0, 5).map(float))


@given(_SCORES, _SCORES)
def test_the_area_is_the_share_of_pairs_in_order(answered, others):
    pairs = [(a > o) + (a == o) / 2 for a in answered for o in others]

    assert area(answered, others) == pytest.approx(np.mean(pairs))
    assert area(answered, others) == pytest.approx(1 - area(others, answered))
