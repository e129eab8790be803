from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from indexer.build.pipeline import Options, build_index
from indexer.build.rebuild import rebuild_index
from indexer.errors import CorpusError, IndexCorruptError, IndexTooNewError
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.maintain.repair import repair_index
from indexer.maintain.status import read_status
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import RunReport, State
from indexer.store.housekeeping import forget_catalog
from indexer.store.layout import Layout
from indexer.store.part import PartWriter
from query.engine import Engine
from tests.support.articles import write_articles
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder
from tests.support.older import older_version, with_wrong_names
from tests.support.state import answers, assert_sound, contents


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(8))
    return tmp_path / "articles"


@pytest.fixture
def index(tmp_path: Path, articles: Path) -> Path:
    build_index([articles], tmp_path / "index", encoder=HashingEncoder())
    return tmp_path / "index"


def rebuild(index: Path, *paths: Path, encoder: HashingEncoder | None = None) -> RunReport:
    return rebuild_index(
        paths, index, encoder=encoder or HashingEncoder(), options=Options(batch=6)
    )


def files(index: Path) -> set[str]:
    return {path.name for path in index.iterdir()}


def test_a_rebuilt_index_is_as_one_built_anew(index: Path, articles: Path, tmp_path: Path):
    write_articles(articles, range(6, 12), version=1)
    encoder = CountingEncoder()

    report = rebuild(index, encoder=encoder)

    build_index([articles], tmp_path / "fresh", encoder=HashingEncoder())
    assert report == RunReport(added=12)
    assert encoder.encoded
    assert contents(index) == contents(tmp_path / "fresh")
    assert answers(index) == answers(tmp_path / "fresh")
    assert check_index(index) == []
    assert not any(name.startswith("draft") for name in files(index))
    assert build_index((), index, encoder=HashingEncoder()) == RunReport(unchanged=12)
    assert_sound(index)


def test_with_paths_it_holds_just_these(index: Path, articles: Path, tmp_path: Path):
    write_articles(tmp_path / "more", range(20, 22))

    rebuild(index, tmp_path / "more")

    assert sorted(Path(path).name for path in contents(index)) == ["0020.md", "0021.md"]


def test_another_encoder_may_be_chosen(index: Path):
    rebuild(index, encoder=HashingEncoder(dimension=128, name="other"))

    status = read_status(index)
    assert (status.encoder, status.dimension, status.documents) == ("other", 128, 8)


class Interrupted(BaseException):
    pass


def interrupt(*_: object, **__: object) -> None:
    raise Interrupted


def interrupted_rebuild(index: Path, moment: str, *paths: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moment, interrupt)
        with pytest.raises(Interrupted):
            rebuild(index, *paths)


def damage_and_repair(index: Path) -> None:
    (index / "quote_vectors" / "rows.i8").write_bytes(b"")
    repair_index(index, encoder=HashingEncoder())


SOUND_MOMENTS = [
    "indexer.store.writer.IndexWriter._record",
    "indexer.store.catalog.writer.CatalogWriter.put_run",
    "indexer.build.rebuild._refuse_losses",
    "indexer.build.rebuild.become_index",
    "indexer.store.catalog.writer.CatalogWriter.replace_all",
    "indexer.build.draft.describe_index",
    "indexer.build.draft.forget_catalog",
    "indexer.build.draft.remove_garbage",
    "indexer.store.catalog.writer.CatalogWriter.tidy",
]


@pytest.mark.parametrize("moment", SOUND_MOMENTS)
def test_interrupted_at_any_moment_the_old_or_the_new_one_answers(
    index: Path, articles: Path, tmp_path: Path, moment: str
):
    before = contents(index)
    write_articles(articles, range(6, 12), version=1)

    interrupted_rebuild(index, moment)
    between = contents(index)
    assert_sound(index)
    rebuild(index)

    build_index([articles], tmp_path / "fresh", encoder=HashingEncoder())
    after = contents(tmp_path / "fresh")
    assert between in (before, after)
    assert contents(index) == after
    assert answers(index) == answers(tmp_path / "fresh")
    assert check_index(index) == []


