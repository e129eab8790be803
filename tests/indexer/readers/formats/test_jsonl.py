"""JSON Lines: a bad line is told, the others are read, ids are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.formats import jsonl
from indexer.readers.read import read_documents
from indexer.records import Document


def read(folder: Path, *lines: str | bytes) -> list[Document | ReadFailure]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    path = folder / "a.jsonl"
    path.write_bytes(data)
    return list(read_documents(path))


def test_an_article_has_its_fields_its_id_and_its_line(tmp_path):
    line = {"id": 7, "title": "Ferry", "body": "It sank.\r\nIt did.", "published_at": "2016-05-17"}

    (document,) = read(tmp_path, "", json.dumps(line), "")

    assert isinstance(document, Document)
    assert (document.record, document.line) == ("7", 2)
    assert (document.title, document.date) == ("Ferry", "2016-05-17")
    assert document.text == "It sank.\nIt did."
    assert document.rules == {"title": "json field", "date": "json field"}


@pytest.mark.parametrize("key", ["text", "body", "content", "Full_Text", "articleText", "maintext"])
def test_the_text_is_found_under_its_usual_names(tmp_path, key):
    (document,) = read(tmp_path, json.dumps({key: "It sank."}))

    assert document.text == "It sank."


def test_an_empty_text_gives_way_to_a_body_with_words(tmp_path):
    (document,) = read(tmp_path, '{"text": "", "body": "It sank."}')

    assert document.text == "It sank."


def test_fields_in_a_metadata_object_are_read_too(tmp_path):
    (document,) = read(
        tmp_path, '{"_id": "d1", "text": "It sank.", "metadata": {"source": "Courier"}}'
    )

    assert (document.record, document.source) == ("d1", "Courier")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "not JSON at character 1: "),
        ('{"text": "It', "not JSON at character 10: "),
        ("[1]", "not a JSON object"),
        ("42", "not a JSON object"),
        ("9" * 5000, "JSON has a number of more than 1,000 digits"),
        ('{"a": ' * 100_000, "JSON is nested more than 100 levels deep"),
        ('{"title": "x"}', 'no text; name it "text" or "body"'),
        ('{"text": [1, "It sank."]}', 'no text; name it "text" or "body"'),
        ('{"text": " \\n"}', "empty: its text has no words"),
        (b'{"text": "a\0b"}', "binary: a NUL at byte 12"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(tmp_path, line, reason):
    good = '{"text": "It sank."}'

    before, bad, after = read(tmp_path, good, line, good)

    path = (tmp_path / "a.jsonl").as_posix()
    assert isinstance(before, Document)
    assert isinstance(bad, ReadFailure)
    assert (bad.path, bad.record, bad.line) == (path, "2", 2)
    assert bad.reason.startswith(reason)
    assert isinstance(after, Document)


def test_a_bad_article_keeps_its_own_id(tmp_path):
    assert read(tmp_path, '{"id": "x9"}')[0].record == "x9"


def test_two_articles_of_one_id_are_both_kept(tmp_path):
    one, two = read(tmp_path, '{"id": "x", "text": "One."}', '{"id": "x", "text": "Two."}')

    assert (one.record, two.record) == ("x", "x@2")
    assert one.document_id != two.document_id


def test_a_line_beyond_the_limit_is_told_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "MAX_TEXT_BYTES", 1000)

    long, good = read(tmp_path, json.dumps({"text": "a" * 5000}), '{"text": "It sank."}')

    assert isinstance(long, ReadFailure)
    assert "the limit for one article" in long.reason
    assert isinstance(good, Document)


def test_what_cannot_be_stored_is_replaced_without_moving_an_offset(tmp_path):
    (document,) = read(tmp_path, r'{"text": "a\ud800b\u0000c\ud83d\ude00", "title": "t\udfff"}')

    assert document.text == "a\ufffdb\ufffdc😀"
    assert document.title == "t\ufffd"
    assert document.rules["characters"] == "2 replaced"


def test_a_line_in_windows_1252_is_read_and_said(tmp_path):
    (document,) = read(tmp_path, '{"text": "“It’s over,” he said of the café."}'.encode("cp1252"))

    assert document.text == "“It’s over,” he said of the café."
    assert document.rules["encoding"] == "windows-1252 (guess)"


def test_a_byte_order_mark_is_passed_over(tmp_path):
    (document,) = read(tmp_path, b'\xef\xbb\xbf{"text": "It sank."}')

    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (
            b'[\n{"text": "a"}\n]',
            "line 1: a JSON array; write one article as an object on each line",
        ),
        (b"\xff\xfe{\0", "UTF-16 or UTF-32; convert the file to UTF-8"),
        (b"\x1f\x8b\x08\0\0", "binary: a gzip archive, not text"),
        (b"ab\0\n{}", "binary: a NUL at byte 3"),
    ],
)
def test_a_file_that_is_something_else_is_refused_as_a_whole(tmp_path, data, reason):
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)

    with pytest.raises(CorpusError) as caught:
        list(read_documents(path))

    assert caught.value.reason == reason
