from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.errors import IndexNotFoundError
from indexer.maintain.compact import compact_index
from indexer.maintain.status import count_documents, folder_size, read_status
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(5))
    build(tmp_path)
    return tmp_path


def build(folder: Path) -> None:
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())


def test_the_counts_are_those_of_what_is_live(folder: Path):
    write_articles(folder / "articles", range(2, 4), version=1)
    build(folder)

    status = read_status(folder / "index")

    assert status.documents == count_documents(folder / "index") == 5
    assert status.deleted_passages > 0
    assert status.quotes > 0
    assert status.speakers > 0
    assert status.bytes == folder_size(folder / "index")
    compact_index(folder / "index")
    compacted = read_status(folder / "index")
    assert (compacted.passages, compacted.deleted_passages) == (status.passages, 0)


def test_what_changed_on_disk_since_is_counted(folder: Path):
    write_articles(folder / "articles", range(7, 9))
    (folder / "articles" / "0001.md").unlink()
    (folder / "articles" / "0002.md").write_text("Another article by far.", encoding="utf-8")

    status = read_status(folder / "index")

    assert (status.new_files, status.changed_files, status.gone_files) == (2, 1, 1)


def test_fresh_files_are_not_said_to_have_changed(folder: Path):
    status = read_status(folder / "index")

    assert (status.new_files, status.changed_files, status.gone_files) == (0, 0, 0)


def test_of_sources_that_are_not_there_all_is_gone(folder: Path):
    (folder / "articles").rename(folder / "elsewhere")

    assert read_status(folder / "index").gone_files == 5


def test_failures_stay_until_they_succeed_or_go(folder: Path):
    bad = folder / "articles" / "bad.txt"
    bad.write_bytes(b"\0")
    for _ in range(2):
        build(folder)
        [failure] = read_status(folder / "index").failures
        assert (failure.path, failure.line) == (bad.as_posix(), 0)
    status = read_status(folder / "index")
    assert status.new_files == 0

    bad.write_text("It can be read now, at last.", encoding="utf-8")
    build(folder)

    assert read_status(folder / "index").failures == []


def test_the_last_run_is_remembered(folder: Path):
    write_articles(folder / "articles", range(7, 9))
    build(folder)

    last = read_status(folder / "index").last_run

    assert last is not None
    assert (last.report.added, last.report.unchanged) == (2, 5)
    assert last.seconds > 0
    assert last.started.endswith("+00:00")


def test_a_link_counts_as_nothing(folder: Path):
    before = folder_size(folder / "index")
    (folder / "index" / "link").symlink_to("/etc/passwd")

    assert folder_size(folder / "index") == before


def test_where_there_is_no_index(tmp_path: Path):
    assert count_documents(tmp_path) == 0
    with pytest.raises(IndexNotFoundError):
        read_status(tmp_path)
