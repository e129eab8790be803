"""Figures of results -> the tables of the documentation.

    python -m tests.benchmarks.tables [tests/benchmarks/results/NAME.json ...]

Without a name, it takes the newest result of `tests.benchmarks.run` and that of
`tests.benchmarks.scale`. A table or a paragraph that is to be filled stands below a line
`<!-- figures: TABLE -->`, or, once it is filled, `<!-- figures: TABLE from NAME -->`. TABLE is a
key of `TABLES`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks import markdown
from tests.benchmarks.machine import ROOT
from tests.benchmarks.scale.report import tables as scale_tables

PAGES = (
    ROOT / "README.md",
    ROOT / "tests" / "quality" / "README.md",
    ROOT / "tests" / "benchmarks" / "README.md",
)
RESULTS = ROOT / "tests" / "benchmarks" / "results"
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
    r"<!-- figures: (?P<name>\w+)(?: from (?P<result>[\w-]+))? -->\n+(?P<rows>(?:.+\n)+)"
)

Result = Mapping[str, Any]


def retrieval(result: Result) -> str | None:
    """How well each system ranks each collection; None if the result has none."""
    found = result.get("retrieval")
    if not found:
        return None
    rows = {SETS.get(name, name): found[name] for name in [*SETS, *found] if name in found}
    figures = {row: [means[system][MEASURE] for system in SYSTEMS] for row, means in rows.items()}
    columns = zip(*figures.values(), strict=True)
    figures["mean"] = [sum(column) / len(figures) for column in columns]
    return markdown.table(
        ["questions", *SYSTEMS.values()],
        [
            [row, *map(markdown.share, values[:-1]), f"**{markdown.share(values[-1])}**"]
            for row, values in figures.items()
        ],
    )


def speed(result: Result) -> str | None:
    """How long whole processes take; None if the result does not say."""
    if "speed" not in result:
        return None
    seconds, cold = result["speed"]["seconds"], result["speed"]["cold"]
    theirs = cold["import sentence_transformers"]
    ask = cold["ask"]
    return markdown.table(
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


TABLES: Mapping[str, Callable[[Result], str | None]] = {
    "retrieval": retrieval,
    "speed": speed,
    **scale_tables.TABLES,
}


def fill(page: str, result: Result) -> str:
    """The page with the tables that the result has figures for."""

    def filled(match: re.Match[str]) -> str:
        table = TABLES[match["name"]](result)
        if table is None:
            return match[0]
        return f"<!-- figures: {match['name']} from {name_of(result)} -->\n{table}"

    return _TABLE.sub(filled, page)


def sources(page: str) -> set[str]:
    """The names of the results that the tables of a page are from."""
    return {match["result"] for match in _TABLE.finditer(page) if match["result"]}


def name_of(result: Result) -> str:
    """The name of a result: that of its file."""
    return str(result.get("name", result["commit"]))


def newest(results: list[Result]) -> list[Result]:
    """The newest result of each kind."""
    kinds: dict[bool, Result] = {}
    for one in sorted(results, key=lambda one: str(one.get("finished", one["date"]))):
        kinds["sizes" in one] = one
    return list(kinds.values())


def main(paths: list[Path]) -> None:
    """Fill all pages from results."""
    results = [json.loads(path.read_text("utf-8")) for path in paths or RESULTS.glob("*.json")]
    for result in results if paths else newest(results):
        for page in PAGES:
            page.write_text(fill(page.read_text("utf-8"), result), encoding="utf-8")


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]])
