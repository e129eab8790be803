"""`whosaid extract`: articles in, quotes out, a line each."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.support.program import Program

TEXT = "The vote was close. “We lost the vote,” said Ada Marlow, the mayor of Tarn."


def _article(name: str, text: str = TEXT) -> str:
    return json.dumps({"article_id": name, "text": text})


def test_quotes_of_a_file(whosaid: Program, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text(f"{_article('a')}\n\n{_article('b', 'No quotes.')}\n")
    ended = whosaid("extract", tmp_path / "in.jsonl")

    first, second = map(json.loads, ended.out.splitlines())
    (quote,) = first["quotes"]
    assert (ended.status, ended.err) == (0, "")
    assert (first["article_id"], second) == ("a", {"article_id": "b", "quotes": []})
    assert TEXT[quote["start"] : quote["end"]] == quote["text"] == "We lost the vote,"
    assert quote["canonical"] == "Ada Marlow"


def test_quotes_of_standard_input(whosaid: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(_article("a") + "\n"))

    assert len(json.loads(whosaid("extract").out)["quotes"]) == 1


def test_a_bad_line_costs_only_itself(whosaid: Program, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text(f"{_article('a')}\n{{bad\n{_article('b')}\n")
    ended = whosaid("extract", tmp_path / "in.jsonl")

    assert [json.loads(line)["article_id"] for line in ended.out.splitlines()] == ["a", "b"]
    assert ended.status == 2
    assert ended.err.startswith("line 2: ")


def test_a_file_that_is_not_there_is_an_error(whosaid: Program, tmp_path: Path):
    ended = whosaid("extract", tmp_path / "none.jsonl")

    assert (ended.status, ended.out) == (2, "")
    assert "error:" in ended.err
