from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from tests.support.build import age, build, lines, record
from tests.support.copies import story, write
from tests.support.hashing import HashingEncoder
from tests.support.state import answers, assert_sound, contents


class OnceEncoder(HashingEncoder):
    """Refuses to encode."""

    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        assert not list(texts)
        return super().encode_passages(texts)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "articles"
    for number in range(4):
        write(found, f"report-{number}", story(number), date=f"2020-01-0{number + 1}")
    lines(found / "wire.jsonl", record("harbour"), record("museum"))
    age(found)
    return found


def test_a_renamed_folder_is_the_same_articles(tmp_path: Path, index: Path, folder: Path):
    build(index, folder)
    there = folder.rename(tmp_path / "archive")

    report = build_index([there], index, encoder=OnceEncoder())

    assert (report.added, report.removed, report.unchanged) == (0, 0, 6)
    fresh = tmp_path / "fresh"
    build(fresh, there)
    assert contents(index) == contents(fresh)
    assert answers(index) == answers(fresh)
    assert_sound(index)
    again = build(index)
    assert (again.added, again.unchanged) == (0, 6)


def test_a_folder_renamed_inside_a_root_is_the_same_articles(index: Path, folder: Path):
    (folder / "old").mkdir()
    for path in folder.glob("*.md"):
        path.rename(folder / "old" / path.name)
    build(index, folder)
    (folder / "old").rename(folder / "new")

    report = build_index([folder], index, encoder=OnceEncoder())

    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 6)
    assert {Path(path).parent.name for path in contents(index)} == {"new", "articles"}


def test_a_second_link_to_a_folder_adds_nothing(tmp_path: Path, index: Path, folder: Path):
    build(index, folder)
    (tmp_path / "link").symlink_to(folder)
    said: list[str] = []

    report = build(index, tmp_path / "link", notify=said.append)

    assert (report.added, report.unchanged) == (0, 6)
    assert "5 files are in the index already by another path" in said[0]
    assert {Path(path).parent for path in contents(index)} == {folder}
    assert build(index).added == 0


def test_a_change_that_is_seen_by_the_second_link_is_read(
    tmp_path: Path, index: Path, folder: Path
):
    build(index, folder)
    (tmp_path / "link").symlink_to(folder)
    write(folder, "report-0", story(7))

    report = build(index, tmp_path / "link")

    assert (report.added, report.changed) == (0, 1)


def test_a_second_link_keeps_what_a_sidecar_says(tmp_path: Path, index: Path, folder: Path):
    sidecar = folder / "report-0.md.meta.yaml"
    sidecar.write_text("author: Ada Marlow\n", encoding="utf-8")
    build(index, folder)
    (tmp_path / "link").symlink_to(folder)

    report = build(index, tmp_path / "link")

    assert (report.added, report.changed, report.failed) == (0, 0, 0)
    [found] = [one for path, one in contents(index).items() if path.endswith("report-0.md")]
    assert found[0].author == "Ada Marlow"  # type: ignore[index]


def test_a_changed_article_in_a_renamed_folder_is_read(tmp_path: Path, index: Path, folder: Path):
    build(index, folder)
    there = folder.rename(tmp_path / "archive")
    write(there, "report-0", story(7))

    report = build(index, there)

    assert (report.added, report.unchanged) == (1, 5)


def test_a_copy_of_a_folder_is_as_many_articles_more(tmp_path: Path, index: Path, folder: Path):
    """Both are there: an article may have been published twice."""
    build(index, folder)
    for path in folder.glob("*.md"):
        copy = tmp_path / "copy" / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())

    assert build(index, tmp_path / "copy").added == 4


def test_equal_articles_move_one_by_one(tmp_path: Path, index: Path):
    folder = tmp_path / "articles"
    for name in ("one", "two", "three"):
        write(folder / name, "report", story(1))
    build(index, folder)
    (folder / "one").rename(folder / "four")
    (folder / "two" / "report.md").unlink()

    report = build_index([folder], index, encoder=OnceEncoder())

    assert (report.added, report.removed, report.unchanged) == (0, 1, 2)
    assert {Path(path).parent.name for path in contents(index)} == {"three", "four"}
