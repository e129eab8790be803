"""The middle score of a ranking."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from query.answerable.evidence import _median


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=9))
def test_the_median_is_numpys(scores: list[float]):
    found = np.array(scores, dtype=np.float32)

    assert _median(found) == np.median(found)
