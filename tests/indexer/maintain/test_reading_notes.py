from __future__ import annotations

from pathlib import Path

from indexer.maintain.status import read_status
from indexer.maintain.status_lines import status_lines
from tests.support.build import build, lines, record


def test_dates_that_cannot_be_read_are_counted_with_an_example(tmp_path: Path):
    wire = tmp_path / "wire.jsonl"
    dates = ("2016-05-17", "17/05/16", "yesterday", "05/06/2016")
    lines(wire, *({**record(f"quay {n}"), "date": date} for n, date in enumerate(dates)))
    build(tmp_path / "index", wire)

    status = read_status(tmp_path / "index")

    assert status.unreadable_dates is not None
    assert status.unreadable_dates.documents == 3
    assert status.unreadable_dates.path == wire.as_posix()
    assert status.unreadable_dates.told == "unreadable: 17/05/16"
    assert any("the date of 3 documents" in line for line in status_lines(status))


def test_where_all_is_well_nothing_is_said(tmp_path: Path):
    wire = tmp_path / "wire.jsonl"
    lines(wire, {**record("quay"), "date": "2016-05-17"}, record("pier"))
    build(tmp_path / "index", wire)

    status = read_status(tmp_path / "index")

    assert status.unreadable_dates is None
    assert not any("the date of" in line for line in status_lines(status))


def test_encodings_that_are_guesses_are_counted(tmp_path: Path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_bytes("Mr Erdoğan spoke in Beşiktaş.".encode("cp1254"))
    (folder / "b.txt").write_text("Mr Erdoğan spoke in Beşiktaş.", encoding="utf-8")
    build(tmp_path / "index", folder)

    status = read_status(tmp_path / "index")

    assert status.guessed_encodings is not None
    assert status.guessed_encodings.documents == 1
    assert status.guessed_encodings.told == "windows-1254 (guess)"
    assert any("the encoding of 1 document is a guess" in line for line in status_lines(status))
