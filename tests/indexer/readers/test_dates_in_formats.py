"""Dates as exports write them, in every format that has them: read or told, never passed over."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from indexer.readers.overrides import Overrides
from indexer.readers.read import read_documents
from indexer.records import Document

BODY = "The river rose."


def cell(value: object) -> str:
    words = value if isinstance(value, str) else json.dumps(value)
    return '"' + words.replace('"', '""') + '"'


def plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


WRITERS: Mapping[str, Callable[[object], str]] = {
    "a.jsonl": lambda value: json.dumps({"date": value, "text": BODY}),
    "a.json": lambda value: json.dumps([{"date": value, "text": BODY}]),
    "a.csv": lambda value: f"date,text\n{cell(value)},{BODY}\n",
    "a.tsv": lambda value: f"date\ttext\n{plain(value)}\t{BODY}\n",
    "yaml.md": lambda value: f"---\ndate: {plain(value)}\n---\n{BODY}\n",
    "json.md": lambda value: f'{{\n"date": {json.dumps(value)}\n}}\n{BODY}\n',
    "toml.md": lambda value: f"+++\ndate = {json.dumps(plain(value))}\n+++\n{BODY}\n",
    "marked.txt": lambda value: f"\ufeff\n---\ndate: {plain(value)}\n---\n{BODY}\n",
    "page.html": lambda value: (
        f"<meta property='article:published_time' content='{plain(value)}'><p>{BODY * 9}</p>"
    ),
}


def read(tmp_path: Path, name: str, value: object) -> Document:
    path = tmp_path / name
    path.write_text(WRITERS[name](value), encoding="utf-8")
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("946684800", "2000-01-01"),
        (946684800, "2000-01-01"),
        ("1463443200.0", "2016-05-17"),
        (1463443200.0, "2016-05-17"),
        ("20160517103000", "2016-05-17"),
        ("Tue May 17 10:30:00 +0000 2016", "2016-05-17"),
        ("2016-05-17T10:30:00.000Z", "2016-05-17"),
        ("17/05/2016", "2016-05-17"),
        ("05/06/2016", "2016"),
    ],
)
def test_a_date_with_one_meaning_is_read(tmp_path: Path, name: str, value: object, date: str):
    assert read(tmp_path, name, value).date == date


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("value", ["17/05/16", "yesterday", "2016-02-30"])
def test_a_date_without_one_is_told(tmp_path: Path, name: str, value: str):
    document = read(tmp_path, name, value)

    assert document.date is None
    assert value in document.rules["date"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "json.md"])
@pytest.mark.parametrize(
    "value", ["2016-05-17T10:30:00Z", 1463443200000, {"$numberLong": "1463443200000"}]
)
def test_a_date_of_a_database_is_read(tmp_path: Path, name: str, value: object):
    assert read(tmp_path, name, {"$date": value}).date == "2016-05-17"


@pytest.mark.parametrize(
    ("value", "date"),
    [("946684800", "2000-01-01"), ("Tue May 17 10:30:00 +0000 2016", "2016-05-17")],
)
def test_a_sidecar_dates_as_an_article_does(tmp_path: Path, value: str, date: str):
    path, sidecar = tmp_path / "a.txt", tmp_path / "a.txt.meta.yaml"
    path.write_text(BODY, encoding="utf-8")
    sidecar.write_text(f"date: {value}\n", encoding="utf-8")

    (document,) = read_documents(path, Overrides((), [sidecar]).of(path.as_posix()))

    assert isinstance(document, Document)
    assert document.date == date
