"""What cannot be read, and what is refused: nothing that was indexed is lost."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from indexer.errors import (
    AnalyzerMismatchError,
    CorpusError,
    EncoderMismatchError,
    IndexNotFoundError,
)
from indexer.maintain.status import read_status
from indexer.store.catalog.state import RunReport
from tests.support.articles import article, write_articles
from tests.support.build import build, paths
from tests.support.hashing import HashingEncoder
from tests.support.state import contents


def test_a_file_that_fails_keeps_its_earlier_version(articles: Path, index: Path):
    build(index, articles)
    (articles / "0003.md").write_bytes(b"\x00\x01binary")

    assert build(index, articles) == RunReport(unchanged=6, failed=1)
    assert "0003.md" in paths(index)
    assert [failure.path for failure in read_status(index).failures] == [
        (articles / "0003.md").as_posix()
    ]

    (articles / "0003.md").write_text(article(3, version=2), encoding="utf-8")
    assert build(index, articles) == RunReport(changed=1, unchanged=5)


def test_a_failure_goes_with_its_file(articles: Path, index: Path):
    (articles / "empty.txt").write_bytes(b"")
    assert build(index, articles) == RunReport(added=6, failed=1)
    (articles / "empty.txt").unlink()

    assert build(index, articles) == RunReport(unchanged=6)
    assert read_status(index).failures == []


def test_an_empty_mount_point_empties_nothing(articles: Path, index: Path, tmp_path: Path):
    write_articles(tmp_path / "more", range(6, 8))
    build(index, articles, tmp_path / "more")
    for path in articles.iterdir():
        path.unlink()
    said: list[str] = []

    assert build(index, notify=said.append) == RunReport(unchanged=2)
    assert len(contents(index)) == 8
    assert said == [
        f"{articles} is empty or not there; its articles stay in the index as they were"
    ]
    with pytest.raises(CorpusError, match="nothing was changed"):
        build(index, articles)
    assert len(contents(index)) == 8


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "‮gpj.txt", "ö\u0308 ’.txt"])
def test_any_utf_8_name_is_kept(articles: Path, index: Path, name: str):
    (articles / name).write_text("The council closed the harbour.", encoding="utf-8")

    assert build(index, articles).added == 7
    assert (articles / name).as_posix() in contents(index)
    assert build(index, articles).failed == 0


def test_a_name_that_is_not_utf_8_is_counted_as_failed(articles: Path, index: Path):
    try:
        (articles / os.fsdecode(b"bad\xff.txt")).write_text("An article.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")

    assert build(index, articles) == RunReport(added=6, failed=1)
    assert build(index, articles) == RunReport(unchanged=6, failed=1)
    [failure] = read_status(index).failures
    assert failure.path.endswith(r"bad\udcff.txt")
    assert "not UTF-8" in failure.reason


def test_an_id_that_another_article_has_is_a_failure(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    """An id is a hash: two may be equal, though hardly ever."""
    monkeypatch.setattr("indexer.readers.assemble.document_id", lambda *_: "0123456789abcdef")
    write_articles(tmp_path / "articles", range(3))

    assert build(index, tmp_path / "articles") == RunReport(added=1, failed=2)
    assert build(index, tmp_path / "articles") == RunReport(unchanged=1, failed=2)
    assert "another article has the same id" in read_status(index).failures[0].reason


@pytest.mark.parametrize("name", ["missing", "picture.png"])
def test_a_path_that_is_no_article_is_refused_before_an_index_is_begun(
    tmp_path: Path, index: Path, name: str
):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    with pytest.raises(CorpusError, match=name):
        build(index, tmp_path / name)

    assert not index.exists()


def test_an_empty_folder_begins_no_index(tmp_path: Path, index: Path):
    (tmp_path / "empty").mkdir()

    with pytest.raises(CorpusError, match=r"no \.txt, \.md, .* file here"):
        build(index, tmp_path / "empty")

    assert not index.exists()


def test_without_paths_and_without_an_index_there_is_nothing_to_do(index: Path):
    with pytest.raises(IndexNotFoundError):
        build(index)

    assert not index.exists()


def test_another_encoder_is_refused(articles: Path, index: Path):
    build(index, articles)
    before = contents(index)

    with pytest.raises(EncoderMismatchError):
        build(index, articles, encoder=HashingEncoder(name="other"))

    assert contents(index) == before


def test_terms_of_another_analyzer_are_not_mixed_in(
    articles: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    build(index, articles)
    monkeypatch.setattr("indexer.text.analyzer.IDENTITY", "another 9")

    with pytest.raises(AnalyzerMismatchError):
        build(index, articles)


def test_all_failures_of_a_file_without_lines_are_told(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("good.txt", "The river rose.")
        for number in range(12):
            archive.writestr(f"{number:02}.txt", b"a\0b")
    report = build(tmp_path / "index", tmp_path / "a.zip")
    [failure] = read_status(tmp_path / "index").failures

    assert (report.added, report.failed) == (1, 12)
    assert failure.line == 0
    assert failure.reason.startswith("00.txt: binary: a NUL at byte 2; 01.txt: binary")
    assert failure.reason.endswith("; and 2 more")
