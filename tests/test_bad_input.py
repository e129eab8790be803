"""Whatever is given: a clear line on stderr, the right exit status, and nothing lost."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from pathlib import Path

import pytest

from indexer.store.layout import FORMAT_VERSION, Layout
from tests.support.articles import write_articles
from tests.support.program import Ended, Program
from tests.support.state import assert_sound, contents


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(3))
    return tmp_path / "articles"


@pytest.fixture
def index(tmp_path: Path, articles: Path, whosaid: Program) -> Path:
    assert whosaid("index", articles, "--index", tmp_path / "index").status == 0
    return tmp_path / "index"


def assert_explained(ended: Ended, *words: str) -> None:
    """One error line with these words, perhaps notes and a hint; no traceback; status 2."""
    assert ended.status == 2
    assert ended.out == ""
    [error] = [line for line in ended.err.splitlines() if line.startswith("error: ")]
    for word in words:
        assert word in error
    assert "Traceback" not in ended.err


# -- the index ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["ask", "why?"], ["show", "x"], ["status"], ["index"]])
@pytest.mark.parametrize("place", ["missing", "empty", "file.txt"])
def test_no_index_there(whosaid: Program, tmp_path: Path, command: list[str], place: str):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("An article.", encoding="utf-8")

    ended = whosaid(*command, "--index", tmp_path / place)

    assert_explained(ended, str(tmp_path / place), "no index here")
    assert "whosaid index FOLDER" in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file.txt"]
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize("command", [["ask", "why?"], ["show", "x"], ["status"], ["index"]])
@pytest.mark.parametrize("where", ["manifest", "catalog"])
def test_an_index_of_a_later_format(whosaid: Program, index: Path, command: list[str], where: str):
    later = FORMAT_VERSION + 1
    if where == "manifest":
        manifest = json.loads(Layout(index).manifest.read_text(encoding="utf-8"))
        Layout(index).manifest.write_text(json.dumps({**manifest, "format": later}), "utf-8")
    else:
        with sqlite3.connect(Layout(index).catalog) as connection:
            connection.execute(f"PRAGMA user_version = {later}")
        connection.close()
    before = {path: path.read_bytes() for path in index.rglob("*.json")}

    ended = whosaid(*command, "--index", index)

    assert_explained(ended, f"format {later}", f"up to {FORMAT_VERSION}")
    assert "Upgrade" in ended.err
    assert {path: path.read_bytes() for path in index.rglob("*.json")} == before


def test_an_index_of_another_encoder(
    whosaid: Program, index: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
):
    from tests.support.hashing import HashingEncoder

    before = contents(index)
    monkeypatch.setattr(
        "indexer.build.pipeline.prepare_encoder", lambda *_, **__: HashingEncoder(name="another")
    )

    ended = whosaid("index", articles, "--index", index)

    assert_explained(ended, "made with encoder hashing, not another")
    assert "--rebuild" in ended.err
    assert contents(index) == before


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": "1"}', b"\xff\xfe", b"[" * 9999]
)
def test_a_manifest_that_is_none(whosaid: Program, index: Path, content: bytes):
    Layout(index).manifest.write_bytes(content)

    assert_explained(whosaid("ask", "why?", "--index", index), "manifest.json")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"no database at all" * 99])
def test_a_catalog_that_is_none(whosaid: Program, index: Path, content: bytes):
    Layout(index).catalog.write_bytes(content)

    for command in (["ask", "why?"], ["status"], ["index"]):
        assert_explained(whosaid(*command, "--index", index), "catalog.db")


# -- the sources --------------------------------------------------------------------------------


def test_an_empty_folder(whosaid: Program, index: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()

    ended = whosaid("index", tmp_path / "empty", "--index", index)

    assert_explained(ended, str(tmp_path / "empty"), "nothing was changed")
    assert len(contents(index)) == 3


def test_a_path_that_is_not_there(whosaid: Program, index: Path, tmp_path: Path):
    ended = whosaid("index", tmp_path / "nowhere", "--index", index)

    assert_explained(ended, "nowhere", "no such file or folder")


BAD_FILES = {
    "binary.txt": (b"MZ\x00\x00\x03", "binary"),
    "pdf.txt": (b"%PDF-1.4 ...", "PDF"),
    "empty.md": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "unclosed.md": (b"---\ntitle: [a, b\n---\nText.\n", "front matter"),
    "no-text.md": (b"---\ntitle: A\n---\n", "empty"),
    "tag.md": (b"---\ntitle: !!python/object/apply:os.system ['touch owned']\n---\n", ""),
    "alias.md": (b"---\na: &a [x]\ntitle: [*a, *a]\n---\nText.\n", "front matter"),
    "lines.jsonl": (b"not JSON\n", "not JSON"),
    "array.jsonl": (b'[{"text": "An article."}]\n', "JSON array"),
    "number.jsonl": (b"17\n", "not a JSON object"),
    "textless.jsonl": (b'{"title": "A"}\n', "no text"),
    "deep.jsonl": (b'{"text":' + b"[" * 100_000 + b"\n", "JSON"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read(
    whosaid: Program, index: Path, articles: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    content, reason = BAD_FILES[name]
    (articles / name).write_bytes(content)
    monkeypatch.chdir(articles)

    ended = whosaid("index", articles, "--index", index)

    assert ended.status == 0
    assert "3 unchanged, 1 failed\n" in ended.err
    told = whosaid("status", "--index", index).out
    assert re.search(rf"failed +{re.escape(str(articles / name))}.*{re.escape(reason)}", told)
    assert not (articles / "owned").exists()
    assert len(contents(index)) == 3


def test_nothing_but_files_that_cannot_be_read(whosaid: Program, tmp_path: Path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.txt").write_bytes(b"\0")

    ended = whosaid("index", tmp_path / "bad", "--index", tmp_path / "index")

    assert ended.status == 1
    assert "0 added, 0 changed, 0 removed, 0 unchanged, 1 failed" in ended.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_among_the_files_is_not_waited_for(whosaid: Program, index: Path, articles: Path):
    os.mkfifo(articles / "pipe.txt")

    ended = whosaid("index", articles, "--index", index)

    assert "3 unchanged, 1 failed" in ended.err


def test_100_megabytes_in_one_paragraph(whosaid: Program, index: Path, articles: Path):
    (articles / "huge.txt").write_bytes(b"The flood rose. " * (100 * 2**20 // 16))

    ended = whosaid("index", articles, "--index", index)

    assert ended.status == 0
    assert "3 unchanged, 1 failed" in ended.err
    assert "larger than 64 MiB" in whosaid("status", "--index", index).out


def test_a_long_paragraph_is_indexed(whosaid: Program, index: Path, articles: Path):
    (articles / "long.txt").write_bytes(b"The flood rose and the harbour sank. " * 20_000)

    assert "1 added" in whosaid("index", articles, "--index", index).err
    assert_sound(index)


# -- the question -------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["the of and", "who is it?", "The " * 50])
def test_a_question_of_only_stop_words(whosaid: Program, index: Path, question: str):
    ended = whosaid("ask", question, "--index", index)

    assert ended.status in (0, 1)
    assert "Traceback" not in ended.err


def test_a_question_of_10_000_words(whosaid: Program, index: Path):
    ended = whosaid("ask", "harbour council " * 5000, "--index", index)

    assert ended.status == 0
    assert "of the question were used" in ended.err


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u200b", "\ud800", "\x1b"])
def test_a_question_without_words(whosaid: Program, index: Path, question: str):
    assert_explained(whosaid("ask", question, "--index", index), "no words")


@pytest.mark.parametrize(
    "question",
    ['"unbalanced', '"the council" "', "“the harbour", "((bridge", "a AND", "NOT", "x~~"],
)
def test_a_question_that_is_half_a_query(whosaid: Program, index: Path, question: str):
    ended = whosaid("ask", question, "--index", index)

    assert ended.status in (0, 1, 2)
    assert ended.err or ended.status == 0
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("question", ["the\0 harbour", "the \ud800harbour", "har\x1bbour harbour"])
def test_a_question_with_what_is_no_text(whosaid: Program, index: Path, question: str):
    ended = whosaid("ask", question, "--index", index)

    assert ended.status == 0
    assert "characters that are not text" in ended.err
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("date", ["someday", "2016-13", "2016-1", "", "2016-05-17T10:00"])
def test_a_date_that_is_none(whosaid: Program, index: Path, option: str, date: str):
    ended = whosaid("ask", "harbour", option, date, "--index", index)

    assert_explained(ended, "write a date as 2016, 2016-05 or 2016-05-17")


@pytest.mark.parametrize("name", ["", "%", "_", "\\", "' OR 1=1 --", "\0", "\ud800", "*"])
def test_a_document_of_any_name_is_asked_for(whosaid: Program, index: Path, name: str):
    assert_explained(whosaid("show", name, "--index", index))


@pytest.mark.parametrize("option", ["--source", "--author", "--path", "--not-path"])
@pytest.mark.parametrize("value", ["", "'", "[", "\0", "\ud800", "*" * 200])
def test_a_filter_of_any_value(whosaid: Program, index: Path, option: str, value: str):
    ended = whosaid("ask", "harbour", option, value, "--index", index)

    assert ended.status in (0, 1, 2)
    assert "Traceback" not in ended.err
