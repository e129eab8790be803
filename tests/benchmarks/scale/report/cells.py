"""Cells of the tables: a figure of one size as it is written; "" where it was not measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.benchmarks.markdown import several, share, table
from tests.benchmarks.scale.peers.peer import NAMES
from tests.benchmarks.scale.report.bounds import Result, figure
from tests.benchmarks.scale.report.ratios import OURS, share_of_encoding

Cell = Callable[[Result], str]
"""The figures of one size -> what a table says."""


def sizes_of(result: Result) -> dict[str, Any]:
    """The sizes that were measured, ascending."""
    found = result.get("sizes", {})
    return {size: found[size] for size in sorted(found, key=int)}


def sizes_with(result: Result, part: str) -> dict[str, Any]:
    return {size: one for size, one in sizes_of(result).items() if part in one}


def by_size(sizes: Mapping[str, Any], rows: Sequence[tuple[str, Cell]]) -> str:
    header = ["", *(f"{int(size):,} passages" for size in sizes)]
    cells = [[name, *(cell(one) for one in sizes.values())] for name, cell in rows]
    return table(header, [row for row in cells if any(row[1:])])


def cold_cell(name: str) -> Cell:
    def cell(one: Result) -> str:
        found = one.get("cold", {}).get(name)
        if not found:
            return ""
        return f"{several(found['seconds'], 's')}, {several(found['megabytes'], 'MB')}"

    return cell


def process_cell(name: str) -> Cell:
    """Seconds of the clock, of the processor, and memory of a whole process."""

    def cell(one: Result) -> str:
        found = one.get("cold", {}).get(name)
        if not found:
            return ""
        figures = {"seconds": "s", "cpu": "s", "megabytes": "MB"}
        return " / ".join(several(found[key], unit) for key, unit in figures.items())

    return cell


def warm_cell(kind: str) -> Cell:
    def cell(one: Result) -> str:
        found = one.get("warm", {}).get("milliseconds", {}).get(kind)
        return f"{several(found['p50'], 'ms')}, {several(found['p95'], 'ms')}" if found else ""

    return cell


def percentiles_cell(kind: str) -> Cell:
    def cell(one: Result) -> str:
        found = one["warm"]["milliseconds"].get(kind)
        return " / ".join(several(found[p], "ms") for p in ("p50", "p95", "p99")) if found else ""

    return cell


def stage_cell(stage: str) -> Cell:
    def cell(one: Result) -> str:
        found = one.get("stages", {})
        seconds = found.get("stages", {}).get(stage, {}).get("seconds")
        return f"{found['passages'] / seconds:,.0f}" if seconds else ""

    return cell


def beside_encoding(one: Result) -> str:
    """The speed of a whole run as a share of that of encoding alone."""
    found = share_of_encoding(one)
    return "" if found is None else share(found)


def run_cell(found: Mapping[str, Any] | None) -> str:
    return f"{several(found['seconds'], 's')}, {found['megabytes']:,} MB" if found else ""


def one_by_one(one: Result) -> str:
    found = one["updates"].get("one by one")
    if not found:
        return ""
    taken = found["milliseconds"]
    return f"{several(taken['p50'], 'ms')}, {several(taken['p95'], 'ms')} ({found['runs']:,} runs)"


def afterwards(one: Result) -> str:
    found = one["updates"].get("afterwards")
    return f"{found['p50']:.2f} times, {found['p95']:.2f} times" if found else ""


def judged(value: float | None, most: float, unit: str) -> str:
    """A measured figure, in bold where it is beyond its bound."""
    if value is None:
        return ""
    written = several(value, unit)
    return written if value <= most else f"**{written}**"


def peer_cells(name: str, found: Mapping[str, Any], ndcg: float | None) -> list[str]:
    label = f"**{OURS}**" if name == OURS else found.get("versions") or NAMES.get(name, name)
    if "left out" in found:
        return [label, f"left out: {found['left out']}", *[""] * 7]
    taken, started = found.get("milliseconds"), found.get("cold")
    encoded = found.get("cold, encoded")
    return [
        label,
        several(taken["p50"], "ms") if taken else "",
        several(taken["p95"], "ms") if taken else "",
        f"{found['megabytes']:,} MB" if "megabytes" in found else "",
        several(started["seconds"], "s") if started else "",
        several(encoded["seconds"], "s") if encoded else "",
        f"{started['megabytes']:,} MB" if started else "",
        share(found["recall"]) if "recall" in found else "",
        share(ndcg) if ndcg is not None else "",
    ]


def seconds(one: Result, *keys: str) -> str:
    return figure_cell(one, keys, "s")


def megabytes(one: Result, *keys: str) -> str:
    return figure_cell(one, keys, "MB")


def times_cell(one: Result, *keys: str) -> str:
    return figure_cell(one, keys, "times")


def share_cell(one: Result, *keys: str) -> str:
    found = figure(one, keys)
    return "" if found is None else share(found)


def figure_cell(one: Result, keys: Sequence[str], unit: str) -> str:
    found = figure(one, keys)
    return "" if found is None else several(found, unit)
