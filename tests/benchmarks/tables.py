"""Figures of a result -> the tables of the documentation.

    python -m tests.benchmarks.tables tests/benchmarks/results/COMMIT.json

A table that is to be filled stands below a line `<!-- figures: NAME -->`, or, once it is filled,
`<!-- figures: NAME from COMMIT -->`. NAME is a key of `TABLES`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import ROOT

PAGES = (ROOT / "README.md", ROOT / "tests" / "quality" / "README.md")
MEASURE = "nDCG@10"
SYSTEMS = {
    "textbook bm25": "textbook BM25",
    "semantic": "vectors alone",
    "rrf": "both, reciprocal rank fusion",
    "hybrid": "**whosaid**",
}
SETS = {
    "news-quiz": "news quizzes",
    "time-1963": "TIME 1963",
    "wiki-questions": "encyclopedia",
    "scifact": "SciFact",
    "news-facts": "several articles",
}
_TABLE = re.compile(
    r"<!-- figures: (?P<name>\w+)(?: from (?P<commit>[\w-]+))? -->\n+(?P<rows>(?:\|.*\n)+)"
)

Result = Mapping[str, Any]


def retrieval(result: Result) -> str | None:
    """How well each system ranks each collection; None if the result has none."""
    found = result["retrieval"]
    if not found:
        return None
    rows = {SETS.get(name, name): found[name] for name in [*SETS, *found] if name in found}
    figures = {row: [means[system][MEASURE] for system in SYSTEMS] for row, means in rows.items()}
    columns = zip(*figures.values(), strict=True)
    figures["mean"] = [sum(column) / len(figures) for column in columns]
    return _markdown(
        ["questions", *SYSTEMS.values()],
        [
            [row, *map(_share, values[:-1]), f"**{_share(values[-1])}**"]
            for row, values in figures.items()
        ],
    )


def speed(result: Result) -> str:
    """How long whole processes take."""
    seconds, cold = result["speed"]["seconds"], result["speed"]["cold"]
    theirs = cold["import sentence_transformers"]
    ask = cold["ask"]
    return _markdown(
        ["", ""],
        [
            ["index them, quotes included", f"{seconds['index']:.0f} s"],
            ["index them again, nothing changed", f"{seconds['index again']:.1f} s"],
            ["find all their quotes again after an upgrade", f"{seconds['quotes again']:.0f} s"],
            ["ask, from a cold start", f"{ask['seconds']:.2f} s, {ask['megabytes']} MB"],
            [
                "`import sentence_transformers`, nothing else",
                f"{theirs['seconds']:.1f} s, {theirs['megabytes']} MB",
            ],
            ["`--help`", f"{cold['help']['seconds']:.1f} s"],
        ],
    )


TABLES: Mapping[str, Callable[[Result], str | None]] = {"retrieval": retrieval, "speed": speed}


def fill(page: str, result: Result) -> str:
    """The page with the tables that the result has figures for."""

    def filled(match: re.Match[str]) -> str:
        table = TABLES[match["name"]](result)
        if table is None:
            return match[0]
        return f"<!-- figures: {match['name']} from {result['commit']} -->\n{table}"

    return _TABLE.sub(filled, page)


def sources(page: str) -> set[str]:
    """The commits whose results the tables of a page are from."""
    return {match["commit"] for match in _TABLE.finditer(page) if match["commit"]}


def main(path: Path) -> None:
    """Fill all pages from a result."""
    result = json.loads(path.read_text(encoding="utf-8"))
    for page in PAGES:
        page.write_text(fill(page.read_text(encoding="utf-8"), result), encoding="utf-8")


def _markdown(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(cells).strip() + " |\n" for cells in lines).replace(
        "|  |", "| |"
    )


def _share(value: float) -> str:
    """A share as it is usual in tables: .742."""
    return f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
