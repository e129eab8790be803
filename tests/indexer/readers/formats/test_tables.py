"""CSV, TSV and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
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
