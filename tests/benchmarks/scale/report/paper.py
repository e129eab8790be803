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
        needs_a_server: Whether only an engine on a server helps; a cold start is helped by
            `whosaid serve`, which stays warm.
    """

    name: str
    keys: Sequence[str]
    unit: str
    most: float
    why: str
    needs_a_server: bool = True


WARM = ("warm", "milliseconds")
WAITS = "a reader notices the wait"
HALF = "half of a laptop with 8 GB"
SERVE = "a command feels slow; `whosaid serve` stays warm"
LIMITS = (
    Limit("95 % of warm questions", (*WARM, "plain", "p95"), "ms", 500, WAITS),
    Limit("95 % of those with a filter", (*WARM, "filtered", "p95"), "ms", 500, WAITS),
    Limit("95 % of those with facets", (*WARM, "facets", "p95"), "ms", 500, WAITS),
    Limit("95 % of those with a phrase", (*WARM, "phrases", "p95"), "ms", 500, WAITS),
    Limit("memory of a warm engine", ("warm", "megabytes"), "MB", 4000, HALF),
    Limit("cold `ask`", ("cold", "ask", "seconds"), "s", 2, SERVE, needs_a_server=False),
    Limit("cold `speakers`", ("cold", "speakers", "seconds"), "s", 2, SERVE, needs_a_server=False),
    Limit("memory of cold `ask`", ("cold", "ask", "megabytes"), "MB", 4000, HALF),
    Limit("the index on disk", ("megabytes",), "MB", 50_000, "a tenth of a disk of 512 GB"),
    Limit("indexing but for the encoder", ("indexing", "seconds"), "s", 12 * HOUR, "a night"),
    Limit("an update of 10 articles", ("updates", "ten", "seconds"), "s", 30, "one waits for it"),
)


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
    """What breaks first, and when to move to an engine, in words."""
    if not reckoned:
        return "One size alone does not tell how the costs grow.\n"
    late = [one for one in reckoned if one.at_ten_million > one.limit.most]
    if not late:
        return "At 10,000,000 passages nothing is beyond its limit.\n"
    first = late[0]
    lines = [
        f"This breaks first: {first.limit.name} ({first.limit.why}), at about"
        f" {passages(first.reached)} passages.",
        f"At 10,000,000 passages {len(late)} of {len(reckoned)} costs are beyond their limits.",
    ]
    needs_a_server = [one for one in late if one.limit.needs_a_server]
    if needs_a_server:
        move = needs_a_server[0]
        lines.append(
            f"Move to a search engine on a server at about {passages(move.reached)} passages: there"
            f" {move.limit.name} reaches {amount(move.limit.most, move.limit.unit)}, and no setting"
            " helps."
        )
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
