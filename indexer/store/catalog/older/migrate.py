"""The tables of format 1 as those of the present format, within one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from indexer.store.catalog.connect import create_tables, format_of
from indexer.store.catalog.older import format1
from indexer.store.catalog.schema import TABLES, columns
from indexer.store.catalog.tables import Row, Tables
from indexer.store.catalog.texts.packed_text import packed, unpacked
from indexer.store.catalog.write_rows import statement

ROWS_AT_ONCE = 1_000
"""Rows that are copied at once, to bound the memory: some of them are whole articles."""

_OLD = "format1_"


def migrate_tables(connection: sqlite3.Connection, tables: Tables) -> None:
    """Copy every row into a table of the present format, and drop the old tables.

    The state stays empty but for the generation: its entries come from the caller.

    Raises:
        ValueError: If a row is not what was written: it must not get a checksum that fits it.
    """
    generation = connection.execute("SELECT value FROM state WHERE key = 'generation'").fetchone()
    for name in format1.INDEXES:
        connection.execute(f"DROP INDEX main.{name}")
    for table in format1.TABLES:
        connection.execute(f"ALTER TABLE main.{table} RENAME TO {_OLD}{table}")
    create_tables(connection)
    connection.execute("INSERT INTO state VALUES ('generation', ?)", generation)
    tables.begin()
    for table in TABLES:
        cursor = connection.execute(format1.select_all(table, f"{_OLD}{table}"))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            found = [format1.verified(table, row) for row in rows]
            tables.insert(table, _changed(tables, table, found))
    for table in format1.TABLES:
        connection.execute(f"DROP TABLE main.{_OLD}{table}")


def _changed(tables: Tables, table: str, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows as the present format has them."""
    if table == "quotes":
        return _with_statements(tables, rows)
    return [(number, packed(text)) for number, text in rows] if table == "texts" else rows


def _with_statements(tables: Tables, rows: Sequence[Row]) -> list[Row]:
    """Rows of quotes with the number of their words, which format 1 lacks.

    The texts of their documents have been copied before.
    """
    parts, place = columns("quotes").index("parts"), columns("quotes").index("statement")
    document, text, found = None, "", list[Row]()
    for row in rows:
        if row[1] != document:
            document = row[1]
            texts = tables.select("texts", "document = ?", (document,))
            text = unpacked(texts[0][1]) if texts else ""
        number = statement(text, json.loads(row[parts]))
        found.append((*row[:place], number, *row[place + 1 :]))
    return found


def drop_tables(connection: sqlite3.Connection) -> None:
    """Put empty tables of the present format in the place of those of an older one."""
    for table in format1.TABLES if format_of(connection) == 1 else ("state", *TABLES):
        connection.execute(f"DROP TABLE IF EXISTS main.{table}")
    create_tables(connection)
