from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.pipeline import Options, build_index
from indexer.errors import IndexCorruptError, IndexNotFoundError, IndexTooNewError
from indexer.maintain import check
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.maintain.repair import repair_index
from tests.support.articles import write_articles
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder
from tests.support.state import answers, assert_sound, contents


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with some deleted articles in it; not to be changed."""
    folder = tmp_path_factory.mktemp("pristine")
    for version, numbers in enumerate([range(10), range(3, 6)]):
        write_articles(folder / "articles", numbers, version)
        options = Options(batch=9)
        build_index(
            [folder / "articles"], folder / "index", encoder=HashingEncoder(), options=options
        )
    return folder / "index"


@pytest.fixture
def index(tmp_path: Path, pristine: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "index"))


def test_nothing_is_wrong_with_a_sound_index(index: Path, built_index: Path):
    assert check_index(index) == []
    assert check_index(built_index) == []
    assert repair_index(index) == []


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)


def garble_manifest(index: Path) -> None:
    (index / "manifest.json").write_text("{", encoding="utf-8")


def drop_manifest(index: Path) -> None:
    (index / "manifest.json").unlink()


def change_manifest(index: Path) -> None:
    path = index / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "dimension": 7}), encoding="utf-8")


def drop_keyword(index: Path) -> None:
    shutil.rmtree(index / "keyword")


def cut_segment(index: Path) -> None:
    cut(max((index / "keyword").glob("*.passages")))


def flip_list(index: Path) -> None:
    flip(max((index / "keyword").glob("*.passages")), 200)


def flip_quote_list(index: Path) -> None:
    flip(max((index / "quote_keyword").glob("*.passages")), 200)


def drop_contents(index: Path) -> None:
    max((index / "keyword").glob("*.toc")).unlink()


def drop_vectors(index: Path) -> None:
    shutil.rmtree(index / "vectors")


def cut_vectors(index: Path) -> None:
    cut(index / "vectors" / "rows.i8")


def flip_vector(index: Path) -> None:
    flip(index / "vectors" / "rows.i8", 129)


def flip_sign(index: Path) -> None:
    flip(index / "vectors" / "signs-00.u64", 3)


def flip_quote_vector(index: Path) -> None:
    flip(index / "quote_vectors" / "rows.i8", 129)


MENDABLE: dict[str, tuple[Callable[[Path], None], ...]] = {
    "manifest": (garble_manifest, drop_manifest, change_manifest),
    "keyword": (drop_keyword, cut_segment, flip_list, drop_contents),
    "quote_keyword": (flip_quote_list,),
    "vectors": (drop_vectors, cut_vectors, flip_vector, flip_sign),
    "quote_vectors": (flip_quote_vector,),
}


@pytest.mark.parametrize(
    ("part", "damage"), [(part, damage) for part, all_of in MENDABLE.items() for damage in all_of]
)
def test_what_the_catalog_can_give_again_is_mended(
    index: Path, pristine: Path, part: str, damage: Callable[[Path], None]
):
    damage(index)

    found = check_index(index)
    mended = repair_index(index, encoder=HashingEncoder())

    assert [(fault.part, fault.repairable) for fault in found] == [(part, True)]
    assert mended == found
    assert check_index(index) == []
    assert contents(index) == contents(pristine)
    assert answers(index) == answers(pristine)
    assert_sound(index)


def test_only_the_damaged_vectors_are_encoded(index: Path):
    flip_vector(index)
    encoder = CountingEncoder()

    repair_index(index, encoder=encoder)

    assert len(encoder.encoded) == 1


def test_all_damage_is_found_at_once(index: Path):
    change_manifest(index)
    drop_keyword(index)
    flip_vector(index)
    flip_quote_vector(index)

    parts = [fault.part for fault in check_index(index)]

    assert parts == ["manifest", "keyword", "vectors", "quote_vectors"]
    repair_index(index, encoder=HashingEncoder())
    assert check_index(index) == []


STATEMENTS = {
    "text": "UPDATE texts SET text = x'00736f6f6e' WHERE document = 2",
    "title": "UPDATE documents SET title = 'Another' WHERE document = 2",
    "line": "UPDATE documents SET line = line + 1 WHERE document = 2",
    "span": "UPDATE passages SET start = start + 1 WHERE passage = 3",
    "speaker": "UPDATE quotes SET speaker = 'Cleo Quist' WHERE quote = 1",
    "lost document": "DELETE FROM documents WHERE document = 3",
    "lost passage": "DELETE FROM passages WHERE passage = 4",
    "lost quote": "DELETE FROM quotes WHERE quote = 4",
    "lost text": "DELETE FROM texts WHERE document = 1",
    "state": "UPDATE state SET value = '64' WHERE key = 'rows'",
    "extent": "UPDATE documents SET first_passage = 0 WHERE document = 8",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_catalog_that_was_tampered_with_is_not_believed(index: Path, name: str):
    with sqlite3.connect(index / "catalog.db") as connection:
        assert connection.execute(STATEMENTS[name]).rowcount == 1
    connection.close()

    [fault, *_] = check_index(index)

    assert (fault.part, fault.repairable) == ("catalog", False)
    with pytest.raises(IndexCorruptError) as refused:
        repair_index(index, encoder=HashingEncoder())
    assert "--rebuild" in refused.value.hint


def test_a_speaker_who_cannot_be_looked_up_is_said(index: Path):
    with sqlite3.connect(index / "catalog.db") as connection:
        connection.execute("DELETE FROM speaker_keys WHERE key LIKE '~%' AND name LIKE 'Ada%'")
    connection.close()

    reasons = [fault.reason for fault in check_index(index)]
    assert "speaker_keys" in reasons[0]
    assert all("'Ada" in reason and "looked up" in reason for reason in reasons[1:])
    assert len(reasons) > 1


def test_a_missing_catalog_is_said(index: Path):
    (index / "catalog.db").unlink()

    assert [fault.part for fault in check_index(index)] == ["catalog"]


def test_where_there_is_no_index_there_is_nothing_to_check(tmp_path: Path):
    with pytest.raises(IndexNotFoundError):
        check_index(tmp_path / "index")


def test_a_later_format_is_refused(index: Path):
    with sqlite3.connect(index / "catalog.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(IndexTooNewError):
        check_index(index)


def test_an_interrupted_repair_has_changed_nothing(
    index: Path, pristine: Path, monkeypatch: pytest.MonkeyPatch
):
    flip_vector(index)
    drop_keyword(index)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("indexer.store.vectors.writer.VectorWriter.commit", interrupt)
        with pytest.raises(KeyboardInterrupt):
            repair_index(index, encoder=HashingEncoder())

    assert len(check_index(index)) == 2
    repair_index(index, encoder=HashingEncoder())
    assert check_index(index) == []
    assert answers(index) == answers(pristine)
    kinds = [path.name.split("-")[0] for path in index.iterdir() if path.is_dir()]
    assert sorted(kinds) == ["keyword", "quote_keyword", "quote_vectors", "vectors"]
    assert not (index / "keyword").exists()


def test_a_commit_meanwhile_is_no_damage(
    index: Path, pristine: Path, monkeypatch: pytest.MonkeyPatch
):
    """A writer removes what the state names that is looked at."""
    looks = check._catalog_faults
    commits = iter([8])

    def commit_first(*arguments: object) -> object:
        for number in commits:
            write_articles(index.parent / "articles", range(number), version=9)
            build_index([index.parent / "articles"], index, encoder=HashingEncoder())
            compact_index(index)
        return looks(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "_catalog_faults", commit_first)

    assert check_index(index) == []
    assert next(commits, None) is None
