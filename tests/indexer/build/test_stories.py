from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from indexer.build import stories as finding
from indexer.errors import IndexCorruptError
from indexer.maintain.compact import compact_index
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.stories.reading import Stories
from tests.support.build import build
from tests.support.copies import other_words, story, write

FORMATS = Path(__file__).parent.parent.parent / "formats"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two stories in several versions, and two articles that stand alone."""
    found = tmp_path / "articles"
    write(found, "wire", story(1))
    write(found, "cut", story(1)[:4])
    write(found, "late", [other_words(1), *story(1)])
    write(found, "alone", story(2))
    write(found, "report", story(3))
    write(found, "update", [*story(3), other_words(3)])
    write(found, "last", story(4))
    return found


def stories_in(index: Path) -> set[frozenset[str]]:
    """The stories, by the names of the files."""
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        assert catalog.faults() == []
        groups: dict[int, set[str]] = {}
        for document, number in Stories(catalog).story_of().items():
            groups.setdefault(number, set()).add(Path(catalog.document(document).path).stem)
        for number, names in groups.items():
            assert Path(catalog.document(number).path).stem in names
            assert len(names) > 1
        return {frozenset(names) for names in groups.values()}


BOTH = {frozenset({"wire", "cut", "late"}), frozenset({"report", "update"})}


def test_a_run_finds_the_stories(folder: Path, index: Path):
    build(index, folder)

    assert stories_in(index) == BOTH


def test_an_unchanged_folder_is_not_compared_again(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    build(index, folder)
    monkeypatch.setattr(finding, "find_stories", None)

    build(index, folder)

    assert stories_in(index) == BOTH


def test_a_new_article_joins_its_story(folder: Path, index: Path):
    build(index, folder)
    write(folder, "again", [*story(2), other_words(2)])

    build(index, folder)

    assert stories_in(index) == BOTH | {frozenset({"alone", "again"})}


def test_an_article_that_tells_another_story_now_leaves_the_first(folder: Path, index: Path):
    build(index, folder)
    write(folder, "update", story(4))

    build(index, folder)

    assert stories_in(index) == {frozenset({"wire", "cut", "late"}), frozenset({"last", "update"})}


def test_without_its_only_link_a_story_is_two(tmp_path: Path, index: Path):
    """The first and the last version share nothing; the one between them has half of each."""
    folder = tmp_path / "articles"
    write(folder, "first", story(1))
    link = write(folder, "link", [*story(1)[4:], *story(2)[:4]])
    write(folder, "third", story(2))
    build(index, folder)
    assert stories_in(index) == {frozenset({"first", "link", "third"})}

    link.unlink()
    build(index, folder)

    assert stories_in(index) == set()


def test_a_run_that_was_killed_before_comparing_leaves_no_wrong_story(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "articles"
    write(folder, "first", story(1))
    link = write(folder, "link", [*story(1)[4:], *story(2)[:4]])
    write(folder, "third", story(2))
    build(index, folder)
    link.unlink()
    write(folder, "new", story(1)[:5])

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(finding, "find_stories", die)
        with pytest.raises(KeyboardInterrupt):
            build(index, folder)
    assert stories_in(index) == set()

    build(index, folder)
    assert stories_in(index) == {frozenset({"first", "new"})}


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_the_stories_are_those_of_a_fresh_index(
    tmp_path: Path, index: Path, seed: int
):
    chance = random.Random(seed)
    folder = tmp_path / "articles"
    write(folder, "always", story(9))
    for _ in range(4):
        for _ in range(chance.randint(1, 5)):
            number, name = chance.randrange(3), f"article-{chance.randrange(8)}"
            own = story(number)
            start, end = sorted(chance.sample(range(9), 2))
            write(folder, name, [*own[start:end], *story(number + 1)[: chance.randint(0, 5)]])
        for path in chance.sample(sorted(folder.iterdir()), 2):
            if path.stem != "always":
                path.unlink()
        build(index, folder)
    fresh = tmp_path / "fresh"
    build(fresh, folder)

    assert stories_in(index) == stories_in(fresh)


def test_a_compaction_keeps_the_stories(folder: Path, index: Path):
    build(index, folder)
    (folder / "alone.md").unlink()
    build(index, folder)

    compact_index(index)

    assert stories_in(index) == BOTH


def test_a_damaged_signature_is_told(folder: Path, index: Path):
    build(index, folder)
    with closing(sqlite3.connect(index / "catalog.db")) as connection, connection:
        connection.execute("UPDATE signatures SET signature = x'78' WHERE document = 1")
    write(folder, "again", story(2))

    with pytest.raises(IndexCorruptError):
        build(index, folder)


def test_an_index_of_format_2_is_compared_again(tmp_path: Path):
    """Its signatures do not tell in which paragraph a run is."""
    index = Path(shutil.copytree(FORMATS / "v2" / "index", tmp_path / "index"))
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        number = catalog.ranges()[0].document
        words = catalog.text(number).split("\n\n")
        stem = Path(catalog.document(number).path).stem

    write(tmp_path / "articles", "copy", words)
    write(tmp_path / "articles", "other", story(1))
    build(index, tmp_path / "articles")

    assert stories_in(index) == {frozenset({stem, "copy"})}
