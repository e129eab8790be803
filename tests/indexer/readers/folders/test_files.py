"""Which files are articles: each once, in a fixed order, and nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.folders.files import SUFFIXES, find_files


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def test_the_parts_that_a_browser_saves_beside_a_page_are_not_articles(tmp_path):
    make(tmp_path, "News.html", "News_files/ad.html", "News_files/share.txt", "my_files/a.txt")
    make(tmp_path, "Bericht.htm", "Bericht-Dateien/frame.html")

    assert found(tmp_path) == ["Bericht.htm", "News.html", "my_files/a.txt"]


def found(folder: Path, *paths: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_files(paths or [folder])]


def test_folders_are_walked_in_order_and_only_articles_are_found(tmp_path):
    make(tmp_path, "b/2.md", "b/1.TXT", "b/c/3.ndjson", "a.jsonl", "z.markdown")
    make(tmp_path, "x.exe", "y", ".hidden.txt", ".git/a.txt", "b/README.md", "b/readme.txt")

    assert found(tmp_path) == ["a.jsonl", "b/1.TXT", "b/2.md", "b/c/3.ndjson", "z.markdown"]


def test_each_file_is_found_once_however_often_it_is_named(tmp_path):
    make(tmp_path, "a/1.txt", "a/2.txt")
    (tmp_path / "a" / "3.txt").symlink_to(tmp_path / "a" / "1.txt")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    paths = [tmp_path / "a" / "2.txt", tmp_path, tmp_path / "a"]

    assert found(tmp_path, *paths) == ["a/2.txt", "a/1.txt"]


def test_a_loop_of_links_ends(tmp_path):
    make(tmp_path, "a/1.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")

    assert found(tmp_path) == ["a/1.txt"]


def test_a_link_to_nothing_is_found_so_that_reading_it_can_fail(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")

    assert found(tmp_path) == ["gone.txt"]


def test_an_index_is_no_folder_of_articles(tmp_path):
    make(tmp_path, "index_data/manifest.json", "index_data/catalog.db", "index_data/vocab.txt")

    assert found(tmp_path) == []


def test_what_is_named_is_read_even_if_hidden_or_a_readme(tmp_path):
    make(tmp_path, ".notes/README.md", ".notes/.a.txt")

    paths = [tmp_path / ".notes" / "README.md", tmp_path / ".notes" / ".a.txt"]

    assert found(tmp_path, *paths) == [".notes/README.md", ".notes/.a.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "no such file or folder"),
        ("gone", "a link to a file that does not exist"),
        ("x.exe", f"not a format that whosaid reads ({', '.join(SUFFIXES)})"),
        ("a" * 5000, "cannot be read: File name too long"),
    ],
)
def test_a_path_that_cannot_be_meant_is_refused_before_anything_is_read(tmp_path, name, reason):
    make(tmp_path, "a.txt", "x.exe")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")

    with pytest.raises(CorpusError) as caught:
        find_files([tmp_path / "a.txt", tmp_path / name])

    assert caught.value.reason == reason


def test_folders_may_be_nested_deeply(tmp_path):
    folder = tmp_path
    for _ in range(300):
        folder = folder / "f"
    make(folder, "1.txt")

    assert len(found(tmp_path)) == 1


def test_a_folder_whose_path_is_too_long_is_found_so_that_reading_it_can_fail(
    tmp_path, monkeypatch
):
    """The articles inside are not lost without a word; files of other formats do not matter."""
    monkeypatch.chdir(tmp_path)
    start = Path.cwd()
    while len(str(start)) < 4_000:
        start = start / ("d" * 80)
    start.mkdir(parents=True)
    monkeypatch.chdir(start)
    deep = Path("e" * 80)
    (deep / ("f" * 80)).mkdir(parents=True)
    for name in ("1.txt", f"{'g' * 100}.png", "h.txt"):
        (deep / ("f" * 80) / name).touch()
    monkeypatch.chdir(tmp_path)

    (place,) = find_files([tmp_path])

    assert place.name[0] in "ef"
