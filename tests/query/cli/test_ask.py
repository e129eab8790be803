"""`whosaid ask`: pages, orders, context, counts, batches, the prompt, and help."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from query.batch import Asked, read_questions
from query.cli.prompt import converse
from query.hits.facets import count_facets
from query.rows.passages import PassageRows
from query.settings import Mode, Settings
from tests.support.program import Program

ROOT = Path(__file__).parents[3]


@pytest.fixture
def ask(whosaid: Program, built_index: Path):
    """`whosaid ask` on the corpus."""
    return lambda *arguments: whosaid("ask", "--index", built_index, *arguments)


def hits(ended) -> list[dict]:
    return json.loads(ended.out)["hits"]


def test_pages_follow_one_another(ask):
    whole = hits(ask("the river", "-n", 6, "--json"))
    pages = [hits(ask("the river", "-n", 3, "--offset", n, "--json")) for n in (0, 3)]

    assert [hit["rank"] for page in pages for hit in page] == [1, 2, 3, 4, 5, 6]
    assert [hit["passage_id"] for page in pages for hit in page] == [h["passage_id"] for h in whole]


def test_an_offset_beyond_the_end_finds_nothing(ask):
    ended = ask("the river", "--offset", 100_000)

    assert (ended.status, ended.out) == (1, "")


@pytest.mark.parametrize(("order", "reverse"), [("date", False), ("-date", True)])
def test_hits_by_date(ask, order, reverse):
    found = hits(ask("who said that", "--sort", order, "--dated", "-n", 50, "--json"))

    dates = [hit["date"] for hit in found]
    assert len(set(dates)) > 3
    assert dates == sorted(dates, reverse=reverse)


def test_a_bound_by_article(ask):
    found = hits(ask("the old harbour", "--per-article", 1, "-n", 50, "--json"))

    names = [hit["document_id"] for hit in found]
    assert len(names) == len(set(names)) > 5


def test_context_is_what_stands_around_a_hit(ask, engine):
    [hit] = hits(ask("text:piano", "-C", 2, "-n", 1, "--json"))

    passages = engine.show(hit["document_id"]).passages
    place = hit["paragraph"] - 1
    expected = [p.text for p in passages[max(place - 2, 0) : place + 3]]
    shown = [p["text"] for p in [*hit["before"], hit, *hit["after"]]]
    assert shown == expected
    out = ask("text:piano", "-C", 2, "-n", 1).out
    assert [out.index(text[:20]) for text in expected] == sorted(
        out.index(text[:20]) for text in expected
    )


def test_without_context_there_is_none(ask):
    [hit] = hits(ask("text:piano", "-n", 1, "--json"))

    assert "before" not in hit


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
@pytest.mark.parametrize("fusion", ["convex", "rrf"])
def test_the_parts_of_a_score_sum_to_it(ask, mode, fusion):
    options = ("--mode", mode, "--fusion", fusion, "--explain", "-n", 20, "--json")
    found = hits(ask("who warned of the flood in Ardmouth?", *options))

    assert found
    for hit in found:
        parts = hit["explain"]["signals"]
        assert math.isclose(sum(p["value"] for p in parts), hit["score"], abs_tol=1e-5)
        assert all(
            math.isclose(p["value"], p["weight"] * p["normalised"], abs_tol=1e-9) for p in parts
        )


def test_facets_count_articles_by_source_and_time(ask, engine):
    ended = ask("otter OR chess OR fire", "--facets", "--json")

    facets = json.loads(ended.out)["facets"]
    found = engine.ask("otter OR chess OR fire", Settings(limit=1000)).hits
    documents = {hit.document.document_id: hit.document for hit in found}
    assert facets["documents"] == len(documents)
    assert sum(entry["documents"] for entry in facets["source"]) == len(documents)
    for entry in facets["source"]:
        same = [d for d in documents.values() if d.source == entry["source"]]
        assert len(same) == entry["documents"]
    assert [entry["month"] for entry in facets["month"]] == ["2016-09", "2018-04", None]


def test_facets_of_a_plain_question_count_its_content_terms(engine):
    """Every article has "the"; few have an otter."""
    assert engine.ask("the otter", Settings(facets=True)).facets.documents == 1
    assert engine.ask("the", Settings(facets=True)).facets.documents > 5


def test_a_short_time_is_counted_by_month(engine):
    live = engine.index.live
    everything = count_facets(PassageRows(engine.index), live)
    assert everything.by == "year"
    assert everything.documents == sum(count for _, count in everything.periods) == 14

    answer = engine.ask("date:2018 vell", Settings(facets=True))
    assert answer.facets.by == "month"
    assert all(len(period) == 7 for period, _ in answer.facets.periods)


def test_facets_at_a_terminal(ask):
    out = ask("otter OR chess", "--facets").out

    assert "2 articles match" in out
    assert "Strait News" in out


def test_lines_are_questions_plain_or_json():
    lines = ["who?\n", "\n", '{"id": "q7", "question": "why?"}', "  what  ", '{"question": 1}', "{"]

    assert [(asked.id, asked.question) for asked in read_questions(lines)] == [
        ("1", "who?"), ("q7", "why?"), ("4", "what"), ("5", ""), ("6", ""),
    ]  # fmt: skip
    assert all(asked.problem for asked in list(read_questions(lines))[3:])
    assert Asked("1", "who?") == next(read_questions(lines))


def test_a_batch_answers_as_single_questions_do(ask, tmp_path):
    file = tmp_path / "questions.txt"
    file.write_text('who took the otter?\n{"id": "x", "question": "grain AND ships"}\n?!\n')

    ended = ask("--batch", file, "-n", 2)

    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.status == 0
    assert [answer["id"] for answer in answers] == ["1", "x", "3"]
    assert answers[0]["hits"] == hits(ask("who took the otter?", "-n", 2, "--json"))
    assert answers[1]["hits"] == hits(ask("grain AND ships", "-n", 2, "--json"))
    assert "no words" in answers[2]["error"]


def test_a_batch_as_a_table(ask, tmp_path):
    file = tmp_path / "questions.txt"
    file.write_text("who took the otter?\nxyzzy AND grain\n")

    rows = list(csv.DictReader(io.StringIO(ask("--batch", file, "--csv", "-n", 2).out)))

    assert [(row["id"], row["rank"]) for row in rows] == [("1", "1"), ("1", "2"), ("2", "")]
    assert "Otter" in rows[0]["title"]
    assert "xyzzy" in rows[2]["notes"]


def test_a_batch_from_a_pipe(ask, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("the otter\n"))

    assert json.loads(ask("--batch", "-").out)["hits"]


def test_a_batch_that_is_not_there(ask, tmp_path):
    ended = ask("--batch", tmp_path / "none.txt")

    assert (ended.status, ended.out) == (2, "")
    assert "none.txt: No such file" in ended.err


def test_a_batch_without_hits(ask, tmp_path):
    (tmp_path / "q").write_text("xyzzy AND plugh\n")

    assert ask("--batch", tmp_path / "q").status == 1


def test_no_question_and_no_terminal_is_an_error(ask, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("the otter\n"))
    ended = ask()

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("error: no question")


def test_a_prompt_answers_until_an_empty_line():
    typed, asked = iter(["one", " two ", "", "three"]), []

    assert converse(lambda: next(typed), asked.append) == 2
    assert asked == ["one", "two"]


def test_a_prompt_ends_with_the_input():
    def end() -> str:
        raise EOFError

    assert converse(end, print) == 0


def test_a_prompt_survives_a_question_that_cannot_be_read(engine, capsys):
    typed = iter(["?!", "otter", ""])

    assert converse(lambda: next(typed), lambda question: engine.ask(question)) == 1
    assert "no words" in capsys.readouterr().err


def test_a_terminal_gets_a_prompt(built_index):
    """The program as it is, at a pseudo-terminal."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.support.program", "ask", "--index", str(built_index)],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    os.write(ours, b"who took the bronze otter?\n\n")
    out, err = program.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    assert program.returncode == 0
    assert "museum-theft.md" in out
    assert "press Enter to end" in err


