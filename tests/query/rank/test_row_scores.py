"""Scores that are kept for few rows and ranked from a floor are those of the plain form."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from query.rank import row_scores
from query.rank.fusion import SCALE_RANK, Scale
from query.rank.ranking import best
from query.rank.row_scores import Impacts, RowScores
from tests.support.rows import by_number

ROWS = 300


@st.composite
def all_parts(draw: st.DrawFn) -> list[Impacts]:
    """What some terms add: to few rows or to many, with many equal scores."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    parts = []
    for size in draw(st.lists(st.sampled_from([0, 1, 4, 30, 120, ROWS]), max_size=5)):
        numbers = chance.choice(ROWS, size, replace=False).astype(np.int32)
        parts.append((numbers, chance.choice([0.1, 0.7, 2.5], size).astype(np.float32)))
    return parts


def plain(parts: list[Impacts]) -> NDArray[np.float32]:
    """The score of each row, term by term."""
    scores = np.zeros(ROWS, dtype=np.float32)
    for numbers, added in parts:
        scores[numbers] += added
    return scores


def plain_scale(scores: NDArray[np.float32]) -> Scale:
    top = -np.sort(-scores[scores > 0])
    return Scale.of(top[:SCALE_RANK], 0.0)


@given(all_parts(), st.sampled_from([0, 1, 16]), st.integers(1, 40), st.sampled_from([1, 2, 32]),
       st.none() | st.floats(0, 1), st.integers(0, 99))  # fmt: skip
def test_scores_ranking_and_scale_are_those_of_the_plain_form(
    parts: list[Impacts], many: int, depth: int, sample: int, share: float | None, seed: int
) -> None:
    expected = plain(parts)
    allowed = None if share is None else np.random.default_rng(seed).random(ROWS) < share

    with patch.object(row_scores, "MANY", many), patch.object(row_scores, "SAMPLE", sample):
        scores = RowScores(parts, ROWS)
        ranking = scores.best(allowed, depth, by_number)
        scale = scores.scale(allowed)

    assert scores.at(np.arange(ROWS)).tolist() == expected.tolist()
    assert list(ranking) == list(best(expected, allowed, depth, by_number))
    assert scale == plain_scale(expected if allowed is None else expected[allowed])
