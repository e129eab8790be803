"""A run killed at any moment leaves an index that answers, and the next run completes it.

`pytest tests/test_kills.py --kills 1000` takes some minutes.
"""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.store.housekeeping import locked_catalog
from indexer.store.layout import FORMAT_VERSION, Layout
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder
from tests.support.killed import (
    COMPACT_POINTS,
    FORMAT_1_POINTS,
    FORMAT_2_POINTS,
    MIGRATION_POINTS,
    POINTS,
    REBUILD_POINTS,
    RENEWAL_POINTS,
    start,
)
from tests.support.older import in_many_ways, older_version
from tests.support.state import answers, assert_alike, assert_sound, contents, stories

Hits = list[tuple[str, float]]

BATCH = 12  # passages a commit: some three articles, so that a run has many moments
TASKS = {
    "index": POINTS,
    "renew": RENEWAL_POINTS,
    "rebuild": REBUILD_POINTS,
    "compact": COMPACT_POINTS,
}


class Archive:
    """Articles that change all the time, an index of them, and all that ever stood in them."""

    def __init__(self, folder: Path, size: int, chance: random.Random) -> None:
        self.articles, self.index = folder / "articles", folder / "index"
        self._chance = chance
        self._ever: set[tuple[str, str]] = set()
        self._version = 0
        self._begun = False
        write_articles(self.articles, range(size))
        # The same story again, so that stories come and go with the changes.
        for number in range(3):
            text = (self.articles / f"{number:04d}.md").read_text(encoding="utf-8")
            copy = self.articles / f"{number:04d}-copy.md"
            copy.write_text(f"{text}\nA paragraph of its own.\n", encoding="utf-8")
        self._note()

    def change(self) -> None:
        """Add, rewrite and delete some articles."""
        self._version += 1
        number = self._chance.randrange(100)
        write_articles(self.articles, range(number, number + 3), version=self._version)
        self._chance.choice(sorted(self.articles.iterdir())).unlink()
        self._note()

    def _note(self) -> None:
        for path in self.articles.iterdir():
            text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
            self._ever.add((path.as_posix(), text))

    def is_begun(self) -> bool:
        """Whether there is an index; if so, it is sound and holds whole articles that existed."""
        self._begun = self._begun or (self.index / "manifest.json").exists()
        if not self._begun:
            return False
        assert check_index(self.index) == []
        held = {(path, found[0].text) for path, found in contents(self.index).items()}
        assert held <= self._ever
        answers(self.index)
        return True

    def complete(self) -> None:
        """Bring the index up to date, without being killed."""
        build_index([self.articles], self.index, encoder=HashingEncoder())

    def assert_as_if_never_killed(self, fresh: Path) -> None:
        """The index holds and answers the same as one that is built now."""
        build_index([self.articles], fresh, encoder=HashingEncoder())
        assert_sound(self.index)
        assert check_index(self.index) == []
        assert contents(self.index) == contents(fresh)
        assert stories(self.index) == stories(fresh)
        assert_same_answers(answers(self.index), answers(fresh))


def assert_same_answers(found: list[Hits], expected: list[Hits]) -> None:
    """The same hits, but for which of those come first, or still in, that have equal scores.

    They come in order of passage numbers, which depend on history.
    """
    for these, those in zip(found, expected, strict=True):
        assert [score for _, score in these] == [score for _, score in those]
        least = these[-1][1]
        assert {hit for hit in these if hit[1] > least} == {hit for hit in those if hit[1] > least}


def kill_at_random_time(archive: Archive, task: str, chance: random.Random, whole: float) -> bool:
    """Start a task and kill it within the time that it takes; whether it was still running."""
    process = start(task, archive.articles, archive.index, BATCH)
    process.join(timeout=whole * chance.random())
    process.kill()
    process.join()
    assert process.exitcode in (0, -9)
    return process.exitcode == -9


def kill_at_point(archive: Archive, task: str, chance: random.Random) -> bool:
    """Let a task die at one of its points; whether it came there."""
    point = chance.choice(TASKS[task])
    moment = chance.choice((0, 1, 2, 3, chance.randrange(16)))
    process = start(task, archive.articles, archive.index, BATCH, point, moment)
    process.join(timeout=120)
    assert process.exitcode in (0, -9), f"{task} at {point}, {moment}"
    return process.exitcode == -9


