"""Tests of `indexer.store.keyword.packed_numbers`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.keyword.packed_numbers import PackedArrays, unpack

numbers = st.one_of(
    st.integers(0, 2), st.integers(250, 260), st.integers(65_530, 65_540), st.just(2**32 - 1)
)
lists = st.lists(st.lists(numbers, min_size=1, max_size=40), min_size=1, max_size=5)


def packed(arrays: list[list[int]], *, may_be_bits: bool = False) -> list[tuple[int, bytes]]:
    values = np.array([one for array in arrays for one in array], dtype=np.int64)
    ends = np.cumsum([len(array) for array in arrays])
    starts = np.concatenate(([0], ends[:-1]))
    found = PackedArrays(values, starts, may_be_bits=may_be_bits)
    return list(zip(found.forms.tolist(), found.packed(), strict=True))


@given(lists, st.booleans())
def test_what_is_packed_is_read_back(arrays: list[list[int]], may_be_bits: bool) -> None:
    for array, (form, data) in zip(arrays, packed(arrays, may_be_bits=may_be_bits), strict=True):
        found, size = unpack(form, memoryview(data + b"more"), len(array))

        assert found.tolist() == array
        assert size == len(data)


@pytest.mark.parametrize(
    ("array", "form", "size"),
    [
        ([1] * 9, 0, 0),
        ([1] * 30 + [2, 255], 8, 4 + 2),
        ([1, 2, 3], 1, 3),
        ([0] * 30, 1, 30),
        ([1] * 30 + [256], 3, 31 + 2),
        ([256] * 30, 2, 60),
        ([1] * 30 + [70_000], 5, 31 + 4),
        ([70_000], 4, 4),
    ],
)
def test_the_shortest_form_is_taken(array: list[int], form: int, size: int) -> None:
    [(found, data)] = packed([array], may_be_bits=True)

    assert (found, len(data)) == (form, size)


@given(st.integers(0, 255), st.binary(max_size=40), st.integers(1, 60))
def test_any_bytes_are_read_or_refused(form: int, data: bytes, count: int) -> None:
    try:
        found, size = unpack(form, memoryview(data), count)
    except ValueError:
        return
    assert len(found) == count
    assert size <= len(data)
