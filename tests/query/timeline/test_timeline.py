"""What was said by date: the same statement once, counts by month, two speakers, a picture."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from query.quote_engine import QuoteEngine
from query.settings import Settings
from query.timeline.statement import by_month
from query.timeline.timeline import timeline_of
from tests.support.claimed import build_claimed
from tests.support.hashing import HashingEncoder
from tests.support.program import Program


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_claimed(tmp_path_factory.mktemp("timeline"))


def test_statements_come_by_date(index: Path):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        found = timeline_of(engine, "bridge council nurses", Settings(limit=50))

    dates = [one.date for one in found.statements]
    assert dates == sorted(dates)
    assert dates[0] == "2019-03-02"


def test_months_without_statements_are_counted_too(index: Path):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        found = timeline_of(engine, "bridge council nurses", Settings(limit=50))
    months = by_month(found.statements)

    assert months[0] == ("2019-03", 2)
    assert months[1] == ("2019-04", 0)
    assert sum(count for _, count in months) == len(found.statements)
    assert len(months) == 28  # to 2021-06


def test_two_speakers_have_a_row_each(index: Path, whosaid: Program):
    ended = whosaid(
        "timeline", "nurses bridge", "--compare", "Amara Quist", "Kofi Mensah", "--index", index,
        "--json",
    )  # fmt: skip
    rows = json.loads(ended.out)["rows"]

    assert ended.status == 0
    assert [row["speaker"] for row in rows] == ["Amara Quist", "Kofi Mensah"]
    assert {one["speaker"] for one in rows[1]["statements"]} == {"Kofi Mensah"}


@pytest.mark.parametrize("form", ["--csv", "--markdown", "--jsonl", "--undated"])
def test_every_format_is_written(index: Path, whosaid: Program, form: str):
    ended = whosaid("timeline", "bridge", "--index", index, form)

    assert ended.status in (0, 1)
    assert "Traceback" not in ended.err


def test_the_picture_is_xml_with_a_point_a_statement(index: Path, whosaid: Program, tmp_path: Path):
    picture = tmp_path / "bridge.svg"
    ended = whosaid("timeline", "bridge <&> council", "--index", index, "--plot", picture, "--json")
    root = ElementTree.parse(picture).getroot()
    points = list(root.iter("{http://www.w3.org/2000/svg}circle"))

    assert ended.status == 0
    assert len(points) == len(json.loads(ended.out)["rows"][0]["statements"])


def test_a_png_names_what_it_needs(
    index: Path, whosaid: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    ended = whosaid("timeline", "bridge", "--index", index, "--plot", tmp_path / "a.png")

    assert ended.status == 2
    assert "whosaid[plot]" in ended.err


def test_another_picture_is_refused(index: Path, whosaid: Program, tmp_path: Path):
    ended = whosaid("timeline", "bridge", "--index", index, "--plot", tmp_path / "a.gif")

    assert ended.status == 2
    assert ".svg or a .png" in ended.err


def test_nothing_found_is_status_1(index: Path, whosaid: Program):
    ended = whosaid("timeline", "bridge", "--index", index, "--since", "2030")

    assert ended.status == 1


def test_a_page_on_a_person(index: Path, whosaid: Program):
    ended = whosaid("speakers", "Quist", "--page", "--index", index, "--json")
    page = json.loads(ended.out)

    assert ended.status == 0
    assert page["speaker"] == "Amara Quist"
    assert page["sources"] == [
        {"source": "Harbour Post", "documents": 1},
        {"source": "Tarn Gazette", "documents": 1},
    ]
    assert {one["word"] for one in page["topics"]} >= {"bridge", "council", "rebuild"}
    assert page["months"] == [{"month": "2019-03", "statements": 2}]


def test_a_page_says_what_is_repeated(index: Path, whosaid: Program):
    ended = whosaid("speakers", "Amara Quist", "--page", "--index", index)

    assert ended.out.splitlines()[:2] == [
        "Amara Quist", "2 quotes (2 likely) in 2 articles, 2019-03-02 to 2019-03-09"
    ]  # fmt: skip
    assert "quoted by:" in ended.out


@pytest.mark.parametrize(("name", "form"), [("Nobody Known", "--json"), ("Quist", "--csv")])
def test_a_page_that_cannot_be_made_is_an_error(
    index: Path, whosaid: Program, name: str, form: str
):
    ended = whosaid("speakers", name, "--page", form, "--index", index)

    assert ended.status == 2
    assert ended.err.startswith("error: ")
