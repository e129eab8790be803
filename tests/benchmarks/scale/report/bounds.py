"""What the figures are measured by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Result = Mapping[str, Any]
SMALL, LARGE = "100000", "1000000"


class Bound(NamedTuple):
    """At most this much at a size.

    Attributes:
        name: What is measured, as a person says it.
        keys: Where it stands in the figures of a size.
        unit: Behind each figure.
        small, large: The bounds at 100,000 and 1,000,000 passages.
    """

    name: str
    keys: Sequence[str]
    unit: str
    small: float
    large: float


BOUNDS = (
    Bound("cold `ask`, whole process", ("cold", "ask", "seconds"), "s", 0.40, 0.60),
    Bound("its memory", ("cold", "ask", "megabytes"), "MB", 160, 400),
    Bound("warm `ask`, median", ("warm", "milliseconds", "plain", "p50"), "ms", 6, 20),
    Bound("95 % of them", ("warm", "milliseconds", "plain", "p95"), "ms", 15, 50),
    Bound("95 % with a filter", ("warm", "milliseconds", "filtered", "p95"), "ms", 15, 50),
    Bound("95 % with facets", ("warm", "milliseconds", "facets", "p95"), "ms", 15, 50),
    Bound("cold `quotes`", ("cold", "quotes", "seconds"), "s", 0.45, 0.8),
    Bound("cold `speakers`", ("cold", "speakers", "seconds"), "s", 0.45, 0.8),
    Bound("update of 10 articles", ("updates", "ten", "seconds"), "s", 2, 3),
    Bound("index beside the text", ("beside the text",), "times", 3, 3),
)


class Growth(NamedTuple):
    """At most this many times as much at 1,000,000 passages as at 100,000."""

    name: str
    keys: Sequence[str]
    most: float


GROWTH = (
    Growth("warm `ask`, median", ("warm", "milliseconds", "plain", "p50"), 4),
    Growth("cold `ask`", ("cold", "ask", "seconds"), 1.6),
    Growth("memory of `ask`", ("cold", "ask", "megabytes"), 3),
    Growth("indexing", ("indexing", "seconds"), 10.5),
)


def figure(result: Result, keys: Sequence[str]) -> float | None:
    """A figure of one size; None where it was not measured."""
    found: Any = result
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return float(found)


def grown(sizes: Mapping[str, Result], keys: Sequence[str]) -> float | None:
    """How many times as much a figure is at the larger size; None where one was not measured."""
    small, large = (figure(sizes.get(size, {}), keys) for size in (SMALL, LARGE))
    return large / small if small and large is not None else None
