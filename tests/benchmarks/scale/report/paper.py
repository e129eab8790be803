"""Ten million passages on paper: what the measured parts come to, and what breaks first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.benchmarks.scale.figures import at_size, reached_at
from tests.benchmarks.scale.report.bounds import figure

TEN_MILLION = 10_000_000
HOUR = 3600


class Limit(NamedTuple):
    """Where one machine is no longer pleasant to use.

    Attributes:
        name: What is measured.
        keys: Where it stands in the figures of a size.
        unit: Behind each figure.
        most: The limit, in that unit.
        why: Why it is the limit.
    """

    name: str
    keys: Sequence[str]
    unit: str
    most: float
    why: str


LIMITS = (
    Limit(
        "a warm question, 95 %", ("warm", "milliseconds", "plain", "p95"), "ms", 500,
        "a reader notices that it waits",
    ),
    Limit(
        "a warm question with facets, 95 %", ("warm", "milliseconds", "facets", "p95"), "ms", 500,
        "a reader notices that it waits",
    ),
    Limit("a cold question", ("cold", "ask", "seconds"), "s", 2, "a command feels slow"),
    Limit("cold `speakers`", ("cold", "speakers", "seconds"), "s", 5, "a list is worth a wait"),
    Limit(
        "memory of a cold question", ("cold", "ask", "megabytes"), "MB", 4000,
        "half of a laptop with 8 GB",
    ),
    Limit(
        "memory of a warm engine", ("warm", "megabytes"), "MB", 4000, "half of a laptop with 8 GB"
    ),
    Limit("the index", ("megabytes",), "MB", 50_000, "a tenth of a disk of 512 GB"),
    Limit("indexing, without the encoder", ("indexing", "seconds"), "s", 12 * HOUR, "a night"),
    Limit("an update of 10 articles", ("updates", "ten", "seconds"), "s", 30, "one waits for it"),
)  # fmt: skip


class Reckoned(NamedTuple):
    """A limit beside what a cost comes to.

    Attributes:
        limit: The limit.
        largest: What was measured at the largest size.
        at_ten_million: What it comes to.
        reached: At how many passages it reaches the limit; infinite if never.
    """

    limit: Limit
    largest: float
    at_ten_million: float
    reached: float


def reckon(sizes: Mapping[str, Mapping[str, Any]]) -> list[Reckoned]:
    """Every limit with at least two measured sizes, the first to be reached first."""
    found = []
    for limit in LIMITS:
        costs = {
            int(result["passages"]): value
            for result in sizes.values()
            if (value := figure(result, limit.keys)) is not None
        }
        if len(costs) > 1:
            largest = costs[max(costs)]
            later = at_size(costs, TEN_MILLION)
            found.append(Reckoned(limit, largest, later, reached_at(costs, limit.most)))
    return sorted(found, key=lambda one: one.reached)


def told(reckoned: Sequence[Reckoned]) -> str:
    """What breaks first, in words."""
    if not reckoned:
        return "One size alone does not tell how the costs grow.\n"
    first = reckoned[0]
    late = [one for one in reckoned if one.at_ten_million > one.limit.most]
    lines = [
        f"{first.limit.name[0].upper()}{first.limit.name[1:]} breaks first: it reaches"
        f" {amount(first.limit.most, first.limit.unit)} at about {passages(first.reached)} passages"
        f" ({first.limit.why}).",
    ]
    if late:
        names = ", ".join(one.limit.name for one in late)
        lines.append(f"Beyond its limit at 10,000,000 passages: {names}.")
        lines.append(
            f"From about {passages(first.reached)} passages on, use a search engine on a server:"
            " it keeps the postings and the vectors in the memory of several machines."
        )
    else:
        lines.append("At 10,000,000 passages nothing is beyond its limit yet.")
    return "\n".join(lines) + "\n"


def passages(count: float) -> str:
    """About how many, to two digits: 12,345,678 -> "12,000,000"."""
    if count == float("inf"):
        return "any number of"
    digits = max(0, len(str(int(count))) - 2)
    return f"{int(round(count / 10**digits) * 10**digits):,}"


def amount(value: float, unit: str) -> str:
    """A figure as a person reads it: hours for many seconds, GB for many MB."""
    if unit == "s" and value >= HOUR:
        return f"{value / HOUR:.1f} h"
    if unit == "MB" and value >= 1000:
        return f"{value / 1000:.1f} GB"
    return f"{value:,.0f} {unit}" if value >= 10 else f"{value:.2f} {unit}"
