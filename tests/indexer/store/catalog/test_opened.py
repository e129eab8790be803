"""Which range of numbers holds a number."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.catalog.opened import owners_of

# Numbers that are skipped before a range, and how many the range has.
RANGES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=8)


@given(RANGES, st.booleans(), st.integers(0, 2))
def test_each_number_has_the_owner_of_its_range(
    ranges: list[tuple[int, int]], is_turned: bool, more: int
):
    expected: list[int] = []
    found: list[tuple[int, int, int]] = []
    for owner, (skipped, count) in enumerate(ranges, 7):
        expected += [-1] * skipped
        found.append((len(expected), count, owner))
        expected += [owner] * count
    expected += [-1] * more
    columns = np.array(found[::-1] if is_turned else found, dtype=np.int64).reshape(-1, 3).T

    assert owners_of(*columns, len(expected)).tolist() == expected
