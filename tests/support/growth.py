"""How the cost of some work grows with its size: a promise that holds on a slow, busy machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

FACTOR = 8
"""How much larger the second size is than the first."""

MOST = 4 * FACTOR
"""Growth of the time up to which it counts as linear; quadratic work takes `FACTOR` ** 2."""

TRIFLE = 0.05
"""Seconds of the processor, which nothing takes that grows too fast at the sizes of a test."""

_ATTEMPTS = 3


def assert_linear(work: Callable[[int], object], size: int, *, most: float = MOST) -> None:
    """Assert that work takes time in proportion to its size, at the most.

    The processor's time of two sizes is compared, so neither a slow machine nor other programs
    matter. What disturbs one attempt seldom disturbs three.

    Args:
        work: Does the work of a given size.
        size: The larger size; the smaller one is an eighth.
        most: How often the smaller one's time the larger one may take.
    """
    small = large = float("inf")
    for _ in range(_ATTEMPTS):
        small = min(small, _seconds(work, max(size // FACTOR, 1)))
        large = min(large, _seconds(work, size))
        if large <= max(most * small, TRIFLE):
            return
    raise AssertionError(f"{FACTOR} times the size takes {large:.2f} s after {small:.3f} s")


def _seconds(work: Callable[[int], object], size: int) -> float:
    # The collector looks at all that lives in the process, whatever the work has made.
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work(size)
        return time.process_time() - started
    finally:
        gc.enable()
