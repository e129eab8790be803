"""What the rankers' probabilities are worth, and the grades."""

from __future__ import annotations

import pytest

from indexer.quotes.confidence import Confidence, grade_of
from indexer.records import Grade


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0.0, 0.0), (0.25, 0.1), (0.5, 0.2), (0.6, 0.3), (0.75, 0.45), (1.0, 0.7), (1.2, 0.7)],
)
def test_between_two_points_the_share_is_interpolated(probability: float, expected: float) -> None:
    confidence = Confidence({"name": [(0.5, 0.2), (1.0, 0.7)]})
    assert confidence.of("name", probability) == pytest.approx(expected)


def test_a_kind_without_a_curve_keeps_its_probabilities() -> None:
    confidence = Confidence({})
    assert confidence.of("name", 0.4) == 0.4
    assert confidence.of("name", 1.0000001) == 1.0


def test_the_grades_follow_the_confidence() -> None:
    assert grade_of(1.0) is Grade.SURE
    assert grade_of(0.8) is Grade.LIKELY
    assert grade_of(0.5) is Grade.UNSURE
