"""The catalog of format 2, which is read until the next run upgrades it.

It lacks two tables, `skipped` and `quote_columns`, and `quotes` has no `joint_speakers`. Where that
column is NULL it has no part in checksums (`checksums.LATER`), so that the rows stay as they are.
"""

from __future__ import annotations

import sqlite3

from indexer.store.catalog import schema

LACKING = {
    "skipped": "SELECT '' AS path, '' AS suffix, 0 AS files, 0 AS checksum LIMIT 0",
    "quote_columns": (
        "SELECT '' AS kind, 0 AS block, x'' AS numbers, '' AS texts, 0 AS checksum LIMIT 0"
    ),
}
"""Tables that this format lacks, as queries without rows."""

_LATER = "joint_speakers"
_OLD = "format2_quotes"
_OTHER_INDEXES = {
    "quotes_by_document": "CREATE INDEX quotes_by_document ON quotes (document, start, end)",
    "quotes_by_statement": "CREATE INDEX quotes_by_statement ON quotes (statement)",
    "quotes_by_speaker": """CREATE INDEX quotes_by_speaker ON quotes (
        speaker, document, mention_start, role, grade
    )""",
}


def statements() -> dict[str, str]:
    """By name, the statements that make all tables and indexes of format 2."""
    lines = tuple(line for line in schema.TABLES["quotes"] if line.split()[0] != _LATER)
    changed = {"quotes": schema.create_table("quotes", lines), **_OTHER_INDEXES}
    made = {**schema.statements(), **changed}
    return {name: statement for name, statement in made.items() if name not in LACKING}


def create_views(connection: sqlite3.Connection) -> None:
    """Let the quotes be seen with the columns of the present format, by this connection."""
    connection.execute("PRAGMA temp_store = MEMORY")  # reading an index writes no file
    connection.execute(f"CREATE TEMP VIEW quotes AS SELECT {_shown()} FROM main.quotes")
    for table, query in LACKING.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS {query}")


def upgrade(connection: sqlite3.Connection) -> None:
    """Give the catalog the tables of the present format, within a transaction.

    Every row stays as it is; the tables that it lacked are empty.
    """
    for name in _OTHER_INDEXES:
        connection.execute(f"DROP INDEX main.{name}")
    connection.execute(f"ALTER TABLE main.quotes RENAME TO {_OLD}")
    connection.execute(schema.create_table("quotes"))
    connection.execute(f"INSERT INTO quotes SELECT {_shown()} FROM main.{_OLD} ORDER BY quote")
    connection.execute(f"DROP TABLE main.{_OLD}")
    connection.execute(schema.INDEXES["quotes_by_document"])
    for table in LACKING:
        connection.execute(schema.create_table(table))


def _shown() -> str:
    names = schema.columns("quotes")
    return ", ".join(f"NULL AS {name}" if name == _LATER else name for name in names)
