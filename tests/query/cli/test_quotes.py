"""`whosaid quotes`, `whosaid speakers` and the exports, as a person or a script meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from query.render.cells import safe_cell
from query.render.hit_table import COLUMNS
from query.render.markdown import escaped
from query.render.tables import QUOTE_COLUMNS, SPEAKER_COLUMNS
from tests.support.program import Program


@pytest.fixture
def quoted(whosaid: Program, quoted_index: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("WHOSAID_INDEX", str(quoted_index))
    return whosaid


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_quote_is_shown_with_who_said_it_and_where(quoted: Program):
    ended = quoted("quotes", "sleeper cells", "--limit", 1)

    assert ended.status == 0
    lines = ended.out.splitlines()
    assert lines[0] == "1. “We need help against the sleeper cells,”"
    assert lines[1] == "   — Atheel al-Nujaifi, Nineveh governor"
    assert lines[2] == "   “…” said Atheel al-Nujaifi, Nineveh governor."
    assert "Nineveh Post · 2014-06-10" in lines[3]
    assert "a.md:6" in lines[4]


def test_without_a_topic_a_speakers_quotes_come_by_date(quoted: Program):
    ended = quoted("quotes", "--speaker", "nujaifi", "--json")

    answer = json.loads(ended.out)
    assert answer["question"] is None
    assert [(q["speaker"], q["person"], q["date"]) for q in answer["quotes"]] == [
        ("Atheel al-Nujaifi", "Atheel al-Nujaifi", "2014-06-10"),
        ("Nujaifi", "Atheel al-Nujaifi", "2016-11-20"),
    ]
    assert ended.err == "note: speaker: Atheel al-Nujaifi (2)\n"


def test_an_exported_quote_can_be_cut_out_of_its_article(quoted: Program):
    for line in quoted("quotes", "--jsonl").out.splitlines():
        quote = json.loads(line)
        text = json.loads(quoted("show", quote["document_id"], "--json").out)["text"]
        for part in (*quote["parts"], quote["context"], quote["mention"], quote["cue"]):
            assert text[part["start"] : part["end"]] == part["text"]
        assert quote["context"]["start"] <= quote["start"] < quote["end"]


def test_every_form_holds_the_same_quotes(quoted: Program):
    options = ("quotes", "bridges money", "--speaker", "Clinton", "--since", "2016")
    rows = [json.loads(line) for line in quoted(*options, "--jsonl").out.splitlines()]

    assert json.loads(quoted(*options, "--json").out)["quotes"] == rows
    table = _table(quoted(*options, "--csv").out)
    assert [row["quote"] for row in table] == [row["quote"] for row in rows]
    assert [row["passage_id"] for row in table] == [row["passage_id"] for row in rows]
    markdown = quoted(*options, "--markdown").out
    assert all(f"**{row['speaker']}**" in markdown for row in rows)
    assert len(rows) == 2


def test_tables_always_have_the_same_columns(quoted: Program):
    for command, columns in (
        (("quotes", "bridges"), QUOTE_COLUMNS),
        (("quotes", "bridges", "--since", "2050"), QUOTE_COLUMNS),
        (("ask", "bridges"), COLUMNS),
        (("speakers",), SPEAKER_COLUMNS),
        (("speakers", "nobody"), SPEAKER_COLUMNS),
    ):
        assert quoted(*command, "--csv").out.splitlines()[0] == ",".join(columns)


def test_nothing_in_a_table_runs_in_a_spreadsheet(quoted: Program):
    (row,) = _table(quoted("quotes", "--speaker", "Jubouri", "--csv").out)
    (exact,) = quoted("quotes", "--speaker", "Jubouri", "--jsonl").out.splitlines()

    assert row["quote"] == "'=SUM(1) is no answer, and *stars* are none,"
    assert json.loads(exact)["quote"] == "=SUM(1) is no answer, and *stars* are none,"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "＝1"])
def test_formulas_are_marked(text: str):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", " ", "“-”", -1, 0.5])
def test_plain_cells_are_left_as_they_are(value: object):
    assert safe_cell(value) == value


def test_markdown_shows_what_stands_in_the_article(quoted: Program):
    out = quoted("quotes", "--speaker", "Jubouri", "--markdown").out

    assert r"> \=SUM(1) is no answer, and \*stars\* are none," in out
    assert "> — **Hatem al-Jubouri**" in out


@pytest.mark.parametrize("sign", list("\\`*_[]<>|~&$"))
def test_no_sign_means_anything_in_markdown(sign: str):
    assert escaped(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize("sign", ["#", "+", "-", "=", "12.", "3)"])
def test_no_line_begins_a_heading_or_a_list(sign: str):
    assert escaped(f"a {sign} b") == f"a {sign} b"
    assert escaped("2016-05-17") == "2016-05-17"
    assert escaped(f"a\n{sign} b") == f"a\n{sign[:-1]}\\{sign[-1]} b"


def test_parts_in_a_table_can_be_cut_out_of_the_article(quoted: Program):
    for row in _table(quoted("quotes", "--csv").out):
        text = json.loads(quoted("show", row["document_id"], "--json").out)["text"]
        spans = [tuple(map(int, part.split("-"))) for part in row["parts"].split("; ")]

        assert " […] ".join(text[start:end] for start, end in spans) in row["quote"]


def test_markdown_shows_the_sentence_around_a_quote(quoted: Program):
    out = quoted("quotes", "sleeper cells", "--limit", 1, "--markdown").out

    assert "In the text: “…” said Atheel al-Nujaifi" in out


def test_a_name_that_may_be_several_peoples_is_marked_in_markdown(quoted: Program):
    assert "| Clinton (may be several people) |" in quoted("speakers", "--markdown").out


def test_passages_as_a_table_have_their_quotes(quoted: Program):
    rows = _table(quoted("ask", "bridges money", "--csv", "--speaker", "Hillary Clinton").out)

    assert [row["quotes"] for row in rows] == ["“Bridges need money,” — Hillary Clinton"]


def test_passages_as_a_table_name_their_speakers(quoted: Program):
    rows = _table(quoted("ask", "bridges money", "--csv", "--speaker", "Hillary Clinton").out)

    assert [row["speakers"] for row in rows] == ["Hillary Clinton"]
    assert rows[0]["text"] == "“Bridges need money,” said Hillary Clinton, the senator."


def test_passages_as_markdown_name_their_speakers(quoted: Program):
    out = quoted("ask", "bridges money", "--markdown", "--speaker", "Hillary Clinton").out

    assert out.startswith("# bridges money\n")
    assert "**Hillary Clinton**, the senator" in out


def test_a_speaker_in_a_question_is_a_preference_that_can_be_removed(quoted: Program):
    question = ("ask", "what did Hillary Clinton say about bridges?", "--jsonl")
    preferred = quoted(*question)
    free = quoted(*question, "--no-speaker-preference")

    assert "said Hillary Clinton" in preferred.out.splitlines()[0]
    assert "--no-speaker-preference" in preferred.err
    assert free.err == ""
    assert len(free.out.splitlines()) == len(preferred.out.splitlines()) > 1


def test_speakers_are_listed_with_roles_and_aliases(quoted: Program):
    ended = quoted("speakers", "nuj")

    assert ended.out.splitlines() == [
        "2  Atheel al-Nujaifi  2014-06-10 to 2016-11-20",
        "   Nineveh governor; former Nineveh governor",
        "   also Nujaifi",
    ]


def test_speakers_as_json(quoted: Program):
    (person,) = json.loads(quoted("speakers", "nuj", "--json").out)["speakers"]

    assert person["aliases"] == [{"name": "Nujaifi", "quotes": 1}]
    assert [role["role"] for role in person["roles"]] == [
        "Nineveh governor", "former Nineveh governor"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("quotes", "bridges", "--since", "2050"), "no quote satisfies"),
        (("quotes", "--speaker", "Nobody Known"), "nobody named 'Nobody Known'"),
        (("speakers", "nobody"), "nobody with such a name is quoted"),
    ],
)
def test_nothing_found_is_status_1(quoted: Program, command: tuple[str, ...], message: str):
    ended = quoted(*command)

    assert ended.status == 1
    assert ended.out == ""
    assert message in ended.err


def test_a_list_that_was_cut_says_so(quoted: Program):
    ended = quoted("quotes", "--limit", 2, "--jsonl")

    assert len(ended.out.splitlines()) == 2
    assert "2 of 7 quotes" in ended.err


def test_a_pattern_that_fits_nobody_is_taken_as_a_name(quoted: Program):
    found = quoted("speakers", "Jabouri", "--jsonl")
    exact = quoted("speakers", "Jabouri", "--no-variants")

    assert (found.status, json.loads(found.out)["speaker"]) == (0, "Hatem al-Jubouri")
    assert "other spellings: Hatem al-Jubouri (1); --no-variants leaves them out" in found.err
    assert (exact.status, exact.out) == (1, "")
    assert "speakers of a similar name: Hatem al-Jubouri" in exact.err
