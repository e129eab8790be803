"""A full disk, a folder that cannot be written: a clear line, and what was there is there."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build.pipeline import Options, build_index
from indexer.build.rebuild import rebuild_index
from indexer.errors import IndexLockedError, IndexWriteError, SearchError
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from query.engine import Engine
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder
from tests.support.program import Program
from tests.support.state import answers, assert_sound, contents

ROOT = Path(__file__).parent.parent
MOMENTS = 20


def build(articles: Path, index: Path) -> None:
    build_index([articles], index, encoder=HashingEncoder(), options=Options(batch=12))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(12))
    return tmp_path / "articles"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, which only root may make."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("not permitted to mount a small disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def leave(disk: Path, size: int) -> None:
    """Fill a disk up to so many bytes."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        file.write(bytes(max(0, free - size)))


TASKS = {
    "index": lambda articles, index: build(articles, index),
    "compact": lambda articles, index: compact_index(index),
    "rebuild": lambda articles, index: rebuild_index(
        [articles], index, encoder=HashingEncoder(), options=Options(batch=12)
    ),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_full_disk_at_many_moments(articles: Path, small_disk: Path, tmp_path: Path, task: str):
    """Less and less room is left for a run that would change half of the index."""
    pristine = tmp_path / "pristine"
    build(articles, pristine)
    before = contents(pristine)
    write_articles(articles, range(6, 18), version=1)
    build(articles, tmp_path / "whole")
    after = contents(tmp_path / "whole")
    possible = before | after
    full = 0
    for moment in range(MOMENTS):
        index = Path(shutil.copytree(pristine, small_disk / "index"))
        leave(small_disk, 15_000 * moment)
        try:
            TASKS[task](articles, index)
        except IndexWriteError:
            full += 1
        (small_disk / "filler").unlink()
        assert check_index(index) == []
        found = contents(index)
        assert all(found[path] in (before.get(path), after.get(path)) for path in found)
        assert set(found) <= set(possible)
        assert {path for path in before if path in after} <= set(found)
        build(articles, index)
        assert contents(index) == after
        assert_sound(index)
        shutil.rmtree(index)
    assert full >= MOMENTS // 4


class Permission:
    """Any file of an index can no longer be written from some moment on."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def fsync(self, _: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("calls", range(0, 12, 2))
def test_permission_that_is_lost_half_way(
    articles: Path, tmp_path: Path, calls: int, monkeypatch: pytest.MonkeyPatch
):
    index = tmp_path / "index"
    build(articles, index)
    before = contents(index)
    write_articles(articles, range(6, 18), version=1)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", Permission(calls).fsync)
        with pytest.raises(IndexWriteError, match="Permission denied"):
            build(articles, index)

    assert check_index(index) == []
    assert {path for path in before if Path(path).exists()} <= set(contents(index))
    build(articles, index)
    build(articles, tmp_path / "fresh")
    assert contents(index) == contents(tmp_path / "fresh")


def as_nobody(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program as a user who owns nothing.

    The modules are loaded before, by running it as oneself on an index of its own: that user may
    not be able to read them.
    """
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    code = f"""
import os, sys, tempfile
from pathlib import Path
import pytest
from query.__main__ import main
from tests.support.articles import write_articles
from tests.support.program import use_hashing_encoder

def run(*command):
    sys.argv = ["whosaid", *command]
    try:
        main()
    except SystemExit as ended:
        return ended.code

use_hashing_encoder(pytest.MonkeyPatch())
sys.stdout = sys.stderr = open(os.devnull, "w")
with tempfile.TemporaryDirectory() as folder:
    write_articles(Path(folder) / "articles", range(2))
    run("index", folder, "--index", folder + "/index")
    run("ask", "the harbour", "--json", "--index", folder + "/index")
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
os.setgid(65534)
os.setuid(65534)
sys.exit(run(*{command!r}))
"""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )


@pytest.fixture
def foreign(tmp_path: Path, articles: Path) -> Iterator[Path]:
    """An index that others may read but not write.

    Not among pytest's own folders, which every other session of it shuts against others.
    """
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_mode & 0o005 != 0o005:
            path.chmod(path.stat().st_mode | 0o005)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        build(articles, Path(folder) / "index")
        yield Path(folder) / "index"


def test_an_index_in_a_folder_that_is_read_only_answers(foreign: Path, whosaid: Program):
    command = ("ask", "the harbour", "--json", "--index", str(foreign))

    ended = as_nobody(*command)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == whosaid(*command).out


@pytest.mark.parametrize("command", ["ask", "status", "index", "check", "compact"])
def test_an_index_in_a_folder_that_may_not_be_entered_says_so(foreign: Path, command: str):
    foreign.parent.chmod(0o700)
    words = ["the harbour"] if command == "ask" else []

    ended = as_nobody(command, *words, "--index", str(foreign))

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: {foreign}")
    assert "Permission denied" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("state", ["there", "new"])
def test_an_index_that_cannot_be_written_says_so(foreign: Path, articles: Path, state: str):
    index = foreign if state == "there" else foreign.parent / "other"
    readable = shutil.copytree(articles, foreign.parent / "articles")

    ended = as_nobody("index", str(readable), "--index", str(index))

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"error: {index}")
    assert "Permission denied" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_writer_is_told_who_the_first_is(articles: Path, tmp_path: Path):
    from indexer.store.layout import Layout
    from indexer.store.writer_lock import writer_lock

    index = tmp_path / "index"
    build(articles, index)
    with writer_lock(Layout(index)):
        for task in TASKS.values():
            with pytest.raises(IndexLockedError, match=f"process {os.getpid()} on "):
                task(articles, index)
        assert answers(index)

    build(articles, index)


def test_a_lock_of_a_dead_process_is_no_lock(articles: Path, tmp_path: Path):
    index = tmp_path / "index"
    build(articles, index)
    holder = '{"host": "here", "process": 1, "since": "2020-01-01T00:00:00+00:00"}'
    (index / "writer.json").write_text(holder, encoding="utf-8")
    (index / "writer.lock").touch()

    build(articles, index)

    assert not (index / "writer.json").exists()


def test_random_failures_of_the_system_are_survived(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Any write may fail at any time, again and again."""
    chance = random.Random(5)
    index = tmp_path / "index"
    sync = os.fsync

    def fail(descriptor: int) -> None:
        if chance.random() < 0.12:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(descriptor)

    for version in range(12):
        write_articles(articles, range(version, version + 4), version=version)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", fail)
            try:
                build(articles, index)
            except SearchError as error:
                assert "Input/output error" in str(error)  # noqa: PT017
    build(articles, index)
    build(articles, tmp_path / "fresh")

    assert contents(index) == contents(tmp_path / "fresh")
    assert check_index(index) == []
    with Engine.open(index, HashingEncoder()) as engine:
        assert engine.ask("the harbour").hits