@pytest.mark.parametrize("moment", SOUND_MOMENTS)
def test_an_update_after_an_interrupted_rebuild_loses_nothing(
    index: Path, articles: Path, tmp_path: Path, moment: str
):
    """A draft that was switched to shares its parts with the index, and must not touch them."""
    interrupted_rebuild(index, moment)
    write_articles(articles, range(6, 12), version=1)
    build_index((), index, encoder=HashingEncoder())
    assert check_index(index) == []

    rebuild(index)

    build_index([articles], tmp_path / "fresh", encoder=HashingEncoder())
    assert answers(index) == answers(tmp_path / "fresh")
    assert check_index(index) == []


def test_a_draft_that_became_the_index_is_not_taken_up_again(index: Path, tmp_path: Path):
    """The index has changed the parts since, and given them up."""
    before = answers(index)
    interrupted_rebuild(index, "indexer.build.draft.forget_catalog")
    assert "draft.db" in files(index)
    with older_version(with_wrong_names):
        build_index((), index, encoder=HashingEncoder())
    compact_index(index)

    rebuild(index)

    assert check_index(index) == []
    assert answers(index) == before


@pytest.mark.parametrize("change", [compact_index, damage_and_repair])
def test_a_part_that_a_draft_only_names_yet_is_not_given_away(
    index: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
):
    before = contents(index)
    with monkeypatch.context() as patch:
        opened = PartWriter.open
        patch.setattr(
            "indexer.store.writer.PartWriter.open",
            lambda keyword, *rest: (
                interrupt() if keyword.name.startswith("quote_keyword-") else opened(keyword, *rest)
            ),
        )
        with pytest.raises(Interrupted):
            rebuild(index)
    change(index)

    interrupted_rebuild(index, "indexer.store.writer.IndexWriter._record")

    assert check_index(index) == []
    assert contents(index) == before


def test_forgetting_a_draft_may_be_interrupted(index: Path, monkeypatch: pytest.MonkeyPatch):
    """Its catalog is then either gone or as it was last, never as it was earlier."""
    draft = Layout(index.with_name("killed"), draft=True)

    def killed(*_: object) -> None:
        shutil.copytree(index, draft.root)  # with SQLite's log, which ends when it is closed
        interrupt()

    with monkeypatch.context() as patch:
        patch.setattr("indexer.store.catalog.writer.CatalogWriter.put_run", killed)
        with pytest.raises(Interrupted):
            rebuild(index)
    log = draft.catalog.with_name("draft.db-wal")
    assert log.stat().st_size
    state = state_of(draft)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda path, **_: path == draft.catalog and interrupt())
        with pytest.raises(Interrupted):
            forget_catalog(draft)
    log.unlink(missing_ok=True)

    assert state_of(draft) == state


def test_a_draft_that_was_forgotten_in_part_is_forgotten_by_the_next_run(
    index: Path, monkeypatch: pytest.MonkeyPatch
):
    unlink = Path.unlink

    def unlink_but_the_manifest(path: Path, missing_ok: bool = False) -> None:
        if path.name == "draft.json":
            interrupt()
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink_but_the_manifest)
        with pytest.raises(Interrupted):
            rebuild(index)
    assert {name for name in files(index) if name.startswith("draft")} == {"draft.json"}

    build_index((), index, encoder=HashingEncoder())

    assert not read_status(index).draft
    assert check_index(index) == []


def state_of(layout: Layout) -> State:
    with closing(Catalog.open(layout.catalog)) as catalog:
        return catalog.state()


def test_it_goes_on_where_it_was(index: Path, monkeypatch: pytest.MonkeyPatch):
    interrupted_rebuild(index, "indexer.build.rebuild.become_index")
    assert read_status(index).draft
    encoder = CountingEncoder()

    rebuild(index, encoder=encoder)

    assert encoder.encoded == []
    assert not read_status(index).draft


def test_a_draft_of_other_sources_is_not_gone_on_with(index: Path, tmp_path: Path):
    write_articles(tmp_path / "more", range(20, 22))
    interrupted_rebuild(index, "indexer.build.rebuild.become_index", tmp_path / "more")

    rebuild(index)

    assert len(contents(index)) == 8


