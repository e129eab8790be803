"""Times -> percentiles; costs at some sizes -> the cost at another size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed.

    Raises:
        ValueError: If there are no values, or the share is not above 0 and at most 1.
    """
    if not values or not 0 < share <= 1:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    return sorted(values)[math.ceil(share * len(values) - 1e-9) - 1]


def summary(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds: p50, p95, p99 and the mean, to a hundredth."""
    found = {f"p{round(100 * share)}": percentile(seconds, share) for share in (0.5, 0.95, 0.99)}
    found["mean"] = math.fsum(seconds) / len(seconds)
    return {name: round(1000 * value, 2) for name, value in found.items()}


def at_size(costs: Mapping[int, float], size: int) -> float:
    """What a cost comes to at another size, from the two largest that were measured.

    A cost that grows more slowly than the size has a fixed part: the rest is taken to grow in
    proportion, which is the worst that such a cost does. A cost that grows faster goes on with
    the same power of the size. A cost that falls stays as it is.

    Args:
        costs: At two sizes or more.
        size: Larger than these.

    Raises:
        ValueError: If there are fewer than two.
    """
    if len(costs) < 2:
        raise ValueError("a cost at one size does not tell how it grows")
    (small, first), (large, last) = sorted(costs.items())[-2:]
    if last <= first or first <= 0:
        return last
    power = math.log(last / first) / math.log(large / small)
    if power > 1:
        return float(last * (size / large) ** power)
    return last + (last - first) / (large - small) * (size - large)


def reached_at(costs: Mapping[int, float], bound: float) -> float:
    """At how many passages a cost reaches a bound, by the same reckoning; infinite if never."""
    (small, first), (large, last) = sorted(costs.items())[-2:]
    if last <= first or first <= 0:
        return math.inf if last < bound else float(large)
    power = math.log(last / first) / math.log(large / small)
    if power > 1:
        return float(large * (bound / last) ** (1 / power))
    return large + (bound - last) * (large - small) / (last - first)