def test_wrong_syntax_is_noted_or_refused(ask):
    noted, refused = ask('otter "museum'), ask('otter "museum', "--strict")

    assert noted.status == 0
    assert "note: read as plain words: this quotation mark is not closed (at character 7)" in (
        noted.err
    )
    assert (refused.status, refused.out) == (2, "")
    assert "at character 7" in refused.err


def test_what_each_filter_leaves_is_said_when_nothing_is_left(ask):
    ended = ask("otter", "--source", "strait", "--since", "2019")

    assert (ended.status, ended.out) == (1, "")
    assert "note: from 2019 on: 12 of 108 passages" in ended.err
    assert "note: source strait: 7 of 108 passages" in ended.err


def test_a_condition_that_nothing_satisfies_is_named(ask):
    ended = ask('title:"purple otter" theft')

    assert ended.status == 1
    assert 'note: title "purple otter": 0 of 108 passages' in ended.err


def test_a_phrase_that_nobody_wrote_ranks_by_its_words(ask):
    ended = ask('"thieves stole the purple museum" theft')

    assert ended.out
    assert 'no passage has "thieves stole the purple museum" word for word' in ended.err


def test_a_misspelt_word_gets_a_suggestion(ask):
    assert 'no article has "museun"; did you mean "Museum"?' in ask("the museun").err
    assert "did you mean" not in ask("the museum").err


