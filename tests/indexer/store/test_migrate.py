"""An index of an older format becomes one of the present format; what was damaged stays so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from indexer.build.pipeline import build_index
from indexer.build.rebuild import rebuild_index
from indexer.errors import IndexCorruptError, IndexWriteError
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.maintain.repair import repair_index
from indexer.maintain.status import read_status
from indexer.store.catalog.connect import format_of, open_for_reading
from indexer.store.housekeeping import locked_catalog
from indexer.store.layout import FORMAT_VERSION, Layout
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder
from tests.support.reseal import alter
from tests.support.state import answers, assert_alike, contents

FORMATS = Path(__file__).parents[2] / "formats"


@pytest.fixture(params=range(1, FORMAT_VERSION))
def version(request: pytest.FixtureRequest) -> int:
    """Each older format."""
    return int(request.param)


@pytest.fixture
def index(tmp_path: Path, version: int) -> Path:
    return Path(shutil.copytree(FORMATS / f"v{version}" / "index", tmp_path / "index"))


def format_in(index: Path) -> int:
    connection = open_for_reading(index / "catalog.db")
    try:
        return format_of(connection)
    finally:
        connection.close()


def migrate(index: Path) -> None:
    with locked_catalog(Layout(index)):
        pass


def test_nothing_but_the_form_changes(index: Path):
    before, found = contents(index), answers(index)

    migrate(index)

    assert format_in(index) == FORMAT_VERSION
    assert read_status(index).format == FORMAT_VERSION
    assert contents(index) == before
    assert_alike(answers(index), found)
    assert not list(index.glob("*/rows.f16"))
    assert check_index(index) == []


def test_reading_does_not_migrate(index: Path, version: int):
    answers(index)
    check_index(index)
    read_status(index)

    assert format_in(index) == version


def test_a_compaction_migrates_too(index: Path):
    before, found = contents(index), answers(index)

    compact_index(index)

    assert format_in(index) == FORMAT_VERSION
    assert contents(index) == before
    assert_alike(answers(index), found)
    assert check_index(index) == []


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def flip_vector(index: Path) -> None:
    flip(index / "vectors" / "rows.f16", 129)


def flip_sign(index: Path) -> None:
    flip(index / "vectors" / "signs-00.u64", 9)


def flip_sum(index: Path) -> None:
    flip(next((index / "vectors").glob("*sums.u64")), 17)


def lose_vectors(index: Path) -> None:
    shutil.rmtree(index / "vectors")


def lose_quote_keyword(index: Path) -> None:
    shutil.rmtree(index / "quote_keyword")


def flip_list(index: Path) -> None:
    flip(max((index / "keyword").glob("*.passages")), 200)


def lose_segment(index: Path) -> None:
    max((index / "keyword").glob("*.passages")).unlink()


@pytest.mark.parametrize(
    "damage",
    [
        flip_vector, flip_sign, flip_sum, lose_vectors, lose_quote_keyword, flip_list,
        lose_segment,
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_migrated_first", [False, True])
def test_damage_is_not_made_good_by_migrating(
    index: Path, damage: Callable[[Path], None], is_migrated_first: bool
):
    """A repair makes it good, of either format."""
    before, found = contents(index), answers(index)
    damage(index)
    parts = [fault.part for fault in check_index(index)]
    assert parts
    if is_migrated_first:
        migrate(index)
        assert [fault.part for fault in check_index(index)] == parts

    repair_index(index, encoder=HashingEncoder())

    assert format_in(index) == FORMAT_VERSION
    assert check_index(index) == []
    assert contents(index) == before
    assert_alike(answers(index), found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE passages SET start = start + 1 WHERE passage = 5",
        "UPDATE quotes SET speaker = 'Zelda Wrong' WHERE speaker NOTNULL",
        "DELETE FROM documents WHERE document = 2",
    ],
)
def test_a_damaged_catalog_is_not_made_good_either(
    index: Path, version: int, statement: str, tmp_path: Path
):
    alter(index, statement)

    with pytest.raises(IndexCorruptError):
        build_index([write(tmp_path)], index, encoder=HashingEncoder())

    assert version > 1 or format_in(index) == 1  # the rows of format 1 get new checksums
    assert next(fault.part for fault in check_index(index)) == "catalog"


def test_a_disk_without_room_is_told_before_anything_is_written(
    index: Path, version: int, monkeypatch: pytest.MonkeyPatch
):
    found = answers(index)
    folders = {path.name for path in index.iterdir() if path.is_dir()}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000))

    with pytest.raises(IndexWriteError, match=r"MB more .* 0 MB free"):
        migrate(index)

    assert {path.name for path in index.iterdir() if path.is_dir()} == folders
    assert (format_in(index), answers(index)) == (version, found)


def test_a_rebuild_replaces_an_index_of_an_older_format(index: Path, tmp_path: Path):
    rebuild_index([write(tmp_path)], index, encoder=HashingEncoder())

    assert format_in(index) == FORMAT_VERSION
    assert read_status(index).format == FORMAT_VERSION
    assert len(contents(index)) == 3
    assert check_index(index) == []


def write(folder: Path) -> Path:
    write_articles(folder / "articles", range(30, 33))
    return folder / "articles"