def test_killed_runs_lose_nothing(tmp_path: Path, kills: int):
    """Adds, changes and deletions go on between the kills, as they do in an archive."""
    chance = random.Random(20260101)
    archive = Archive(tmp_path, 16, chance)
    began = time.monotonic()
    start("index", archive.articles, tmp_path / "timed", BATCH).join()
    whole = time.monotonic() - began

    killed = 0
    while killed < kills:
        task = chance.choice(("index", "index", "renew", "rebuild", "compact"))
        if not archive.is_begun():
            task = "index"
        if chance.random() < 0.4:
            killed += kill_at_random_time(archive, task, chance, whole)
        else:
            killed += kill_at_point(archive, task, chance)
        archive.is_begun()
        archive.change()
        if chance.random() < 0.2:  # some runs finish
            archive.complete()

    archive.complete()
    archive.assert_as_if_never_killed(tmp_path / "fresh")
    compact_index(archive.index)
    archive.assert_as_if_never_killed(tmp_path / "fresh")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", POINTS)
def test_a_run_that_dies_at_a_point_is_completed(tmp_path: Path, point: str, when: str):
    """Every point in turn, while articles are added, rewritten and deleted."""
    archive = Archive(tmp_path, 5, random.Random(7))
    archive.complete()
    before = contents(archive.index)
    archive.change()

    moment = 0 if when == "before" else 1
    index = archive.index if "_create" not in point else tmp_path / "begun"
    process = start("index", archive.articles, index, BATCH, point, moment)
    process.join(timeout=120)

    assert process.exitcode == -9
    archive.is_begun()
    if point in POINTS[:4] and when == "before":
        assert contents(archive.index) == before
    archive.index = index
    archive.complete()
    archive.assert_as_if_never_killed(tmp_path / "fresh")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", RENEWAL_POINTS)
def test_a_renewal_that_dies_at_a_point_is_completed(tmp_path: Path, point: str, when: str):
    """By the version that began it, or by another one."""
    archive = Archive(tmp_path, 12, random.Random(7))
    archive.complete()

    moment = 0 if when == "before" else 1
    process = start("renew", archive.articles, archive.index, BATCH, point, moment)
    process.join(timeout=120)

    assert process.exitcode == -9
    archive.is_begun()
    other = tmp_path / "other"
    shutil.copytree(archive.index, other)
    archive.complete()
    archive.assert_as_if_never_killed(tmp_path / "fresh")
    with older_version(in_many_ways):
        archive.index = other
        archive.complete()
        archive.assert_as_if_never_killed(tmp_path / "older")


FORMATS = Path(__file__).parent / "formats"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("version", "point"),
    [
        *((version, point) for version in (1, 2) for point in MIGRATION_POINTS),
        *((1, point) for point in FORMAT_1_POINTS),
        *((2, point) for point in FORMAT_2_POINTS),
    ],
)
def test_a_migration_that_dies_at_a_point_is_completed(
    tmp_path: Path, version: int, point: str, when: str
):
    """The index answers as before, whichever format it has by then; the next run completes it."""
    frozen, articles = FORMATS / f"v{version}" / "index", tmp_path / "a"
    index = Path(shutil.copytree(frozen, tmp_path / "index"))
    before, found = contents(index), answers(index)
    write_articles(articles, range(20, 21))

    moment = 0 if when == "before" else 1
    process = start("index", articles, index, BATCH, point, moment)
    process.join(timeout=120)

    assert process.exitcode == -9
    assert check_index(index) == []
    assert contents(index) == before
    assert_alike(answers(index), found)
    with locked_catalog(Layout(index)) as catalog:
        assert catalog.format == FORMAT_VERSION
    assert check_index(index) == []
    assert contents(index) == before
    assert_alike(answers(index), found)
    build_index([articles], index, encoder=HashingEncoder())
    assert not [*index.glob("*/sums.u64"), *index.glob("*/rows.f16")]
    assert len(list(index.glob("*vectors*"))) == 2
    assert len(contents(index)) == len(before) + 1
    assert_sound(index)
