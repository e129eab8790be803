"""What a person or a script meets at the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.articles import write_articles
from tests.support.build import build
from tests.support.older import older_version, with_wrong_names
from tests.support.program import Program
from tests.support.state import assert_sound, contents

ROOT = Path(__file__).parent.parent


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_the_whole_path(whosaid: Program, corpus: Path, index: Path):
    built = whosaid("index", corpus, "--index", index)
    again = whosaid("index", "--index", index)
    asked = whosaid("ask", "who warned of the flood?", "--index", index)

    assert (built.status, built.out) == (0, "")
    assert built.err == "14 added, 0 changed, 0 removed, 0 unchanged, 0 failed\n"
    assert again.err == "0 added, 0 changed, 0 removed, 14 unchanged, 0 failed\n"
    assert (asked.status, asked.err) == (0, "")
    assert "ardmouth-flood.md" in asked.out


def test_an_index_run_as_json(whosaid: Program, corpus: Path, index: Path):
    ended = whosaid("index", corpus, "--index", index, "--json")

    assert json.loads(ended.out) == {
        "added": 14, "changed": 0, "removed": 0, "unchanged": 0, "failed": 0,
        "renewed": 0,
    }  # fmt: skip


def test_the_index_may_be_named_by_the_environment(
    whosaid: Program, built_index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("WHOSAID_INDEX", str(built_index))

    assert whosaid("ask", "the flood").status == 0


def test_an_answer_as_json_can_be_cited(whosaid: Program, built_index: Path):
    ended = whosaid("ask", "the flood wall", "--index", built_index, "--json")

    answer = json.loads(ended.out)
    hit = answer["hits"][0]
    shown = json.loads(whosaid("show", hit["document_id"], "--index", built_index, "--json").out)
    assert shown["text"][hit["start"] : hit["end"]] == hit["text"]
    assert hit["passage_id"] in [passage["passage_id"] for passage in shown["passages"]]


def test_jsonl_is_a_hit_a_line(whosaid: Program, built_index: Path):
    ended = whosaid("ask", "the flood", "--index", built_index, "--jsonl", "--limit", 3)

    assert [json.loads(line)["rank"] for line in ended.out.splitlines()] == [1, 2, 3]


def test_nothing_found_is_status_1(whosaid: Program, built_index: Path):
    ended = whosaid("ask", "zyxwvut", "--mode", "keyword", "--index", built_index)

    assert ended.status == 1
    assert ended.out == ""
    assert "nothing found" in ended.err


def test_filters_that_admit_nothing_are_status_1(whosaid: Program, built_index: Path):
    ended = whosaid("ask", "flood", "--source", "Nobody's Paper", "--index", built_index)

    assert (ended.status, ended.out) == (1, "")


def test_show_finds_a_document_by_its_file(whosaid: Program, built_index: Path):
    ended = whosaid("show", "wildfire.txt", "--index", built_index)

    assert ended.status == 0
    assert "[1]" in ended.out


def test_show_of_nothing_is_an_error(whosaid: Program, built_index: Path):
    ended = whosaid("show", "no-such.txt", "--index", built_index)

    assert ended.status == 2
    assert "no-such.txt: no such document in the index" in ended.err


def test_status_says_what_the_index_holds(whosaid: Program, corpus: Path, built_index: Path):
    told = whosaid("status", "--index", built_index)
    facts = json.loads(whosaid("status", "--index", built_index, "--json").out)

    assert told.status == 0
    assert "14 documents" in told.out
    assert "hashing" in told.out
    assert facts["documents"] == 14
    assert facts["failures"] == []
    assert (facts["new_files"], facts["changed_files"], facts["gone_files"]) == (0, 0, 0)
    assert facts["last_run"]["report"]["added"] == 14


def test_quotes_by_an_older_version_are_counted_until_a_run_renews_them(
    whosaid: Program, tmp_path: Path, index: Path
):
    articles = tmp_path / "articles"
    write_articles(articles, range(6))
    with older_version(with_wrong_names):
        build(index, articles)

    before = whosaid("status", "--index", index).out
    told = whosaid("index", articles, "--index", index).err
    counted = json.loads(whosaid("index", articles, "--index", index, "--json").out)

    assert "quotes     6 documents have quotes from an older version of whosaid" in before
    assert "6 articles have quotes from an older version; finding them again" in told
    assert "6 unchanged, 0 failed; quotes found again in 6" in told
    assert counted["renewed"] == 0
    assert "older version" not in whosaid("status", "--index", index).out


def test_status_says_what_failed_and_what_changed_since(
    whosaid: Program, tmp_path: Path, index: Path
):
    articles = tmp_path / "articles"
    write_articles(articles, range(4))
    (articles / "bad.txt").write_bytes(b"\x00\x01\x02")
    built = whosaid("index", articles, "--index", index)
    write_articles(articles, range(1, 2), version=1)
    write_articles(articles, range(9, 10))
    (articles / "0003.md").unlink()

    told = whosaid("status", "--index", index)

    assert built.status == 0
    assert "1 could not be read; `whosaid status` lists them with the reasons" in built.err
    assert "1 new, 1 changed, 1 gone since" in told.out
    assert f"{articles}/bad.txt: binary" in told.out


@pytest.mark.parametrize("command", ["index", "status", "ask", "show"])
def test_every_command_explains_itself(whosaid: Program, command: str):
    ended = whosaid(command, "--help")

    assert ended.status == 0
    assert "--index" in ended.out


@pytest.mark.parametrize("arguments", [["frobnicate"], ["ask"], ["ask", "x", "--limit", "0"]])
def test_a_wrong_command_line_is_status_2(whosaid: Program, arguments: list[str]):
    assert whosaid(*arguments).status == 2


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.program", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )  # type: ignore[call-overload, no-any-return]


def heed_interruptions() -> None:
    """Let a new process be interrupted, whatever its parent ignores."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_what_is_in(tmp_path: Path, index: Path, number: signal.Signals):
    articles = tmp_path / "articles"
    write_articles(articles, range(4))
    environment = {**os.environ, "SLOW_ENCODER": "yes"}
    # A shell's background job, which the tests may be part of, passes on that it ignores Ctrl-C.
    process = start(
        "index", articles, "--index", index, env=environment, preexec_fn=heed_interruptions
    )
    try:
        while not (index / "writer.json").exists():
            time.sleep(0.02)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()

    # Python that runs a module ends by Ctrl-C's signal, whatever status was asked for, if the
    # interruption came while it made a class; a shell says 130 for both.
    assert process.returncode in (130, -signal.SIGINT)
    assert out == ""
    assert err.endswith("documents; run again to go on\n")
    assert "Traceback" not in err
    process = start("index", articles, "--index", index)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert_sound(index)
    assert len(contents(index)) == 4


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(("command", "status"), [("--help", 0), ("status --index missing", 2)])
def test_without_an_output_there_is_no_traceback(tmp_path: Path, command: str, status: int):
    shell = f"{sys.executable} -m query {command} >&-"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        shell, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert (ended.returncode, "Traceback" in ended.stderr) == (status, False)


def test_a_closed_pipe_ends_quietly(built_index: Path):
    process = start("show", "wildfire.txt", "--index", built_index)
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    complaint = process.stderr.read()

    assert process.wait(timeout=60) == 0
    assert complaint == ""
    process.stderr.close()
