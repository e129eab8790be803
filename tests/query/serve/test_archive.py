"""One open index for all requests, opened again after a commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import IndexClosedError, IndexNotFoundError
from query.serve.archive import Archive
from query.serve.server import prepare
from tests.support.build import build
from tests.support.hashing import HashingEncoder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "flood.txt").write_text("“The wall held,” said Ada Marlow.\n", encoding="utf-8")
    build(tmp_path / "index", folder)
    return folder


@pytest.fixture
def archive(articles: Path, tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "index", HashingEncoder())
    yield opened
    opened.close()


def add(articles: Path, name: str) -> None:
    (articles / f"{name}.txt").write_text(f"The {name} was opened.\n", encoding="utf-8")
    build(articles.parent / "index", articles)


def test_requests_share_one_state_while_nothing_changes(archive: Archive):
    with archive.reading() as first, archive.reading() as second:
        assert first is second
        assert first.engine is second.engine


def test_the_next_request_sees_what_a_run_committed(archive: Archive, articles: Path):
    with archive.reading() as before:
        assert len(before.index.documents) == 1
    add(articles, "museum")

    with archive.reading() as after:
        assert len(after.index.documents) == 2
        assert after.engine.ask("museum").hits[0].passage.text == "The museum was opened."


def test_a_request_in_progress_goes_on_with_the_state_that_it_has(archive: Archive, articles: Path):
    with archive.reading() as before:
        add(articles, "museum")
        with archive.reading() as after:
            assert len(after.index.documents) == 2
        assert len(before.engine.ask("wall").hits) == 1
    with pytest.raises(IndexClosedError):
        before.index.catalog.state()


def test_the_encoder_outlives_a_commit(articles: Path, tmp_path: Path):
    archive = Archive(tmp_path / "index", HashingEncoder())
    with archive.reading() as before:
        encoder = before.encoder
    add(articles, "museum")

    with archive.reading() as after:
        assert after.encoder is encoder
    archive.close()


def test_a_rebuilt_index_is_seen(archive: Archive, articles: Path, tmp_path: Path):
    from indexer.build.rebuild import rebuild_index

    (articles / "museum.txt").write_text("The museum was opened.\n", encoding="utf-8")
    rebuild_index([articles], tmp_path / "index", encoder=HashingEncoder())

    with archive.reading() as after:
        assert len(after.index.documents) == 2


def test_a_decision_about_names_is_seen(archive: Archive, tmp_path: Path):
    with archive.reading() as before:
        pass
    (tmp_path / "index" / "decisions.jsonl").write_text(
        '{"verdict": "same", "names": ["Ada Marlow", "A. Marlow"]}\n', encoding="utf-8"
    )

    with archive.reading() as after:
        assert after is not before


def test_a_closed_archive_answers_nobody(archive: Archive):
    archive.close()

    with pytest.raises(ValueError, match="closed"), archive.reading():
        pass


def test_no_index_is_told_at_once(tmp_path: Path):
    with pytest.raises(IndexNotFoundError):
        Archive(tmp_path / "none", HashingEncoder())


def test_preparing_an_archive_changes_no_answer_and_never_fails(archive: Archive):
    prepare(archive)
    with archive.reading() as opened:
        assert opened.engine.overview(None).documents == 1
        assert opened.quotes.overview("wall").documents == 1
    archive.close()
    prepare(archive)
