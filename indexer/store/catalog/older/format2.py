"""The catalog of format 2, which is read until the next run upgrades it.

Its `quotes` have no `joint_speakers`. Where that column is NULL it has no part in checksums
(`checksums.LATER`), so that rows and digests stay as they are. Texts are not packed, and signatures
are Base64.
"""

from __future__ import annotations

import sqlite3
from base64 import b64decode
from collections.abc import Callable, Sequence
from typing import Any

from indexer.store.catalog import schema
from indexer.store.catalog.checksums import verified
from indexer.store.catalog.packing.packed_text import packed
from indexer.store.catalog.tables import Row, Tables
from indexer.store.layout import FORMAT_VERSION

ROWS_AT_ONCE = 1_000
"""Rows that are changed at once, to bound the memory: some of them are whole articles."""

_LATER = "joint_speakers"
_OLD = "format2_"
_OTHER_INDEXES = {
    "quotes_by_speaker": """CREATE INDEX quotes_by_speaker ON quotes (
        speaker, document, mention_start, role, grade
    )""",
    "quotes_by_joint_speakers": None,
}
_CHANGED: dict[str, Callable[[str], bytes]] = {"texts": packed, "signatures": b64decode}
"""Tables whose second column was a text, and what it becomes."""


def statements() -> dict[str, str]:
    """By name, the statements that make all tables and indexes of format 2."""
    lines = tuple(line for line in schema.TABLES["quotes"] if line.split()[0] != _LATER)
    changed = {"quotes": schema.create_table("quotes", lines), **_OTHER_INDEXES}
    for table in _CHANGED:
        lines = tuple(line.replace(" BLOB ", " TEXT ") for line in schema.TABLES[table])
        changed[table] = schema.create_table(table, lines)
    made = {**schema.statements(), **changed}
    return {name: statement for name, statement in made.items() if statement is not None}


def create_views(connection: sqlite3.Connection) -> None:
    """Let the quotes be seen with the columns of the present format, by this connection."""
    connection.execute("PRAGMA temp_store = MEMORY")  # reading an index writes no file
    connection.execute(f"CREATE TEMP VIEW quotes AS SELECT {_shown()} FROM main.quotes")


def upgrade(connection: sqlite3.Connection, tables: Tables) -> None:
    """Give the tables the present form, within a transaction.

    Raises:
        DamagedRowError: If a row that changes is not what was written.
    """
    for name, statement in schema.INDEXES.items():
        if " ON quotes " in statement:
            connection.execute(f"DROP INDEX IF EXISTS main.{name}")
    old = _put_aside(connection, "quotes")
    connection.execute(f"INSERT INTO quotes SELECT {_shown()} FROM main.{old} ORDER BY quote")
    connection.execute(f"DROP TABLE main.{old}")
    for statement in schema.INDEXES.values():
        if " ON quotes " in statement:
            connection.execute(statement)
    for table, change in _CHANGED.items():
        _change(connection, tables, table, change)
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _change(
    connection: sqlite3.Connection, tables: Tables, table: str, change: Callable[[str], bytes]
) -> None:
    """Let the second of a table's three columns be what its text becomes."""
    old = _put_aside(connection, table)
    cursor = connection.execute(f"SELECT * FROM main.{old} ORDER BY 1")
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        tables.take_over(table, rows, [_changed(table, row, change) for row in rows])
    connection.execute(f"DROP TABLE main.{old}")


def _changed(table: str, row: Sequence[Any], change: Callable[[str], bytes]) -> Row:
    number, text = verified(table, row)
    return number, change(str(text))


def _put_aside(connection: sqlite3.Connection, table: str) -> str:
    """Make a table of the present form; the new name of the old one."""
    connection.execute(f"ALTER TABLE main.{table} RENAME TO {_OLD}{table}")
    connection.execute(schema.create_table(table))
    return f"{_OLD}{table}"


def _shown() -> str:
    names = schema.columns("quotes")
    return ", ".join(f"NULL AS {name}" if name == _LATER else name for name in names)
