"""Words, relative dates and options on the command line, as people type them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.program import Program


@pytest.fixture
def ask(whosaid: Program, built_index: Path):
    return lambda *arguments: whosaid("ask", "--index", built_index, *arguments)


@pytest.fixture
def archive(whosaid: Program, built_index: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("WHOSAID_INDEX", str(built_index))
    return whosaid


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["bronze", "otter"], "bronze otter"),
        (["otter", "-museum"], "otter -museum"),
        (["-museum", "otter"], "-museum otter"),
        (["-museum otter", "theft"], "-museum otter theft"),
        (["otter", "at", "-5", "degrees"], "otter at -5 degrees"),
        (["-n", "2", "otter"], "otter"),
        (["-n2", "-C1", "otter"], "otter"),
        (["-“bronze otter”", "theft"], "-“bronze otter” theft"),
        (["-title:otter", "theft"], "-title:otter theft"),
        (["-(a OR museum)", "theft"], "-(a OR museum) theft"),
        (["otter", "--limit", "2", "theft"], "otter theft"),
        (["--", "-museum", "otter"], "-museum otter"),
    ],
)
def test_words_are_joined(ask, words: list[str], question: str):
    assert json.loads(ask("--json", *words).out)["question"] == question


@pytest.mark.parametrize("command", ["ask", "quotes", "timeline"])
def test_a_word_in_front_that_is_excluded_is_no_option(archive: Program, command: str):
    ended = archive(command, "-insurance", "flood", "--json")

    assert "read as conditions: -insurance" in ended.err
    assert "No such option" not in ended.err


def test_an_option_that_does_not_exist_is_refused(ask):
    ended = ask("otter", "--limt", "3")

    assert (ended.status, ended.out) == (2, "")
    assert "--limt" in ended.err


def test_a_title_needs_no_quotation_marks(archive: Program):
    assert archive("show", "bronze", "otter").out == archive("show", "museum-theft.md").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "otter", "--json", "--csv"],
        ["ask", "otter", "--jsonl", "--markdown"],
        ["ask", "otter", "--format", "csv", "--json"],
        ["ask", "otter", "--cite", "ris", "--json"],
        ["ask", "otter", "--plain", "--strict"],
        ["ask", "otter", "--batch", "-"],
        ["ask", "--batch", "-", "--markdown"],
        ["ask", "--batch", "-", "--cite", "ris"],
        ["ask", "otter", "--explain", "--csv"],
        ["ask", "otter", "--explain", "--markdown"],
        ["ask", "otter", "--context", "1", "--csv"],
        ["ask", "otter", "--facets", "--jsonl"],
        ["quotes", "--json", "--csv"],
        ["speakers", "--json", "--csv"],
        ["speakers", "--page", "Calder", "--since", "2016"],
        ["speakers", "--same", "A B", "C D", "--json"],
        ["timeline", "flood", "--json", "--csv"],
        ["verify", "flood", "--json", "--csv"],
        ["news", "--json", "--csv"],
        ["sources", "--json", "--csv"],
        ["save", "x", "flood", "--remove"],
        ["evaluate", "x", "--json", "--csv"],
        ["index", "--dry-run", "--watch"],
        ["index", "--dry-run", "--rebuild"],
        ["index", "--metadata", "x.csv", "--no-metadata"],
    ],
    ids=" ".join,
)
def test_options_that_exclude_each_other_are_refused(archive: Program, arguments: list[str]):
    ended = archive(*arguments)

    assert (ended.status, ended.out) == (2, "")
    assert "exclude each other" in ended.err or "has no place in" in ended.err


def test_a_date_may_be_told_from_today(ask):
    day = date.today() - timedelta(1)
    ended = ask("otter", "--until", "yesterday", "--json")

    assert ended.status == 0
    assert f"note: yesterday is {day}" in ended.err
    assert ask("otter", "--until", day, "--json").out == ended.out


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "2016-02-30"],
        ["--until", "2015-13"],
        ["--since", "2017", "--until", "2016"],
        ["--since", "today", "--until", "yesterday"],
        ["--since", "someday"],
    ],
)
@pytest.mark.parametrize("command", ["ask", "quotes", "timeline", "speakers", "verify"])
def test_dates_that_cannot_be_are_refused(archive: Program, command: str, options: list[str]):
    ended = archive(command, "otter", *options)

    assert (ended.status, ended.out) == (2, "")
    assert "error: " in ended.err
