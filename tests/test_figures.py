"""The figures in the documentation are those that were measured."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import run
from tests.benchmarks.machine import describe
from tests.benchmarks.processes import cost, side_by_side, whosaid
from tests.benchmarks.tables import PAGES, SYSTEMS, TABLES, fill, sources

ROOT = Path(__file__).parent.parent
README, QUALITY, SCALE = (page.read_text(encoding="utf-8") for page in PAGES)
RESULT: dict[str, Any] = {
    "commit": "abc123",
    "speed": {
        "seconds": {"index": 67.6, "index again": 0.66, "quotes again": 11.2},
        "cold": {
            "ask": {"seconds": 0.532, "megabytes": 145},
            "help": {"seconds": 0.101, "megabytes": 40},
            "import sentence_transformers": {"seconds": 6.24, "megabytes": 414},
        },
    },
    "retrieval": {
        "scifact": {name: {"nDCG@10": 0.7} for name in SYSTEMS},
        "of my own": {name: {"nDCG@10": 0.5} for name in SYSTEMS},
    },
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_table_that_names_its_result_has_the_figures_of_it(page: Path):
    text = page.read_text(encoding="utf-8")

    for commit in sources(text):
        result = json.loads((run.RESULTS / f"{commit}.json").read_text(encoding="utf-8"))
        assert fill(text, result) == text


def test_every_figure_of_the_readme_is_in_the_full_account():
    section = README.split("\n## How good it is\n", 1)[1].split("\n## ", 1)[0]
    known = set(re.findall(r"[\d.,]*\d", QUALITY))

    assert [one for one in re.findall(r"[\d.,]*\d", section) if one not in known] == []


def test_tables_are_filled_where_a_page_wants_them():
    page = "# A\n\n<!-- figures: retrieval -->\n| old |\n| --- |\n\nText.\n"

    filled = fill(page, RESULT)

    assert filled == (
        "# A\n\n<!-- figures: retrieval from abc123 -->\n"
        "| questions | textbook BM25 | vectors alone | both, reciprocal rank fusion |"
        " **whosaid** |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| SciFact | .700 | .700 | .700 | **.700** |\n"
        "| of my own | .500 | .500 | .500 | **.500** |\n"
        "| mean | .600 | .600 | .600 | **.600** |\n"
        "\nText.\n"
    )
    assert fill(filled, RESULT) == filled
    assert sources(filled) == {"abc123"}


def test_each_table_is_wanted_once_and_filled_as_it_stands_now():
    names = re.findall(r"<!-- figures: (\w+)", README + QUALITY + SCALE)

    assert sorted(names) == sorted(TABLES)
    assert "| index them, quotes included | 68 s |" in fill(QUALITY, RESULT)
    assert len(fill(QUALITY, RESULT).splitlines()) > 40


def test_a_result_without_judged_collections_leaves_their_table():
    table = "<!-- figures: retrieval -->\n| old |\n| --- |\n"

    assert fill(table, {**RESULT, "retrieval": {}}) == table


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no commit to name")
def test_what_was_measured_where_is_told():
    told = describe()

    assert set(told) == {"commit", "date", "machine", "versions"}
    assert re.fullmatch(r"[0-9a-f]{10}(-changed)?", told["commit"])


BENCHMARKS = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "tests" / "benchmarks").rglob("*.py"))
    if not path.name.startswith("__")
]


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_can_be_loaded(name: str):
    """Each follows what it measures; some need a package that the tests do not."""
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] in ("indexer", "query", "tests"):
            raise
        pytest.skip(str(error))


def test_whole_processes_are_measured_in_turn():
    measured = side_by_side({"version": whosaid("--version")}, rounds=2)

    assert measured["version"].seconds > 0
    assert 1 < measured["version"].megabytes < 2000
    with pytest.raises(SystemExit, match="ended with 2"):
        cost(whosaid("nothing-of-the-kind"))


def test_the_memory_of_a_process_is_its_own():
    held = bytearray(300_000_000)  # would count as the process's, if this process started it

    assert cost([sys.executable, "-c", ""]).megabytes < 100
    assert len(held) == 300_000_000