@pytest.mark.parametrize(
    ("asked", "written"),
    [("Nassrawi", "Nasrawi"), ("alNasrawi", "Nasrawi"), ("Nasrāwīy", "Nasrawi"),
     ("sleepercells", "cell")],
)  # fmt: skip
def test_other_spellings_of_a_name_are_looked_for_and_said(ask, engine, asked, written):
    keyword = Settings(mode=Mode.KEYWORD)
    plain = Settings(mode=Mode.KEYWORD, variants=False)

    assert engine.ask(asked, keyword).hits
    assert engine.ask(asked, plain).hits == ()
    assert "--no-variants" in ask(asked).err
    assert written in ask(asked).err
    assert f'no article has "{asked}"; did you mean' in ask(asked, "--no-variants").err


def test_nobody_of_a_name_brings_similar_names(ask):
    ended = ask("speaker:Nasrawo wages")

    assert ended.status == 1
    assert "speakers of a similar name: " in ended.err


def test_a_name_that_speakers_spell_otherwise_is_looked_for_so_too(whosaid, tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("“The gate is shut,” said Karim Nujaifi, the governor.\n")
    (articles / "b.txt").write_text("“The bridge is open,” said Karim Nujayfi, the governor.\n")
    (articles / "c.txt").write_text("“It rains again,” said Anna Miller, a farmer.\n")
    index = tmp_path / "index"
    whosaid("index", articles, "--index", index)

    both = whosaid("ask", "Nujaifi", "--index", index, "--mode", "keyword")
    one = whosaid("ask", "Nujaifi", "--index", index, "--mode", "keyword", "--no-variants")

    assert 'also looked for "Nujayfi", as "Nujaifi" may be spelt' in both.err
    assert "a.txt" in both.out
    assert "b.txt" in both.out
    assert one.err == ""
    assert "b.txt" not in one.out


@pytest.mark.parametrize(
    ("options", "is_meant"),
    [
        (["--source", "vell"], lambda d: "Vell" in (d["source"] or "")),
        (["--source", "vell", "--source", "courier"],
         lambda d: any(name in (d["source"] or "") for name in ("Vell", "Courier"))),
        (["--not-source", "vell"], lambda d: "Vell" not in (d["source"] or "")),
        (["--author", "marek dunn", "--not-source", "vell"],
         lambda d: "Marek Dunn" in (d["author"] or "") and "Vell" not in (d["source"] or "")),
        (["--not-author", "dunn", "--not-author", "oduya"],
         lambda d: not any(name in (d["author"] or "") for name in ("Dunn", "Oduya"))),
        (["--since", "2018", "--until", "2018-06"],
         lambda d: d["date"] and "2018" <= d["date"] < "2018-07"),
        (["--since", "2018-06", "--undated"], lambda d: not d["date"] or d["date"] >= "2018-06"),
        (["--undated"], lambda d: not d["date"]),
        (["--dated", "--not-path", "*.md"], lambda d: d["date"] and ".md" not in d["path"]),
        (["--path", "corpus", "--not-path", "*.jsonl"], lambda d: ".jsonl" not in d["path"]),
        (["--path", "no-such-folder"], lambda d: False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
@pytest.mark.parametrize("mode", ["hybrid", "keyword"])
def test_filters_of_the_command_line(ask, options, is_meant, mode):
    """Both what is found and what is not."""
    everything = hits(ask("the a of in and", "-n", 500, "--mode", mode, "--json"))
    found = hits(ask("the a of in and", "-n", 500, "--mode", mode, "--json", *options))

    expected = {hit["passage_id"] for hit in everything if is_meant(hit)}
    assert {hit["passage_id"] for hit in found} == expected
