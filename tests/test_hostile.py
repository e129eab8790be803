"""An index, or an article, from a stranger: nothing in it runs, escapes, or fills the memory."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from indexer.build.pipeline import build_index
from indexer.errors import IndexCorruptError, IndexLockedError, IndexNotFoundError, SearchError
from indexer.maintain.check import check_index
from indexer.maintain.status import read_status
from indexer.store.layout import Layout
from query.engine import Engine
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder
from tests.support.program import Program
from tests.support.reseal import reseal


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pristine")
    write_articles(folder / "articles", range(3))
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())
    return folder / "index"


@pytest.fixture
def index(tmp_path: Path, pristine: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "index"))


def use(index: Path) -> list[str]:
    """Use the index in every way that there is; how often it was refused, and why."""
    refusals = []
    articles = index.parent / "more"
    write_articles(articles, range(7, 8))
    for way in (
        lambda: Engine.open(index, HashingEncoder()).ask("the harbour"),
        lambda: Engine.open(index, HashingEncoder()).show("0001.md"),
        lambda: read_status(index),
        lambda: check_index(index),
        lambda: build_index([articles], index, encoder=HashingEncoder()),
    ):
        try:
            way()
        except SearchError as error:
            refusals.append(str(error))
    return refusals


# -- what is no plain file ----------------------------------------------------------------------


def test_a_folder_that_is_no_index_is_said_to_be_none_whatever_is_in_it(tmp_path: Path):
    (tmp_path / "link").symlink_to("/etc")

    with pytest.raises(IndexNotFoundError):
        Engine.open(tmp_path, HashingEncoder())
    with pytest.raises(IndexNotFoundError):
        read_status(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json", "catalog.db", "catalog.db-wal", "writer.lock", "writer.json",
        "keyword", "keyword/leftover", "vectors/rows.i8", "manifest.json.new", "draft.db",
    ],
)  # fmt: skip
def test_no_link_is_followed_out_of_the_index(index: Path, tmp_path: Path, name: str):
    outside = tmp_path / "outside"
    place = index / name
    if place.is_dir():
        shutil.move(place, outside)
    elif place.exists():
        outside.write_bytes(place.read_bytes())
        place.unlink()
    else:
        outside.write_text("precious", encoding="utf-8")
    before = outside.read_bytes() if outside.is_file() else b""
    place.symlink_to(outside)

    refusals = use(index)

    assert len(refusals) >= 4
    assert all("is a link" in refusal or name in refusal for refusal in refusals)
    assert outside.is_dir() or outside.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("name", ["manifest.json", "catalog.db", "vectors/rows.i8"])
def test_a_pipe_is_not_waited_for(index: Path, name: str):
    (index / name).unlink()
    os.mkfifo(index / name)

    assert len(use(index)) >= 4


def test_the_index_itself_may_be_a_link(index: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(index)

    assert use(tmp_path / "link") == []


@pytest.mark.parametrize("catalog", ["catalog.db", "draft.db"])
def test_a_journal_that_names_another_file_is_refused(index: Path, tmp_path: Path, catalog: str):
    """SQLite would delete the file that it names; a draft is opened by whoever removes it."""
    if catalog == "draft.db":  # one that is the index already, and so is removed
        shutil.copy(index / "catalog.db", index / "draft.db")
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    name = str(victim).encode()
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    tail = name + struct.pack(">II", len(name), sum(name)) + magic
    (index / f"{catalog}-journal").write_bytes(magic + bytes(504) + tail)

    refusals = use(index)

    assert len(refusals) >= 4
    assert all(f"{catalog}-journal: names another file" in refusal for refusal in refusals)
    assert victim.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("catalog", ["catalog.db", "draft.db"])
def test_a_journal_of_any_size_is_not_read_as_a_whole(index: Path, catalog: str):
    with (index / f"{catalog}-journal").open("wb") as file:
        file.truncate(20 << 30)

    assert use(index) == []


def test_the_name_of_a_writer_is_no_longer_than_a_name(index: Path):
    """What a stranger writes there is not read as a whole either."""
    with (index / "writer.json").open("wb") as file:
        file.truncate(20 << 30)
    layout = Layout(index)
    lock = FileLock(layout.lock)
    lock.acquire()
    try:
        with pytest.raises(IndexLockedError, match="being written by another process"):
            build_index([index], index, encoder=HashingEncoder())
    finally:
        lock.release()


@pytest.mark.skipif(not hasattr(os.stat_result, "st_blocks"), reason="holes cannot be told")
@pytest.mark.parametrize("emptied", [False, True])
def test_vectors_that_are_nothing_but_holes_are_refused(index: Path, emptied: bool):
    """They would take no room on the disk, and a stranger's count of rows all of the memory."""
    rows = 1 << 27
    with closing(sqlite3.connect(index / "catalog.db")) as connection:
        connection.execute("UPDATE state SET value = ? WHERE key = 'rows'", (str(rows),))
        connection.commit()
    reseal(index, tables=False)
    for path in (index / "vectors").iterdir():
        os.truncate(path, 0 if emptied else path.stat().st_size)
        os.truncate(path, rows * 128)

    refusals = use(index)

    assert len(refusals) >= 3
    assert any("has holes" in refusal for refusal in refusals)


