"""Evidence -> probability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.answerable.model import COSINES, WORDS, model_for, probability

DEFAULT = "all-MiniLM-L6-v2"


@pytest.mark.parametrize(("encoder", "features"), [(DEFAULT, COSINES), (None, WORDS)])
def test_the_weights_are_those_of_the_features(encoder: str | None, features: dict[str, str]):
    model = model_for(encoder)

    assert model is not None
    assert set(model.weights) == set(features)


@pytest.mark.parametrize(("encoder", "features"), [(DEFAULT, COSINES), (None, WORDS)])
def test_words_that_are_absent_speak_against_an_answer(
    encoder: str | None, features: dict[str, str]
):
    model = model_for(encoder)
    assert model is not None
    middle = dict.fromkeys(features, 0.3)

    for name in features:
        more = model.odds({**middle, name: 0.6})
        speaks_for = name not in ("absent", "names absent", "low cosine")
        assert (more > model.odds(middle)) is speaks_for


def test_another_encoder_has_no_model():
    assert model_for("another") is None


@given(st.floats(allow_nan=False))
def test_a_probability_is_between_0_and_1(odds: float):
    assert 0 <= probability(odds) <= 1


def test_even_odds_are_a_half():
    assert probability(0.0) == 0.5
    assert probability(-1.0) + probability(1.0) == pytest.approx(1.0)
