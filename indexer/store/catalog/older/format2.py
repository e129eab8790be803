"""The catalog of format 2, which is read until the next run upgrades it.

It lacks two tables, `skipped` and `quote_columns`, and `quotes` has no `joint_speakers`. Where that
column is NULL it has no part in checksums (`checksums.LATER`), so that the rows stay as they are.
Texts are not packed. Signatures are texts and of no use any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from indexer.store.catalog import schema
from indexer.store.catalog.checksums import verified
from indexer.store.catalog.tables import Row, Tables
from indexer.store.catalog.texts.packed_text import packed
from indexer.store.layout import FORMAT_VERSION

ROWS_AT_ONCE = 1_000
"""Rows that are changed at once, to bound the memory: some of them are whole articles."""

LACKING = {
    "skipped": "SELECT '' AS path, '' AS suffix, 0 AS files, 0 AS checksum LIMIT 0",
    "quote_columns": (
        "SELECT '' AS kind, 0 AS block, x'' AS numbers, '' AS texts, 0 AS checksum LIMIT 0"
    ),
}
"""Tables that this format lacks, as queries without rows."""

_LATER = "joint_speakers"
_OLD = "format2_"
_OTHER_INDEXES = {
    "quotes_by_document": "CREATE INDEX quotes_by_document ON quotes (document, start, end)",
    "quotes_by_statement": "CREATE INDEX quotes_by_statement ON quotes (statement)",
    "quotes_by_speaker": """CREATE INDEX quotes_by_speaker ON quotes (
        speaker, document, mention_start, role, grade
    )""",
}
_TEXTS = ("texts", "signatures")
"""Tables whose second column is a text here, and bytes in the present format."""


def statements() -> dict[str, str]:
    """By name, the statements that make all tables and indexes of format 2."""
    lines = tuple(line for line in schema.TABLES["quotes"] if line.split()[0] != _LATER)
    changed = {"quotes": schema.create_table("quotes", lines), **_OTHER_INDEXES}
    for table in _TEXTS:
        lines = tuple(line.replace(" BLOB ", " TEXT ") for line in schema.TABLES[table])
        changed[table] = schema.create_table(table, lines)
    made = {**schema.statements(), **changed}
    return {name: statement for name, statement in made.items() if name not in LACKING}


def create_views(connection: sqlite3.Connection) -> None:
    """Let the quotes be seen with the columns of the present format, by this connection."""
    connection.execute("PRAGMA temp_store = MEMORY")  # reading an index writes no file
    connection.execute(f"CREATE TEMP VIEW quotes AS SELECT {_shown()} FROM main.quotes")
    for table, query in LACKING.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS {query}")


def upgrade(connection: sqlite3.Connection, tables: Tables) -> None:
    """Give the tables the present form, within a transaction.

    The table of signatures must be empty.

    Raises:
        DamagedRowError: If a text is not what was written.
    """
    for name in _OTHER_INDEXES:
        connection.execute(f"DROP INDEX main.{name}")
    for table in LACKING:
        connection.execute(schema.create_table(table))
    old = _put_aside(connection, "quotes")
    connection.execute(f"INSERT INTO quotes SELECT {_shown()} FROM main.{old} ORDER BY quote")
    connection.execute(f"DROP TABLE main.{old}")
    connection.execute(schema.INDEXES["quotes_by_document"])
    connection.execute(f"DROP TABLE main.{_put_aside(connection, 'signatures')}")
    _pack_texts(connection, tables)
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _pack_texts(connection: sqlite3.Connection, tables: Tables) -> None:
    old = _put_aside(connection, "texts")
    cursor = connection.execute(f"SELECT * FROM main.{old} ORDER BY 1")
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        tables.take_over("texts", rows, [_with_packed_text(row) for row in rows])
    connection.execute(f"DROP TABLE main.{old}")


def _with_packed_text(row: Sequence[Any]) -> Row:
    number, text = verified("texts", row)
    return number, packed(str(text))


def _put_aside(connection: sqlite3.Connection, table: str) -> str:
    """Make a table of the present form; the new name of the old one."""
    connection.execute(f"ALTER TABLE main.{table} RENAME TO {_OLD}{table}")
    connection.execute(schema.create_table(table))
    return f"{_OLD}{table}"


def _shown() -> str:
    names = schema.columns("quotes")
    return ", ".join(f"NULL AS {name}" if name == _LATER else name for name in names)
