"""Tests of `indexer.store.vectors.float16`."""

from __future__ import annotations

import numpy as np

from indexer.store.vectors.float16 import SCALE, moved


def test_every_finite_number_comes_out_exactly() -> None:
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]

    widened = moved(finite) * SCALE

    assert np.array_equal(widened, finite.astype(np.float32))
    assert np.array_equal(np.signbit(widened), np.signbit(finite))


def test_a_product_with_the_scale_on_the_other_side_is_the_same() -> None:
    rows = np.array([[0.5, -0.25, 6e-8], [1.0, 0.0, -0.0]], dtype=np.float16)
    query = np.array([0.1, 0.7, 0.9], dtype=np.float32)

    products = moved(rows) * (query * SCALE)

    assert np.array_equal(products, rows.astype(np.float32) * query)
