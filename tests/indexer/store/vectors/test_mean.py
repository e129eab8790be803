"""Tests of `indexer.store.vectors.mean`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.vectors.mean import no_mean, packed, shared_mean, unpacked
from indexer.store.vectors.reader import sign_words


def cone(count: int, dimension: int, seed: int, share: float = 0.9) -> np.ndarray:
    """Unit rows around one direction, as many multilingual encoders give them."""
    chance = np.random.default_rng(seed)
    middle = chance.standard_normal(dimension)
    rows = chance.standard_normal((count, dimension))
    middle, rows = middle / np.linalg.norm(middle), rows / np.linalg.norm(rows, axis=1)[:, None]
    rows = share * middle + np.sqrt(1 - share**2) * rows
    return (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32)


@given(st.integers(1, 200), st.integers(0, 2**32 - 1))
def test_a_mean_comes_back_from_its_text(dimension: int, seed: int):
    mean = shared_mean(cone(300, dimension, seed))

    assert np.array_equal(unpacked(packed(mean), dimension), mean)


def test_vectors_in_all_directions_have_no_mean():
    mean = shared_mean(cone(300, 64, 1, share=0.3))

    assert not mean.any()
    assert packed(mean) == ""
    assert np.array_equal(unpacked("", 64), no_mean(64))


def test_the_bits_of_a_cone_differ_only_against_its_mean():
    rows = cone(2_000, 128, 2)
    mean = shared_mean(rows)

    def constant(against: np.ndarray) -> float:
        """The share of the bits that nearly all rows have alike."""
        share = (rows > against).mean(axis=0)
        return float(((share < 0.1) | (share > 0.9)).mean())

    assert constant(no_mean(128)) > 0.5
    assert constant(mean) == 0
    assert not np.array_equal(sign_words(rows, mean), sign_words(rows, no_mean(128)))


@pytest.mark.parametrize("text", ["AAA", "é", packed(np.full(3, 0.5, dtype=np.float16))])
def test_a_text_that_holds_no_mean_is_refused(text: str):
    with pytest.raises(ValueError, match="not what was written"):
        unpacked(text, 4)


def test_numbers_beyond_a_unit_vector_are_refused():
    for value in (2.0, np.nan, np.inf):
        text = packed(np.full(4, value, dtype=np.float16))
        with pytest.raises(ValueError, match="out of range"):
            unpacked(text, 4)
