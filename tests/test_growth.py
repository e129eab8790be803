"""The measure of growth tells linear from quadratic work."""

from __future__ import annotations

import pytest

from tests.support.growth import assert_linear


def linear(size: int) -> int:
    return sum(range(size * 1000))


def quadratic(size: int) -> int:
    return sum(sum(range(size)) for _ in range(size))


def test_linear_work_passes():
    assert_linear(linear, 4000)


def test_quadratic_work_fails():
    with pytest.raises(AssertionError, match="8 times the size"):
        assert_linear(quadratic, 4000)
