"""Following folders: runs after changes, survives errors, ends by an interruption."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import indexer.build.follow as follow
import indexer.index_command as index_command
from indexer.build.follow import MissingPackageError, changes_below
from indexer.build.options import Options
from indexer.errors import IndexLockedError
from indexer.index_command import IndexCommand
from indexer.terminal import INTERRUPTED
from tests.support.articles import write_articles
from tests.support.build import build, paths
from tests.support.hashing import HashingEncoder
from tests.support.program import Program


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexCommand:
    write_articles(tmp_path / "articles", range(2))

    def run(*args: object, **options: object) -> object:
        return build_index(*args, **options, encoder=HashingEncoder())  # type: ignore[arg-type]

    build_index = index_command.build_index
    monkeypatch.setattr(index_command, "build_index", run)
    return IndexCommand([tmp_path / "articles"], tmp_path / "index", Options())


def follow_with(
    command: IndexCommand, monkeypatch: pytest.MonkeyPatch, events: Iterator[bool]
) -> object:
    monkeypatch.setattr(index_command, "changes_below", lambda index: events)
    with pytest.raises(SystemExit) as ended:
        command.follow(bar=False)
    return ended.value.code


def test_a_change_is_indexed_and_an_interruption_ends_it(
    command: IndexCommand, monkeypatch: pytest.MonkeyPatch
):
    def events() -> Iterator[bool]:
        yield False
        write_articles(command.paths[0], range(2, 4))
        yield True
        assert len(paths(command.index)) == 4
        raise KeyboardInterrupt

    assert follow_with(command, monkeypatch, events()) == INTERRUPTED


def test_an_error_is_told_and_the_run_tried_again(
    command: IndexCommand, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    working = index_command.build_index

    def locked(*args: object, **options: object) -> object:
        raise IndexLockedError(command.index, "another program")

    def events() -> Iterator[bool]:
        yield False
        write_articles(command.paths[0], range(2, 4))
        monkeypatch.setattr(index_command, "build_index", locked)
        yield True
        monkeypatch.setattr(index_command, "build_index", working)
        assert len(paths(command.index)) == 2
        yield False
        assert len(paths(command.index)) == 4
        raise KeyboardInterrupt

    assert follow_with(command, monkeypatch, events()) == INTERRUPTED
    assert "being written by another program" in capsys.readouterr().err


def test_a_missing_package_is_named(command: IndexCommand, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(follow, "find_spec", lambda name: None)

    with pytest.raises(MissingPackageError, match="watchfiles"):
        command.follow(bar=False)
    assert "whosaid[watch]" in MissingPackageError.hint
    assert not command.index.exists()


def test_the_system_tells_of_changes_but_none_in_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pytest.importorskip("watchfiles")
    monkeypatch.setattr(follow, "PATIENCE", 300)
    monkeypatch.setattr(follow, "DEBOUNCE", 50)
    articles = tmp_path / "articles"
    write_articles(articles, range(1))
    build(articles / "index", articles)
    changes = changes_below(articles / "index")
    assert next(changes) in (True, False)  # what happened just before may still be told
    while next(changes):
        pass

    (articles / "index" / "x.tmp").write_text("x")
    assert not next(changes)
    threading.Timer(0.1, lambda: write_articles(articles, range(1, 2))).start()
    assert any(next(changes) for _ in range(20))


def test_a_program_can_follow_a_run(whosaid: Program, corpus: Path, tmp_path: Path):
    ended = whosaid("index", corpus, "--index", tmp_path / "index", "--progress", "--json")

    *told, report = map(json.loads, ended.out.splitlines())
    assert {tuple(one) for one in told} == {("progress",)}
    first, last = told[0]["progress"], told[-1]["progress"]
    assert set(first) == {"done", "total", "documents", "passages", "path"}
    assert first["done"] == 0
    assert last["done"] == last["total"] > 0
    assert last["documents"] == report["added"]