# -- the catalog --------------------------------------------------------------------------------


def alter(index: Path, *statements: str) -> None:
    connection = sqlite3.connect(index / "catalog.db")
    try:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


SCHEMES = {
    "a view in place of a table": (
        "DROP TABLE texts",
        "CREATE VIEW texts AS SELECT 1 AS document, hex(zeroblob(1000000)) AS text",
    ),
    "a trigger": (
        "CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM documents; END",
    ),
    "a generated column": (
        "ALTER TABLE runs ADD COLUMN x TEXT AS (hex(zeroblob(1000000)))",
    ),
    "a table of its own": ("CREATE TABLE extra (x)",),
    "a virtual table": ("CREATE VIRTUAL TABLE extra USING fts5(x)",),
    "an index with an expression": ("CREATE INDEX x ON texts (hex(text))",),
    "a changed definition": (
        "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', 'DEFAULT 1') WHERE name = 'runs'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_catalog_with_anything_but_our_tables_is_refused(index: Path, scheme: str):
    try:
        alter(index, *SCHEMES[scheme])
    except sqlite3.OperationalError as error:
        pytest.skip(f"this SQLite has no such thing ({error})")

    assert len(use(index)) + len(check_index(index)) >= 5


VALUES = {
    "a way out": "UPDATE state SET value = '../outside' WHERE key = 'vectors'",
    "an absolute path": "UPDATE state SET value = '/etc' WHERE key = 'keyword'",
    "rows without end": "UPDATE state SET value = '999999999999' WHERE key = 'rows'",
    "more rows than numbers": f"UPDATE state SET value = '{2**70}' WHERE key = 'rows'",
    "columns without end": "UPDATE state SET value = '9999999999' WHERE key = 'dimension'",
    "no columns": "UPDATE state SET value = '0' WHERE key = 'dimension'",
    "a word for a number": "UPDATE state SET value = 'many' WHERE key = 'generation'",
    "digits without end": "UPDATE state SET value = printf('%.99999c', '9') WHERE key = 'rows'",
    "a stretch beyond": "UPDATE documents SET passages = 999999999999",
    "a stretch before": "UPDATE documents SET first_passage = -5",
    "context that is none": "UPDATE documents SET context = '[[1,2,3,4]]'",
    "context too deep": "UPDATE documents SET context = printf('%.99999c', '[')",
    "parts that are none": "UPDATE quotes SET parts = '{}'",
    "a kind that is none": "UPDATE quotes SET kind = 'poem'",
}


@pytest.mark.parametrize("resealed", [False, True])
@pytest.mark.parametrize("value", VALUES)
def test_a_value_that_is_impossible_is_refused(index: Path, value: str, resealed: bool):
    """Also by someone who knows how the checksums are made."""
    alter(index, VALUES[value])
    if resealed:
        reseal(index)

    assert use(index) or check_index(index)


@pytest.mark.parametrize("older", [2**63, 2**63 - 1])
def test_a_count_from_which_no_number_is_left_is_refused(index: Path, older: int):
    """Also with the checksum that it would have."""
    with closing(sqlite3.connect(index / "catalog.db")) as connection:
        connection.execute("UPDATE state SET value = ? WHERE key = 'older'", (str(older),))
        connection.commit()
    reseal(index, tables=False)

    refusals = use(index)

    assert len(refusals) == 4
    assert all("count out of range" in refusal for refusal in refusals)


# -- pickles ------------------------------------------------------------------------------------


class Evil:
    """Would create a file when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __reduce__(self) -> tuple[object, ...]:
        return (open, (str(self._place), "w"))


def test_a_pickle_in_place_of_any_file_is_never_run(index: Path, tmp_path: Path):
    owned = tmp_path / "owned"
    evil = pickle.dumps(Evil(owned))
    files = sorted(path for path in index.rglob("*") if path.is_file())
    for path in files:
        content = path.read_bytes()
        for planted in (evil, content + evil, content[: len(content) // 2] + evil):
            path.write_bytes(planted)
            use_reading(index)
        path.write_bytes(content)

    assert len(files) > 5
    assert not owned.exists()


def test_a_pickle_in_the_table_of_contents_is_never_run(index: Path, tmp_path: Path):
    """With the right checksum, in each place that Whoosh would unpickle."""
    owned = tmp_path / "owned"
    evil = pickle.dumps(Evil(owned))
    [path] = (index / "keyword").glob("*.toc")
    body = path.read_bytes()[:-4]
    for place in range(len(body)):
        planted = body[:place] + evil
        path.write_bytes(planted + struct.pack(">I", zlib.crc32(planted)))
        with pytest.raises(IndexCorruptError):
            Engine.open(index, HashingEncoder())

    assert not owned.exists()


def use_reading(index: Path) -> None:
    for way in (lambda: Engine.open(index, HashingEncoder()).ask("x"), lambda: check_index(index)):
        try:
            way()
        except SearchError:
            continue


# -- what is shown ------------------------------------------------------------------------------

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066\x08\r"


def test_nothing_in_an_article_acts_on_the_terminal(whosaid: Program, tmp_path: Path):
    article = {
        "id": f"a{ESCAPES}b",
        "title": f"Title {ESCAPES} end",
        "source": f"Paper {ESCAPES}",
        "author": f"Ann {ESCAPES} Author",
        "date": "2020-01-02",
        "text": f"The harbour {ESCAPES} sank. “It {ESCAPES} did,” said Ada {ESCAPES} Marlow.",
    }
    folder = tmp_path / f"dir{ESCAPES}".replace("/", "")
    folder.mkdir()
    (folder / f"x{ESCAPES}.jsonl").write_text(json.dumps(article) + "\n{", encoding="utf-8")
    index = tmp_path / "index"

    said = [
        whosaid("index", folder, "--index", index),
        whosaid("ask", f"harbour {ESCAPES}", "--index", index, "--explain"),
        whosaid("show", "Title", "--index", index),
        whosaid("show", f"{ESCAPES}", "--index", index),
        whosaid("status", "--index", index),
        whosaid("ask", "harbour", "--index", tmp_path / f"no{ESCAPES}"),
        whosaid("index", f"{folder}/none{ESCAPES}", "--index", index),
    ]

    assert "harbour" in said[1].out
    for ended in said:
        for text in (ended.out, ended.err):
            assert not set(text) & ACTING


ACTING = set("\x1b\x07\x9b\u202e\u2066\x08\r")


@pytest.fixture
def escaped_index(whosaid: Program, tmp_path: Path) -> Path:
    """An index of an article that is full of what acts on terminals."""
    article = {
        "id": "a",
        "title": f"Title {ESCAPES} end",
        "source": f"Paper {ESCAPES}",
        "date": "2020-01-02",
        "text": f"The harbour {ESCAPES} sank. “It {ESCAPES} did,” said Ada Marlow. =1+1;=2",
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(article) + "\n{", encoding="utf-8")
    assert whosaid("index", tmp_path / "x.jsonl", "--index", tmp_path / "index").status == 0
    return tmp_path / "index"


FORMS = ("--json", "--jsonl", "--csv", "--markdown")
COMMANDS = (("ask", "harbour"), ("quotes", "harbour"), ("quotes",), ("speakers",))


def on_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.output.is_screen", lambda: True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_form_acts_on_the_terminal(
    whosaid: Program,
    escaped_index: Path,
    command: tuple[str, ...],
    form: str,
    monkeypatch: pytest.MonkeyPatch,
):
    on_screen(monkeypatch)

    ended = whosaid(*command, form, "--index", escaped_index)

    assert "Marlow" in ended.out
    assert not set(ended.out + ended.err) & ACTING


@pytest.mark.parametrize("command", [("ask", "--batch"), ("status", "--json"), ("show",)])
def test_nor_does_any_other_command(
    whosaid: Program,
    escaped_index: Path,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
):
    on_screen(monkeypatch)
    questions = escaped_index.parent / "questions.txt"
    questions.write_text(f"harbour {ESCAPES}", encoding="utf-8")
    more = {"--batch": (questions,), "show": ("a", "--json")}.get(command[-1], ())

    for form in ((), ("--csv",)) if "--batch" in command else ((),):
        ended = whosaid(*command, *more, *form, "--index", escaped_index)
        assert ended.out
        assert not set(ended.out + ended.err) & ACTING


def test_in_a_file_every_character_stays(whosaid: Program, escaped_index: Path):
    """A table and a note keep them as they are, JSON as what it means."""
    words = f"It {ESCAPES} did,".replace("\r", "\n")  # as line ends are kept

    answer = json.loads(whosaid("quotes", "--json", "--index", escaped_index).out)
    table = whosaid("quotes", "--csv", "--index", escaped_index).out
    note = whosaid("quotes", "--markdown", "--index", escaped_index).out

    assert answer["quotes"][0]["quote"] == words
    assert words in table
    assert {"\x1b", "\x9b", "\u202e"} <= set(note)
