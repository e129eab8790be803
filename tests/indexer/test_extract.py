from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import islice

import pytest

from indexer.errors import CorpusError
from indexer.extract import extract_file, extract_lines
from indexer.quotes import extract_quotes
from indexer.records import Document
from query.render.fields import quote_fields

KEYS = [
    "start",
    "end",
    "text",
    "speaker_start",
    "speaker_end",
    "speaker_text",
    "canonical",
    "speaker",
    "mention",
    "parts",
    "role",
    "cue",
    "kind",
    "confidence",
    "grade",
    "polarity",
    "joint_speakers",
]
TEXT = "“We came home late,” says Omar Haddad, a baker, “and the door was open.”"


def run(*lines: str) -> tuple[list[dict], list[tuple[int, str]]]:
    complaints: list[tuple[int, str]] = []
    found = extract_lines(lines, lambda number, reason: complaints.append((number, reason)))
    return [json.loads(line) for line in found], complaints


def test_each_pair_of_marks_is_an_entry_of_its_own():
    found, complaints = run(json.dumps({"article_id": "a", "text": TEXT}))

    entries = found[0]["quotes"]
    assert [entry["text"] for entry in entries] == ["We came home late,", "and the door was open."]
    assert {entry["canonical"] for entry in entries} == {"Omar Haddad"}
    assert list(entries[0]) == KEYS
    assert complaints == []


def test_offsets_are_indices_into_the_text():
    found, _ = run(json.dumps({"article_id": "a", "text": "🙂 " + TEXT, "title": None}))

    for entry in found[0]["quotes"]:
        assert ("🙂 " + TEXT)[entry["start"] : entry["end"]] == entry["text"]
        start, end = entry["speaker_start"], entry["speaker_end"]
        assert ("🙂 " + TEXT)[start:end] == entry["speaker_text"]


def test_a_quote_over_paragraphs_is_one_entry():
    text = "“We will go on until it is done.\n\n“And then we will rest,” she said."
    found, _ = run(json.dumps({"article_id": "a", "text": text}))

    assert [entry["text"] for entry in found[0]["quotes"]] == [
        "We will go on until it is done.\n\n“And then we will rest,"
    ]


def test_an_article_without_quotes_has_an_empty_list():
    assert run(json.dumps({"article_id": "a", "text": ""}))[0] == [
        {"article_id": "a", "quotes": []}
    ]


@pytest.mark.parametrize(
    "line",
    ["{", "[1]", "7", '{"text": "a"}', '{"article_id": 3, "text": "a"}', '{"article_id": "a"}'],
)
def test_a_bad_line_is_reported_by_number_and_passed_over(line):
    good = json.dumps({"article_id": "b", "text": "x"})

    found, complaints = run("", line, good)

    assert [article["article_id"] for article in found] == ["b"]
    assert [number for number, _ in complaints] == [2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON at character 2: .*; write each article as a JSON object, on a line"),
        ("[" * 100_000, "JSON is nested more than 100 levels deep; write"),
        ('{"date": ' + "9" * 5000 + "}", "JSON has a number of more than 1,000 digits; write"),
        ("[]", "an array; write each article as a JSON object, on a line of its own"),
        ('"a"', "a string; write"),
        ("7", "a number; write"),
        ("null", "null; write"),
        ("true", "true or false; write"),
        ('{"text": "a"}', '"article_id" is missing; give it as a string'),
        ('{"article_id": 3, "text": "a"}', '"article_id" is a number; give it as a string'),
        ('{"article_id": "a", "text": null}', '"text" is null; give it as a string'),
    ],
)
def test_a_complaint_says_what_is_there_and_what_is_wanted(line, reason):
    _, [(_, complaint)] = run(line)

    assert re.match(reason, complaint)


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_it(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"article_id": "a", "text": "x"}\n', encoding="utf-8-sig")
    out, err = io.StringIO(), io.StringIO()

    assert (extract_file(str(path), out, err), err.getvalue()) == (0, "")
    assert json.loads(out.getvalue())["article_id"] == "a"


def test_articles_come_out_one_by_one():
    def endless() -> Iterator[str]:
        while True:
            yield json.dumps({"article_id": "a", "text": TEXT})

    assert len(list(islice(extract_lines(endless(), lambda *_: None), 3))) == 3


def test_files_and_complaints_go_to_their_streams(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"article_id": "a", "text": "x"}\nnot json\n', encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()

    assert extract_file(str(path), out, err) == 1
    assert json.loads(out.getvalue()) == {"article_id": "a", "quotes": []}
    assert err.getvalue().startswith("line 2: not JSON")


def test_a_line_that_is_no_utf_8_is_reported_and_passed_over(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"article_id": "\xff"}\n{"article_id": "b", "text": "x"}\n')
    out, err = io.StringIO(), io.StringIO()

    assert extract_file(str(path), out, err) == 1
    assert json.loads(out.getvalue())["article_id"] == "b"
    assert err.getvalue().startswith("line 1: not UTF-8")


def test_a_missing_file_is_an_error_of_the_corpus(tmp_path):
    with pytest.raises(CorpusError):
        extract_file(str(tmp_path / "none.jsonl"), io.StringIO(), io.StringIO())


def test_speaker_mention_and_parts_are_as_in_the_json_of_an_answer():
    """One name for one thing: a program reads both in the same way."""
    document = Document("a", "/a", TEXT)
    [quote] = extract_quotes(TEXT)
    fields = quote_fields(document, quote)

    for entry in run(json.dumps({"article_id": "a", "text": TEXT}))[0][0]["quotes"]:
        for name in ("speaker", "mention", "parts", "role", "kind", "grade", "polarity"):
            assert entry[name] == fields[name]
        assert set(fields) <= set(entry)
        assert entry["text"] in fields["text"]
