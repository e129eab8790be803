"""`whosaid speakers --same` and `--different`, and what readers see of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.maintain.check import check_index
from tests.support.program import Program
from tests.support.quoted import build_quoted, write_quoted


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    built = build_quoted(write_quoted(tmp_path / "articles"), tmp_path / "index")
    monkeypatch.setenv("WHOSAID_INDEX", str(built))
    return built


def people(whosaid: Program) -> dict[str, int]:
    found = json.loads(whosaid("speakers", "--json").out)["speakers"]
    return {one["speaker"]: one["quotes"] for one in found}


def test_two_names_become_one_person(index: Path, whosaid: Program):
    before = people(whosaid)
    done = whosaid("speakers", "--same", "Hatem al-Jubouri", "hillary clinton")
    quoted = json.loads(whosaid("quotes", "--speaker", "Jubouri", "--json").out)["quotes"]

    assert (done.status, done.err) == (
        0,
        "decided: Hatem al-Jubouri and hillary clinton are one person;"
        " `whosaid correct --undo 1` takes it back\n",
    )
    assert people(whosaid)["Hatem al-Jubouri"] == 2
    assert {hit["person"] for hit in quoted} == {"Hatem al-Jubouri"}
    assert [hit["speaker"] for hit in quoted] == ["Hillary Clinton", "Hatem al-Jubouri"]
    assert check_index(index) == []

    assert whosaid("correct", "--undo", 1).status == 0
    assert people(whosaid) == before


def test_one_person_becomes_two(index: Path, whosaid: Program):
    assert people(whosaid)["Atheel al-Nujaifi"] == 2
    assert whosaid("speakers", "--different", "Nujaifi", "Atheel al-Nujaifi").status == 0

    found = people(whosaid)
    assert (found["Atheel al-Nujaifi"], found["Nujaifi"]) == (1, 1)
    assert whosaid("correct", "--list").out == "1  Nujaifi and Atheel al-Nujaifi are two people\n"


def test_a_family_name_alone_can_be_told_whose_it_is(index: Path, whosaid: Program):
    whosaid("speakers", "--same", "Clinton", "Bill Clinton")
    found = json.loads(whosaid("quotes", "--speaker", "Bill Clinton", "--json").out)["quotes"]

    assert {hit["speaker"] for hit in found} == {"Clinton", "Bill Clinton"}


@pytest.mark.parametrize(
    "command",
    [
        ("--same", "Nobody Known", "Bill Clinton"),
        ("--different", "Bill Clinton", "Bill Clinton"),
        ("--same", "Clinton", "Bill Clinton", "--different", "Clinton", "Bill Clinton"),
    ],
)
def test_what_cannot_be_decided(index: Path, whosaid: Program, command: tuple[str, ...]):
    assert whosaid("speakers", *command).status == 2
    assert not (index / "decisions.jsonl").exists()


def test_a_damaged_decision_is_told_and_nothing_fails(index: Path, whosaid: Program):
    before = people(whosaid)
    (index / "decisions.jsonl").write_text('{"verdict": "same", "names": []}\n')
    ended = whosaid("speakers")

    assert ended.status == 0
    assert ended.err.endswith("decisions.jsonl, line 1: this is no decision; it is left out\n")
    assert people(whosaid) == before
