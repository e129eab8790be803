"""The suite as a whole, on an archive of some paragraphs with the hashing encoder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.scale.plan import PARTS, QUICK, SIZES, read_plan
from tests.benchmarks.scale.run import Run, earlier, result_name
from tests.benchmarks.tables import PAGES, fill, name_of

QUESTIONS = {"plain", "speakers", "filtered", "facets", "phrases", "wildcards"}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a run over a small archive writes."""
    folder = tmp_path_factory.mktemp("scale")
    arguments = [
        "--quick", "--encoder", "hashing", "--sizes", "120", "--asked", "3",
        "--rounds", "1", "--staged", "60", "--one-by-one", "2", "--out", str(folder),
    ]  # fmt: skip
    path = Run(read_plan(arguments)).all()
    assert path.parent == folder
    written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert path.stem == written["name"] == name_of(written)
    return written


def test_every_part_is_measured(result: dict[str, Any]):
    figures = result["sizes"]["120"]

    assert 120 <= figures["passages"] < 160
    assert set(PARTS) - {"peers"} <= set(figures)
    assert figures["indexing"]["added"] == figures["articles"]
    assert figures["recall"] > 0.9  # of equal cosines, the rows may have others
    assert set(figures["warm"]["milliseconds"]) == {*QUESTIONS, "encoding"}
    assert {"ask", "quotes", "speakers", "verify"} <= set(figures["cold"])


def test_updates_find_what_has_changed(result: dict[str, Any]):
    found, articles = (result["sizes"]["120"][name] for name in ("updates", "articles"))

    assert found["nothing"]["unchanged"] == articles
    assert found["ten"]["changed"] == min(10, articles)
    assert found["one by one"]["runs"] == 2
    assert found["afterwards"]["p50"] > 0


def test_the_parts_of_the_index_add_up(result: dict[str, Any]):
    figures = result["sizes"]["120"]

    assert sum(figures["bytes"].values()) / 1e6 == pytest.approx(figures["megabytes"], abs=0.01)
    assert figures["bytes"]["catalog"] > 0 < figures["bytes"]["vectors"]


def test_the_result_fills_the_pages(result: dict[str, Any]):
    readme, quality, page = (path.read_text(encoding="utf-8") for path in PAGES)
    larger = {**result["sizes"]["120"], "passages": 1200}
    drawn = {"pictures": ["scale-cold.png"]}
    result = {**result, **drawn, "sizes": {"1200": larger, **result["sizes"]}}
    filled = fill(page, result)

    assert fill(quality, result) == quality
    assert "| | 120 passages | 1,200 passages |\n| --- | --- | --- |\n" in fill(readme, result)
    for row in ("| `ask, facets` |", "| plain |", "| whole run |", "| 10 articles changed |"):
        assert row in filled
    assert "breaks first" in filled or "nothing is beyond its limit" in filled
    assert "![Whole processes from a cold start](results/scale-cold.png)\n" in filled
    assert fill(filled, result) == filled


def test_a_plan_takes_everything_but_the_peers_unless_told():
    assert read_plan([]).sizes == SIZES
    assert read_plan(["--quick"]).sizes == QUICK
    assert read_plan([]).parts == frozenset(PARTS) - {"peers"}
    assert read_plan(["--peers"]).parts == frozenset(PARTS)
    assert len(read_plan(["--peers"]).peers) == 5
    assert read_plan(["--peers", "zvec"]).peers == ("zvec",)
    assert read_plan(["--only", "cold"]).parts == {"cold"}
    assert read_plan(["--quick"]).one_by_one < read_plan([]).one_by_one == 1000
    assert read_plan(["--one-by-one", "0"]).one_by_one == 0


def test_a_result_is_named_by_commit_and_machine():
    about = {"commit": "abc", "machine": {"processor": "Some (R) CPU @ 2 GHz", "cores": 2}}

    assert result_name(about) == "scale-abc-some-r-cpu-2-ghz-2"


def test_what_was_measured_of_the_same_commit_adds_up(tmp_path: Path):
    path = tmp_path / "scale-abc-cpu-2.json"
    path.write_text('{"commit": "abc", "sizes": {"100": {"recall": 1}}}', encoding="utf-8")
    changed = tmp_path / "scale-abc-changed-cpu-2.json"
    changed.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")

    assert earlier(path) == {"sizes": {"100": {"recall": 1}}}
    assert earlier(changed) == earlier(tmp_path / "no.json") == {"sizes": {}}
