"""A change is noticed whatever size and time say; what is the same is not read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import indexer.build.update as update
import indexer.store.source_file as source_file
from indexer.build.options import Options
from indexer.maintain.status import read_status
from indexer.store.source_file import content_digest
from tests.support.articles import write_articles
from tests.support.build import age, build
from tests.support.state import contents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(3))
    age(tmp_path)
    build(tmp_path / "index", tmp_path / "articles")
    return tmp_path


def change_in_secret(path: Path) -> None:
    """Change a letter, and keep size and time of modification."""
    status = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-3] + b"x" + data[-2:])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_change_that_keeps_size_and_time_is_noticed(folder: Path):
    change_in_secret(folder / "articles" / "0001.md")

    assert read_status(folder / "index").changed_files == 1
    assert build(folder / "index").changed == 1


def test_another_time_of_change_alone_is_no_change(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "articles" / "0001.md").chmod(0o600)
    monkeypatch.setattr(update, "read_documents", None)  # nothing is read

    assert read_status(folder / "index").changed_files == 0
    assert build(folder / "index").unchanged == 3


def test_verify_notices_what_no_time_tells(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("indexer.build.plan.is_same", lambda before, now: True)
    change_in_secret(folder / "articles" / "0001.md")

    assert build(folder / "index").changed == 0
    report = build(folder / "index", options=Options(verify=True))
    assert (report.changed, report.unchanged) == (1, 2)
    assert len(contents(folder / "index")) == 3


def test_a_link_to_nothing_is_counted(folder: Path):
    link = folder / "articles" / "link.txt"
    link.symlink_to(folder / "nowhere.txt")

    assert build(folder / "index").failed == 1
    [failure] = read_status(folder / "index").failures
    assert failure.path == link.as_posix()
    assert "a link to a file that does not exist" in failure.reason
    link.unlink()
    assert build(folder / "index").failed == 0


def test_neither_a_pipe_nor_a_file_that_seems_empty_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty.txt").touch()
    monkeypatch.setattr(source_file.os, "open", None)

    assert content_digest(str(tmp_path / "pipe.txt")) == ""
    assert content_digest(str(tmp_path / "empty.txt"))
    assert content_digest(str(tmp_path / "none.txt")) == ""
