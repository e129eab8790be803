"""`whosaid extract`: articles in, quotes out, a line each."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import Program

TEXT = "The vote was close. “We lost the vote,” said Ada Marlow, the mayor of Tarn."
FULL = Path("/dev/full")


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


def test_one_bad_line_is_counted_as_one(whosaid: Program, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text("{bad\n")

    assert "1 line could not be used" in whosaid("extract", tmp_path / "in.jsonl").err


def test_a_program_that_asks_line_by_line_gets_its_answer_at_once():
    command = [sys.executable, "-m", "indexer", "extract"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for name in ("a", "b"):
            program.stdin.write(f"{_article(name)}\n".encode())
            program.stdin.flush()

            assert json.loads(program.stdout.readline())["article_id"] == name
        program.stdin.close()


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_an_output_that_cannot_be_written_is_an_error_and_no_traceback(tmp_path: Path):
    (tmp_path / "in.jsonl").write_text(f"{_article('a')}\n")
    command = [sys.executable, "-m", "indexer", "extract", str(tmp_path / "in.jsonl")]
    with FULL.open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert ended.returncode == 2
    assert ended.stderr.startswith("error: cannot write the output: ")
    assert ended.stderr.count("\n") == 2
