from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import Options, build_index
from indexer.errors import IndexCorruptError, IndexNotFoundError
from indexer.maintain.compact import compact_index
from indexer.maintain.status import read_status
from query.engine import Engine
from query.settings import Settings
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder
from tests.support.state import answers, assert_sound, contents


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(12))
    return tmp_path / "articles"


@pytest.fixture
def index(tmp_path: Path, articles: Path) -> Path:
    """An index from which half of what it ever held has been deleted."""
    index = tmp_path / "index"
    build(articles, index)
    write_articles(articles, range(3, 9), version=1)
    (articles / "0001.md").unlink()
    build(articles, index)
    return index


def build(articles: Path, index: Path) -> None:
    build_index([articles], index, encoder=HashingEncoder(), options=Options(batch=7))


def test_nothing_but_the_deleted_is_dropped(index: Path):
    before, found, status = contents(index), answers(index), read_status(index)

    gained = compact_index(index)

    after = read_status(index)
    assert gained.passages == status.deleted_passages > 0
    assert (after.deleted_passages, after.passages) == (0, status.passages)
    assert gained.after < gained.before
    assert contents(index) == before
    assert answers(index) == found
    assert_sound(index)


def test_compacting_twice_changes_nothing_more(index: Path):
    compact_index(index)
    found = answers(index)

    gained = compact_index(index)

    assert (gained.passages, gained.quotes) == (0, 0)
    assert answers(index) == found


def test_a_compacted_index_is_gone_on_with(index: Path, articles: Path, tmp_path: Path):
    compact_index(index)
    write_articles(articles, range(7, 15), version=2)
    build(articles, index)
    compact_index(index)
    build(articles, index)

    build(articles, tmp_path / "fresh")
    assert contents(index) == contents(tmp_path / "fresh")
    assert answers(index) == answers(tmp_path / "fresh")
    assert_sound(index)


def test_a_reader_keeps_the_state_that_it_opened(index: Path):
    with Engine.open(index, HashingEncoder()) as engine:
        before = engine.ask("the harbour", Settings(limit=9)).hits
        compact_index(index)

        assert engine.ask("the harbour", Settings(limit=9)).hits == before


@pytest.mark.parametrize(
    "moment",
    [
        "indexer.maintain.compact.rewrite_keyword",
        "indexer.maintain.compact.rewrite_vectors",
        "indexer.store.catalog.writer.CatalogWriter.renumber",
        "indexer.store.catalog.writer.move_documents",
        "indexer.store.catalog.writer.CatalogWriter.tidy",
    ],
)
def test_interrupted_at_any_moment_it_has_happened_or_not(
    index: Path, articles: Path, moment: str, monkeypatch: pytest.MonkeyPatch
):
    before, found = contents(index), answers(index)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(moment, interrupt)
        with pytest.raises(KeyboardInterrupt):
            compact_index(index)

    assert contents(index) == before
    assert answers(index) == found
    assert_sound(index)
    build(articles, index)
    assert len([path for path in index.iterdir() if path.is_dir()]) == 4
    compact_index(index)
    assert answers(index) == found


def test_a_damaged_part_is_not_compacted(index: Path):
    rows = index / "vectors" / "rows.i8"
    rows.write_bytes(b"\xff" * rows.stat().st_size)

    with pytest.raises(IndexCorruptError, match="vectors"):
        compact_index(index)

    assert len(contents(index)) == 11


def test_an_index_that_has_become_empty(tmp_path: Path):
    source = tmp_path / "wire.jsonl"
    source.write_text('{"id": "a", "text": "The mayor spoke at length."}\n', encoding="utf-8")
    build_index([source], tmp_path / "index", encoder=HashingEncoder())
    other = tmp_path / "other.txt"
    other.write_text("Something that stays in the index.", encoding="utf-8")
    source.unlink()
    build_index([other], tmp_path / "index", encoder=HashingEncoder())
    build_index([], tmp_path / "index", encoder=HashingEncoder())

    compact_index(tmp_path / "index")

    assert [Path(path).name for path in contents(tmp_path / "index")] == ["other.txt"]


def test_where_there_is_no_index_none_is_made(tmp_path: Path):
    with pytest.raises(IndexNotFoundError):
        compact_index(tmp_path / "index")

    assert not (tmp_path / "index").exists()
