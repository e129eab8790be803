"""What `whosaid ask` says when the archive does not seem to answer, in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from query.render.fields import NEAREST
from tests.support.program import Program

ANSWERED = "who warned of the flood?"
UNANSWERED = "what did Angela Merkel say about the flood of refugees in Greece?"


@pytest.fixture
def ask(whosaid: Program, built_index):
    """`whosaid ask` on the corpus, by words alone: the hashing encoder is never judged."""
    return lambda *words: whosaid("ask", "--index", built_index, "--mode", "keyword", *words)


@pytest.mark.parametrize("format_name", ["terminal", "json", "jsonl", "csv", "markdown"])
def test_the_status_tells_whether_it_answers(ask, format_name):
    options = [] if format_name == "terminal" else [f"--{format_name}"]
    yes, no = ask(ANSWERED, *options), ask(UNANSWERED, *options)

    assert (yes.status, no.status) == (0, 1)
    assert yes.out
    assert no.out


@pytest.mark.parametrize("options", [[], ["--markdown"]])
def test_people_read_the_line_above_the_nearest_passages(ask, options):
    written = ask(UNANSWERED, *options).out

    assert NEAREST in written
    assert "flood" in written.partition(NEAREST)[2]
    assert NEAREST not in ask(ANSWERED, *options).out


def test_json_tells_it(ask):
    yes, no = (json.loads(ask(question, "--json").out) for question in (ANSWERED, UNANSWERED))

    assert (yes["answered"], no["answered"]) == (True, False)
    assert 0 <= no["probability"] < yes["probability"] <= 1
    assert no["hits"]
    assert 'no article has "Merkel"' in no["notes"]


def test_each_line_of_json_lines_tells_it(ask):
    lines = ask(UNANSWERED, "--jsonl").out.splitlines()

    assert {json.loads(line)["answered"] for line in lines} == {False}


def test_each_row_of_a_table_tells_it(ask):
    for question, told in ((ANSWERED, "true"), (UNANSWERED, "false")):
        rows = list(csv.DictReader(io.StringIO(ask(question, "--csv").out)))

        assert {row["answered"] for row in rows} == {told}
        assert all(0 <= float(row["probability"]) <= 1 for row in rows)


def test_a_lookup_has_no_probability(ask):
    found = json.loads(ask("otter", "--json").out)

    assert (found["answered"], found["probability"]) == (True, None)


def test_nothing_at_all_is_told_as_before(ask):
    ended = ask("zibbit")

    assert (ended.status, ended.out) == (1, "")
    assert "nothing found" in ended.err
    assert json.loads(ask("zibbit", "--json").out)["answered"] is False


def test_a_batch_is_answered_if_one_question_is(ask, tmp_path):
    (tmp_path / "no").write_text(f"{UNANSWERED}\n?!\n")
    (tmp_path / "some").write_text(f"{UNANSWERED}\n{ANSWERED}\n")
    no, some = ask("--batch", tmp_path / "no"), ask("--batch", tmp_path / "some")

    assert (no.status, some.status) == (1, 0)
    told = [json.loads(line)["answered"] for line in (*no.out.splitlines(), *some.out.splitlines())]
    assert told == [False, False, False, True]


def test_a_table_of_a_batch_too(ask, tmp_path):
    (tmp_path / "no").write_text(f"{UNANSWERED}\n")

    assert ask("--batch", tmp_path / "no", "--csv").status == 1


def test_a_day_after_the_last_article_is_said(ask):
    ended = ask("who warned of the flood on 3 May 2031?")

    assert ended.status == 1
    assert "note: the question names 2031-05-03; the last article is of" in ended.err
