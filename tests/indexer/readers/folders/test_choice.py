"""Patterns leave out what they name, as in git, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.folders.choice import Choice
from indexer.readers.folders.files import PassedOver, find_files
from tests.indexer.readers.folders.test_files import make


def found(folder: Path, choice: Choice | None = None) -> list[str]:
    paths = find_files([folder], PassedOver(), choice or Choice())
    return [path.relative_to(folder).as_posix() for path in paths]


def ignore(folder: Path, *lines: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".whosaidignore").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["*.md"], ["a/1.txt", "a/b/3.txt", "drafts/4.txt"]),
        (["drafts/"], ["a/1.txt", "a/2.md", "a/b/3.txt"]),
        (["/a/*", "!/a/2.md"], ["a/2.md", "drafts/4.txt"]),
        (["b"], ["a/1.txt", "a/2.md", "drafts/4.txt"]),
        (["a/**/3.txt"], ["a/1.txt", "a/2.md", "drafts/4.txt"]),
        (["# *.txt", ""], ["a/1.txt", "a/2.md", "a/b/3.txt", "drafts/4.txt"]),
    ],
)
def test_an_ignore_file_is_read_as_git_reads_it(tmp_path: Path, patterns, left):
    make(tmp_path, "a/1.txt", "a/2.md", "a/b/3.txt", "drafts/4.txt")
    ignore(tmp_path, *patterns)

    assert found(tmp_path) == left


def test_the_deepest_ignore_file_decides(tmp_path: Path):
    make(tmp_path, "1.txt", "a/2.txt", "a/b/3.txt")
    ignore(tmp_path, "*.txt")
    ignore(tmp_path / "a", "!*.txt")
    ignore(tmp_path / "a" / "b", "3.txt")

    assert found(tmp_path) == ["a/2.txt"]


@pytest.mark.parametrize(
    ("include", "exclude", "left"),
    [
        (("*.md",), (), ["a/2.md"]),
        (("a/b/",), (), ["a/b/3.txt"]),
        (("*.txt",), ("a/b",), ["a/1.txt"]),
        ((), ("a/",), []),
        (("*",), (), ["a/1.txt", "a/2.md", "a/b/3.txt"]),
    ],
)
def test_patterns_of_the_command_line(tmp_path: Path, include, exclude, left):
    make(tmp_path, "a/1.txt", "a/2.md", "a/b/3.txt")

    assert found(tmp_path, Choice(include, exclude)) == left


def test_a_file_that_is_named_itself_is_always_wanted(tmp_path: Path):
    make(tmp_path, "a.txt")
    ignore(tmp_path, "*")

    assert list(find_files([tmp_path / "a.txt"], None, Choice(exclude=("*",))))


def test_what_is_left_out_is_counted(tmp_path: Path):
    make(tmp_path, "1.txt", "2.txt", "b/3.txt", "b/4.txt")
    ignore(tmp_path, "b", "1.txt")
    passed_over = PassedOver()
    list(find_files([tmp_path], passed_over, Choice()))

    assert passed_over.unwanted == 2  # the folder counts once


def test_an_ignore_file_that_cannot_be_read_is_an_error(tmp_path: Path):
    make(tmp_path, "1.txt")
    (tmp_path / ".whosaidignore").write_bytes(b"\xff\xfe")

    with pytest.raises(CorpusError, match="whosaidignore"):
        found(tmp_path)