def test_readers_are_not_disturbed(index: Path, articles: Path):
    write_articles(articles, range(6, 12), version=1)
    with Engine.open(index, HashingEncoder()) as engine:
        before = engine.ask("the harbour").hits
        rebuild(index)
        assert engine.ask("the harbour").hits == before


def garble_catalog(index: Path) -> None:
    path = index / "catalog.db"
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 100_000)


def drop_catalog(index: Path) -> None:
    (index / "catalog.db").unlink()


def garble_manifest(index: Path) -> None:
    (index / "manifest.json").write_text("{", encoding="utf-8")


def make_old(index: Path) -> None:
    (index / "manifest.json").write_text('{"format": 0}', encoding="utf-8")
    with sqlite3.connect(index / "catalog.db") as connection:
        connection.execute("PRAGMA user_version = 0")
    connection.close()


def leave_a_log(index: Path) -> None:
    garble_catalog(index)
    (index / "catalog.db-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\xa5" * 9000)


DAMAGES = [garble_catalog, drop_catalog, garble_manifest, make_old, leave_a_log]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_built_anew(index: Path, articles: Path, damage: Callable[[Path], None]):
    before = contents(index)
    damage(index)

    rebuild(index, articles)

    assert contents(index) == before
    assert check_index(index) == []
    assert len([path for path in index.iterdir() if path.is_dir()]) == 4


@pytest.mark.parametrize(
    "moment",
    [
        "build.rebuild.become_index",
        "build.draft.describe_index",
        "build.draft.sync_folder",
        "build.draft.remove_garbage",
    ],
)
@pytest.mark.parametrize("damage", [garble_catalog, make_old])
def test_replacing_a_damaged_index_may_be_interrupted(
    index: Path, articles: Path, damage: Callable[[Path], None], moment: str
):
    before = contents(index)
    damage(index)

    interrupted_rebuild(index, f"indexer.{moment}", articles)
    rebuild(index, articles)

    assert contents(index) == before
    assert check_index(index) == []


def test_a_damaged_part_does_not_matter(index: Path):
    before = contents(index)
    shutil.rmtree(index / "keyword")
    (index / "vectors" / "rows.i8").write_bytes(b"")

    rebuild(index)

    assert contents(index) == before
    assert check_index(index) == []


def test_a_damaged_catalog_does_not_tell_its_sources(index: Path):
    garble_catalog(index)

    with pytest.raises(CorpusError, match="name them"):
        rebuild(index)


def test_an_index_of_a_later_version_is_not_replaced(index: Path, articles: Path):
    path = index / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")

    with pytest.raises(IndexTooNewError):
        rebuild(index, articles)


def test_a_source_that_is_not_there_is_not_forgotten(index: Path, articles: Path, tmp_path: Path):
    write_articles(tmp_path / "more", range(20, 22))
    build_index([tmp_path / "more"], index, encoder=HashingEncoder())
    articles.rename(tmp_path / "elsewhere")

    with pytest.raises(CorpusError, match="would lack its articles"):
        rebuild(index)

    assert len(contents(index)) == 10


def test_an_article_that_cannot_be_read_any_more_is_not_lost(index: Path, articles: Path):
    before = contents(index)
    (articles / "0003.md").write_bytes(b"\0")

    with pytest.raises(CorpusError, match="the present one stays"):
        rebuild(index)
    assert contents(index) == before

    (articles / "0003.md").unlink()
    assert rebuild(index) == RunReport(added=7)


def test_without_an_index_one_is_built(articles: Path, tmp_path: Path):
    assert rebuild(tmp_path / "new", articles).added == 8


def test_a_rebuild_while_another_process_reads_the_draft_waits(
    index: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
):
    interrupted_rebuild(index, "indexer.build.rebuild.become_index")
    garble_catalog(index)
    reader = sqlite3.connect(index / "draft.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchone()
    try:
        with pytest.raises(IndexCorruptError, match="try again"):
            rebuild(index, articles)
    finally:
        reader.close()

    rebuild(index, articles)
    assert check_index(index) == []
