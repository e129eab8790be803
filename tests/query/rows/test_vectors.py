"""The scan of sign bits: its distances, and which rows it keeps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from indexer.store.vectors.checksums import column_checksums, row_checksums
from indexer.store.vectors.forms import INT8
from indexer.store.vectors.int8 import decoded, encoded
from indexer.store.vectors.mean import no_mean
from indexer.store.vectors.reader import Vectors, sign_words
from indexer.store.vectors.rows import Rows
from indexer.store.vectors.scan import hamming_distances, nearest
from tests.support.rows import by_number


def unit_rows(count: int, dimension: int = 70, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def vectors_of(rows: NDArray[np.float32]) -> Vectors:
    codes = encoded(rows)
    signs = tuple(np.ascontiguousarray(sign_words(decoded(codes), no_mean(rows.shape[1])).T))
    numbers = np.arange(len(codes))
    sums = np.stack([row_checksums(codes, numbers, 0), column_checksums(signs, numbers, 0)], axis=1)
    return Vectors(Path("vectors"), Rows(INT8, codes), signs, sums)


@given(st.integers(1, 200), st.integers(0, 2**32 - 1))
@example(173, 387)
def test_the_distance_is_the_number_of_differing_signs(dimension: int, seed: int) -> None:
    rows = unit_rows(4, dimension, seed)
    query = unit_rows(1, dimension, seed + 1)

    distances = hamming_distances(vectors_of(rows), sign_words(query, no_mean(dimension))[0])

    assert distances.tolist() == ((rows > 0) != (query > 0)).sum(axis=1).tolist()


@given(hnp.arrays(np.uint16, st.integers(0, 60), elements=st.integers(0, 9)), st.integers(1, 70))
def test_the_nearest_are_the_first_by_distance_and_number(
    distances: NDArray[np.uint16], places: int
) -> None:
    expected = sorted(np.argsort(distances, kind="stable")[:places].tolist())

    assert nearest(distances, places, by_number).tolist() == expected


@given(hnp.arrays(np.uint16, st.integers(1, 60), elements=st.integers(0, 5)))
def test_rows_that_are_equally_near_are_kept_by_their_key(distances: NDArray[np.uint16]) -> None:
    """So that the numbers of rows, which depend on an index's history, decide nothing."""
    keys = np.random.default_rng(len(distances)).permutation(len(distances))
    count = max(1, len(distances) // 2)
    expected = sorted(np.lexsort((keys, distances))[:count].tolist())

    assert nearest(distances, count, lambda numbers: keys[numbers]).tolist() == expected
