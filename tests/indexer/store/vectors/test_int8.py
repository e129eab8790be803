"""Tests of `indexer.store.vectors.int8`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer.store.vectors.int8 import cosines, decoded, encoded, unsound


def unit_rows(count: int, dimension: int, seed: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_number_stands_for_the_middle_of_a_step() -> None:
    codes = encoded(np.array([[0.6, -0.8, 0.0], [0.0, 1.0, 1e-9]], dtype=np.float32))

    assert codes.tolist() == [[95, -128, -1], [-1, 127, 0]]
    middles = np.array([95.5, -127.5, -0.5])
    assert decoded(codes)[0].tolist() == pytest.approx(middles / np.linalg.norm(middles))


@given(st.integers(1, 500), st.integers(0, 9), st.integers(0, 2**32 - 1))
def test_what_is_decoded_is_encoded_as_it_was(dimension: int, count: int, seed: int) -> None:
    rows = unit_rows(count, dimension, seed)
    codes = encoded(rows)

    assert np.array_equal(encoded(decoded(codes)), codes)
    assert unsound(codes).tolist() == []
    np.testing.assert_allclose(np.linalg.norm(decoded(codes), axis=1), 1, atol=1e-6)
    assert np.array_equal(decoded(codes) > 0, rows > 0)
    # Half a step is 1/255 of the largest component, and as much comes from the length.
    np.testing.assert_allclose(decoded(codes), rows, atol=2 / 255)


@given(st.integers(1, 500), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_a_cosine_is_that_of_the_decoded_row(dimension: int, count: int, seed: int) -> None:
    codes, query = encoded(unit_rows(count, dimension, seed)), unit_rows(1, dimension, seed + 1)[0]

    found = cosines(codes, query)

    np.testing.assert_allclose(found, decoded(codes) @ query, atol=1e-6)
    again = cosines(np.concatenate([codes[::-1], codes]), query)
    assert again[count:].tolist() == found.tolist() == again[:count][::-1].tolist()


@pytest.mark.parametrize("row", [[0, 0, 0], [126, -127, 5]])
def test_rows_that_are_never_written_are_unsound(row: list[int]) -> None:
    codes = np.array([[127, 0, 0], row, [0, -128, 0]], dtype=np.int8)

    assert unsound(codes).tolist() == [1]
