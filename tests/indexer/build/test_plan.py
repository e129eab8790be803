from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.build.plan import make_plan, show_path
from indexer.errors import CorpusError
from indexer.store.catalog.state import FileState


def state(path: Path) -> FileState:
    status = path.stat()
    return FileState(path.as_posix(), status.st_size, status.st_mtime_ns)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two articles in a folder, and two in another."""
    paths = [tmp_path / name for name in ("a/one.txt", "a/two.txt", "b/three.txt", "b/four.txt")]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"An article named {path.stem}.", encoding="utf-8")
    return paths


def known(files: list[Path]) -> dict[str, FileState]:
    return {path.as_posix(): state(path) for path in files}


def test_what_is_as_it_was_is_not_read(files: list[Path], tmp_path: Path):
    plan = make_plan([tmp_path], known(files), ())

    assert (plan.read, plan.gone) == ([], [])
    assert sorted(plan.unchanged) == sorted(map(str, files))


def test_another_size_or_time_is_a_change(files: list[Path], tmp_path: Path):
    before = known(files)
    files[0].write_text("Longer than it was before, by some words.", encoding="utf-8")
    os.utime(files[1], ns=(1, state(files[1]).modified + 1))

    plan = make_plan([tmp_path], before, ())

    assert sorted(file.path for file in plan.read) == sorted(map(str, files[:2]))
    assert plan.size == files[0].stat().st_size + files[1].stat().st_size


def test_a_file_whose_time_could_not_be_trusted_is_read_again(files: list[Path], tmp_path: Path):
    before = known(files)
    before[str(files[0])] = FileState(str(files[0]), files[0].stat().st_size, 0)

    assert [file.path for file in make_plan([tmp_path], before, ()).read] == [str(files[0])]


def test_what_failed_is_tried_again(files: list[Path], tmp_path: Path):
    plan = make_plan([tmp_path], known(files), [str(files[0])])

    assert [file.path for file in plan.read] == [str(files[0])]


def test_only_what_lay_under_the_roots_can_be_gone(files: list[Path], tmp_path: Path):
    before = known(files)
    files[0].unlink()
    files[2].unlink()

    assert make_plan([tmp_path / "a"], before, ()).gone == [str(files[0])]
    assert make_plan([tmp_path / "a" / "two.txt"], before, ()).gone == []
    assert make_plan([tmp_path], before, ()).gone == sorted([str(files[0]), str(files[2])])


def test_a_folder_whose_name_begins_alike_is_another(files: list[Path], tmp_path: Path):
    (tmp_path / "a2").mkdir()
    other = tmp_path / "a2" / "x.txt"

    assert make_plan([tmp_path / "a"], {str(other): FileState(str(other), 1, 1)}, ()).gone == []


def test_articles_of_a_file_that_was_never_read_to_its_end_go_with_it(
    files: list[Path], tmp_path: Path
):
    half = str(tmp_path / "a" / "half.jsonl")

    assert make_plan([tmp_path], known(files), (), held=[half]).gone == [half]


def test_nothing_under_any_root_is_an_error(files: list[Path], tmp_path: Path):
    (tmp_path / "empty").mkdir()

    with pytest.raises(CorpusError, match="nothing was changed"):
        make_plan([tmp_path / "empty"], known(files), ())


def test_an_index_without_roots_keeps_what_came_through_a_pipe(files: list[Path]):
    plan = make_plan([], known(files), ())

    assert (plan.read, plan.gone) == ([], [])


def test_an_empty_root_beside_a_full_one_loses_nothing(files: list[Path], tmp_path: Path):
    """A disk that is not connected leaves an empty folder, or none."""
    before = known(files)
    for path in files[:2]:
        path.unlink()
    roots = [tmp_path / "a", tmp_path / "b"]

    plan = make_plan(roots, before, ())
    (tmp_path / "a").rmdir()

    assert (plan.gone, plan.absent) == ([], roots[:1])
    assert make_plan(roots, before, ()) == plan
    assert make_plan([tmp_path, *roots], before, ()).gone == []


def test_a_root_of_which_nothing_is_held_may_be_empty(files: list[Path], tmp_path: Path):
    (tmp_path / "new").mkdir()

    plan = make_plan([tmp_path / "a", tmp_path / "new"], known(files), ())

    assert plan.absent == []


def test_a_file_that_was_named_and_deleted_is_gone(files: list[Path], tmp_path: Path):
    before = known(files)
    files[0].unlink()

    plan = make_plan([files[0], tmp_path / "b"], before, ())

    assert (plan.gone, plan.absent) == ([str(files[0])], [])


def test_a_folder_that_cannot_be_read_keeps_its_articles(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = known(files)
    list_folder = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)
    plan = make_plan([tmp_path], before, ())

    assert plan.gone == []
    assert [file.path for file in plan.read] == [str(tmp_path / "a")]


def test_a_disk_that_does_not_answer_keeps_its_articles(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = known(files)
    files[0].unlink()
    ask = Path.lstat

    def fail(path: Path) -> os.stat_result:
        if path == files[0]:
            raise OSError(5, "Input/output error")
        return ask(path)

    monkeypatch.setattr(Path, "lstat", fail)

    assert make_plan([tmp_path], before, ()).gone == []


def test_a_name_that_is_not_utf_8_is_told_apart(files: list[Path], tmp_path: Path):
    try:
        (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text("An article.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")

    plan = make_plan([tmp_path], known(files), ())

    assert plan.unnamed == [show_path(tmp_path) + r"/bad\udcff.txt"]
    assert plan.read == []


def test_shown_paths_can_be_stored():
    assert show_path("/a/b c\n.txt") == "/a/b c\n.txt"
    assert show_path("/a/\udcff\0") == r"/a/\udcff\0"


def test_an_unchanged_file_is_looked_at_once(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = known(files)
    look = os.stat
    asked: list[str] = []

    def counted(path: os.PathLike[str] | str, *, follow_symlinks: bool = True) -> os.stat_result:
        asked.append(os.fspath(path))
        return look(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", counted)
    plan = make_plan([tmp_path], before, ())

    assert plan.unchanged == sorted(map(str, files))
    # The first one is also looked at to see whether the folder holds any article.
    assert sum(asked.count(str(file)) for file in files) == len(files) + 1
