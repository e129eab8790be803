"""CSV, TSV and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers import table_rows
from indexer.readers.failure import ReadFailure
from indexer.readers.formats import json_document, table
from indexer.readers.read import read_documents
from indexer.records import Document


def read(path: Path, text: str) -> list[Document | ReadFailure]:
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_documents(path))


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_each_row_is_an_article(tmp_path: Path, name: str, separator: str):
    rows = [
        ["ID", "Headline", "Full Text", "Published At", "Outlet"],
        [
            "7",
            "River floods",
            '"The river rose.\n\n""We asked,"" said Calder."',
            "2017-11-21",
            "Courier",
        ],
        ["8", "Schools shut", "Schools stay closed.", "", "Courier"],
    ]
    first, second = read(tmp_path / name, "\r\n".join(separator.join(row) for row in rows))

    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == 'The river rose.\n\n"We asked," said Calder.'
    assert (first.record, first.line, first.title) == ("7", 2, "River floods")
    assert (first.date, first.source) == ("2017-11-21", "Courier")
    assert (second.record, second.line, second.date) == ("8", 5, None)
    assert first.rules["date"] == "table column"


def test_a_row_without_a_text_is_a_failure_among_others(tmp_path: Path):
    first, second = read(tmp_path / "a.csv", "title,text\nEmpty,\nFull,Words.\n")

    assert isinstance(first, ReadFailure)
    assert (first.line, first.reason) == (2, "empty: its text has no words")
    assert isinstance(second, Document)


def test_a_table_that_names_no_text_says_what_to_do(tmp_path: Path):
    with pytest.raises(CorpusError, match="names no column for the text"):
        read(tmp_path / "a.csv", "name,price\nbread,2\n")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: items,
        lambda items: {"articles": items},
        lambda items: {"status": "ok", "response": {"total": 2, "docs": items}},
    ],
)
def test_a_list_of_articles_is_found_in_json(tmp_path: Path, wrap):
    items = [{"id": 4, "body": "The river rose.", "pub_date": "2017-11-21"}, {"body": "Closed."}, 3]
    first, second, third = read(tmp_path / "a.json", json.dumps(wrap(items)))

    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.record, first.text, first.date) == ("4", "The river rose.", "2017-11-21")
    assert second.record == "2"
    assert isinstance(third, ReadFailure)


@pytest.mark.parametrize("text", ["", "{", '{"a": 1}', "[]", "[1, 2]", "[" * 5_000, "null"])
def test_json_without_an_article_is_refused(tmp_path: Path, text: str):
    with pytest.raises(CorpusError):
        read(tmp_path / "a.json", text)


def test_a_quotation_mark_in_the_wrong_place_costs_its_rows_and_no_others(tmp_path: Path):
    text = (
        'id,text\n1,The river rose.\n2,"It "rose" again."\n3,"The dam held."\n'
        '4,"It never\n5,"He said so."\n6,Schools shut.\n'
    )
    found = read(tmp_path / "a.csv", text)

    read_well = [one for one in found if isinstance(one, Document)]
    faults = [one for one in found if isinstance(one, ReadFailure)]
    assert [one.record for one in read_well] == ["1", "3", "6"]
    assert [(one.line, one.reason) for one in faults] == [
        (3, "a quotation mark in the wrong place breaks line 3"),
        (5, "a quotation mark in the wrong place breaks lines 5 to 6"),
    ]


def test_a_cell_without_an_end_is_told(tmp_path: Path):
    first, fault = read(tmp_path / "a.csv", 'id,text\n1,The river rose.\n2,"It\nfell.\n')

    assert isinstance(first, Document)
    assert isinstance(fault, ReadFailure)
    assert fault.reason == "a quotation mark in the wrong place breaks lines 3 to 4"


def test_marks_between_tabs_are_those_of_the_text(tmp_path: Path):
    rows = ["id\ttext", '1\t"We will," she said.', '2\t"We will', '3\t"They will," he said.']
    text = "\n".join([*rows, '4\t"Closed."', ""])
    found = read(tmp_path / "a.tsv", text)

    assert [one.text for one in found if isinstance(one, Document)] == [
        '"We will," she said.', '"We will', '"They will," he said.', "Closed."
    ]  # fmt: skip
    assert [one.line for one in found] == [2, 3, 4, 5]


def test_exports_of_interfaces_and_search_engines_are_read_as_they_are(tmp_path: Path):
    guardian = {
        "webTitle": "Flood", "webPublicationDate": "2017-11-21T07:30:00Z",
        "webUrl": "https://g.example/a", "fields": {"bodyText": "The river rose."},
    }  # fmt: skip
    elastic = {
        "_id": "q",
        "_source": {"headline": "Flood", "text": "The river rose.", "published": "2017-11-21"},
    }
    for whole in (
        {"response": {"status": "ok", "results": [guardian]}},
        {"took": 1, "hits": {"total": 1, "hits": [elastic]}},
    ):
        [found] = read(tmp_path / "a.json", json.dumps(whole))
        assert isinstance(found, Document)
        assert (found.text, found.title, found.date) == ("The river rose.", "Flood", "2017-11-21")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_of_any_size_is_read_a_row_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
):
    monkeypatch.setattr(table, "MAX_TEXT_BYTES", 1_000)
    rows = [f'{n},"The “river” rose,\r\nthen fell."' for n in range(50)]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(["id,text", *rows]).encode(encoding))
    found = list(read_documents(path))

    assert [one.record for one in found] == [str(n) for n in range(50)]
    assert all(
        isinstance(one, Document) and one.text == "The “river” rose,\nthen fell." for one in found
    )
    assert [one.line for one in found] == list(range(2, 102, 2))


def test_a_row_without_an_end_costs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table_rows, "MAX_TEXT_BYTES", 1_000)
    text = f'id,text\n1,The river rose.\n2,"{"It fell. " * 999}"\n3,Schools shut.\n'
    found = read(tmp_path / "a.csv", text)

    assert [one.record for one in found if isinstance(one, Document)] == ["1", "3"]
    assert any("the row is larger than" in one.reason for one in found if hasattr(one, "reason"))


def test_json_beyond_the_limit_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json_document, "MAX_TEXT_BYTES", 10)

    with pytest.raises(CorpusError, match="convert it to JSON Lines"):
        read(tmp_path / "a.json", '[{"text": "The river rose."}]')
