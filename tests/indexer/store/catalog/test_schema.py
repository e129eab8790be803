from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from indexer.errors import (
    IndexCorruptError,
    IndexNotFoundError,
    IndexTooNewError,
    IndexWriteError,
)
from indexer.store.catalog.connect import open_for_reading, open_for_writing
from indexer.store.catalog.schema import INDEXES, TABLES


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    open_for_writing(tmp_path / "catalog.db").close()
    return tmp_path / "catalog.db"


def test_a_new_catalog_has_all_tables_and_nothing_else(catalog: Path):
    connection = open_for_reading(catalog)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE sql > ''")}
    connection.close()

    assert names == {"state", *TABLES, *INDEXES}


def test_a_reader_cannot_write(catalog: Path):
    connection = open_for_reading(catalog)
    try:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM documents")
    finally:
        connection.close()


def test_a_reader_keeps_its_state_while_a_writer_commits(catalog: Path):
    writer, reader = open_for_writing(catalog), open_for_reading(catalog)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM roots").fetchone() == (0,)

    writer.execute("INSERT INTO roots VALUES ('/a', 0)")

    assert reader.execute("SELECT count(*) FROM roots").fetchone() == (0,)
    reader.close()
    writer.close()


def test_types_are_enforced(catalog: Path):
    connection = open_for_writing(catalog)
    try:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO passages VALUES (1, 'one', 2, 3, 4, 5)")
    finally:
        connection.close()


def test_nothing_is_made_where_nothing_may_be_begun(tmp_path: Path):
    with pytest.raises(IndexNotFoundError):
        open_for_reading(tmp_path / "catalog.db")
    with pytest.raises(IndexCorruptError):
        open_for_writing(tmp_path / "catalog.db", begin=False)
    with pytest.raises(IndexWriteError):
        open_for_writing(tmp_path / "no folder" / "catalog.db")


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("PRAGMA user_version = 99", IndexTooNewError),
        ("PRAGMA application_id = 7", IndexCorruptError),
        ("DROP TABLE runs", IndexCorruptError),
        ("ALTER TABLE runs ADD COLUMN more TEXT", IndexCorruptError),
        ("CREATE TABLE other (x)", IndexCorruptError),
        ("CREATE VIEW other AS SELECT 1", IndexCorruptError),
        ("CREATE TRIGGER other AFTER INSERT ON runs BEGIN SELECT 1; END", IndexCorruptError),
        ("DROP INDEX documents_by_path", IndexCorruptError),
    ],
)
def test_a_database_that_is_not_just_ours_is_refused(
    catalog: Path, statement: str, error: type[Exception]
):
    connection = sqlite3.connect(catalog)
    connection.execute(statement)
    connection.commit()
    connection.close()

    for open_catalog in (open_for_reading, open_for_writing):
        with pytest.raises(error):
            open_catalog(catalog)


def test_a_foreign_database_is_not_taken_over(tmp_path: Path):
    path = tmp_path / "catalog.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE precious (x)")
    connection.commit()
    connection.close()

    with pytest.raises(IndexCorruptError):
        open_for_writing(path)
