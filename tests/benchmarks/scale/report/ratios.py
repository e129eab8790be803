"""Ratios that a result is measured by: growth, and whosaid beside its parts and its peers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.benchmarks.scale.report.bounds import GROWTH, Result, figure, grown

OURS = "whosaid"
WARM = ("milliseconds", "p50")
COLD = ("cold", "seconds")


class Ratio(NamedTuple):
    """A ratio and its bound.

    Attributes:
        name: What is compared.
        value: What was measured.
        bound: What it may be.
        at_least: Whether it may not be less than the bound; else not more.
    """

    name: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def is_met(self) -> bool:
        """Whether the bound is kept."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def ratios(result: Result) -> list[Ratio]:
    """All ratios for which enough was measured."""
    sizes = result.get("sizes", {})
    recall = _recall(sizes, result.get("judged", {}))
    return [*_growth(sizes), *recall, *_indexing(sizes), *_peers(result, sizes)]


def share_of_encoding(one: Result) -> float | None:
    """The speed of a whole run as a share of that of encoding alone; None for drawn vectors."""
    seconds = figure(one, ("stages", "stages", "encoding", "seconds"))
    if one.get("encoder") != "real" or not seconds:
        return None
    alone = one["stages"]["passages"] / seconds
    return float(one["passages"] / one["indexing"]["seconds"] / alone)


def _growth(sizes: Mapping[str, Any]) -> Iterator[Ratio]:
    for one in GROWTH:
        times = grown(sizes, one.keys)
        if times is not None:
            name = f"{one.name}: 1,000,000 passages beside 100,000"
            yield Ratio(name, times, one.most, at_least=False)


def _recall(sizes: Mapping[str, Any], judged: Result) -> Iterator[Ratio]:
    name = "recall@10 of the semantic searcher"
    found = {size: one["recall"] for size, one in sizes.items() if "recall" in one}
    for size in sorted(found, key=int):
        yield Ratio(f"{name}, {int(size):,} made-up passages", found[size], 0.995)
    own = judged.get("recall", {}).get(OURS)
    if own is not None:
        yield Ratio(f"{name}, {judged['collection']}", own, 0.995)


def _indexing(sizes: Mapping[str, Any]) -> Iterator[Ratio]:
    for size, one in sizes.items():
        share = share_of_encoding(one)
        if share is not None:
            name = f"speed of indexing beside that of encoding alone, {int(size):,} passages"
            yield Ratio(name, share, 0.85)


def _peers(result: Result, sizes: Mapping[str, Any]) -> Iterator[Ratio]:
    """Of the largest size that peers were measured at."""
    measured = [size for size in sizes if "peers" in sizes[size]]
    if not measured:
        return
    size = max(measured, key=int)
    found = {name: one for name, one in sizes[size]["peers"].items() if "left out" not in one}
    others = {name: one for name, one in found.items() if name != OURS}
    ours = found.get(OURS, {})
    own, warm = figure(ours, WARM), [figure(one, WARM) for one in others.values()]
    fastest = min((one for one in warm if one), default=None)
    if own and fastest:
        yield Ratio(
            f"warm: the fastest peer beside whosaid, {int(size):,} passages", fastest / own, 1
        )
    own, txtai = figure(ours, COLD), figure(others.get("txtai", {}), COLD)
    if own and txtai:
        yield Ratio(f"cold: txtai beside whosaid, {int(size):,} passages", txtai / own, 12)
    systems = dict(result.get("judged", {}).get("systems", {}))
    score = systems.pop(OURS, None)
    if score and systems:
        yield Ratio("nDCG@10: whosaid beside the best peer", score / max(systems.values()), 1)
