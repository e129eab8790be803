"""What is shown says whether its file has changed or gone since it was indexed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from indexer.store.source_file import FileChange
from query.cli.app import app
from query.engine import Engine
from query.quote_engine import QuoteEngine
from tests.support.build import age, build
from tests.support.hashing import HashingEncoder

TEXT = "The quay was closed on Monday.\n\n“The quay is not safe,” Mayor Lee Ford said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "quay.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    age(tmp_path)
    build(tmp_path / "index", tmp_path / "articles")
    return path


def changes(article: Path) -> set[FileChange | None]:
    index = article.parent.parent / "index"
    with Engine.open(index, HashingEncoder()) as engine:
        hits = engine.ask("the quay").hits
        shown = engine.show("quay.txt").file_change
    with QuoteEngine.open(index, HashingEncoder()) as quotes:
        found = {hit.file_change for hit in (*hits, *quotes.by_date().hits)}
        assert quotes.by_date().hits
    return {shown, *found}


def test_a_file_that_is_as_it_was_is_not_mentioned(article: Path):
    assert changes(article) == {None}


def test_a_deleted_file_is_told(article: Path):
    article.unlink()

    assert changes(article) == {FileChange.GONE}


def test_a_file_of_another_size_is_told(article: Path):
    article.write_text(TEXT + "More.", encoding="utf-8")

    assert changes(article) == {FileChange.CHANGED}


def test_a_change_that_keeps_size_and_time_is_told(article: Path):
    status = article.stat()
    article.write_text(TEXT.replace("Monday", "Sunday"), encoding="utf-8")
    os.utime(article, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert changes(article) == {FileChange.CHANGED}


def test_another_time_alone_is_no_change(article: Path):
    article.touch()
    article.chmod(0o600)

    assert changes(article) == {None}


@pytest.mark.parametrize("command", [["show", "quay.txt"], ["quotes"], ["quotes", "--markdown"]])
def test_people_read_it(article: Path, command: list[str]):
    article.unlink()
    result = CliRunner().invoke(app, [*command, "--index", str(article.parent.parent / "index")])

    assert "the file is not there any more" in result.output


@pytest.mark.parametrize("form", ["--json", "--jsonl", "--csv"])
def test_programs_read_it(article: Path, form: str):
    article.unlink()
    index = str(article.parent.parent / "index")
    result = CliRunner().invoke(app, ["quotes", form, "--index", index])

    assert "gone" in result.stdout
    assert "FileChange" not in result.stdout
