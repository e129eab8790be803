"""The closer estimate is the product of a question's levels with the signs of a row."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.vectors.estimate import PLANES, estimates, levels
from indexer.store.vectors.mean import no_mean
from indexer.store.vectors.reader import sign_words


@given(seed=st.integers(0, 2**32 - 1), dimension=st.integers(1, 200), rows=st.integers(1, 20))
def test_it_sums_the_levels_of_the_components_that_a_row_has(seed: int, dimension: int, rows: int):
    chance = np.random.default_rng(seed)
    query = chance.standard_normal(dimension).astype(np.float32)
    vectors = chance.standard_normal((rows, dimension)).astype(np.float32)
    signs = sign_words(vectors, no_mean(dimension))
    numbers = chance.permutation(rows)

    found = estimates(list(np.ascontiguousarray(signs.T)), query, numbers)

    step = (query.max() - query.min()) / (2**PLANES - 1) or 1
    written = query.min() + step * np.rint((query - query.min()) / step)
    expected = (vectors[numbers] > 0) @ written
    np.testing.assert_allclose(found, expected, atol=1e-3)


def test_equal_components_have_one_level():
    low, step, planes = levels(np.full(70, 0.25, dtype=np.float32), 2)

    assert (low, step) == (0.25, 1.0)
    assert planes.shape == (PLANES, 2)
    assert not planes.any()
