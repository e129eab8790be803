"""The catalog of format 2, which is read until the next run upgrades it.

It has one column and one table less than the present format: `quotes` has no `joint_speakers`, and
there is no `quote_columns`. Where `joint_speakers` is NULL it has no part in checksums
(`checksums.LATER`), so that the rows stay as they are.
"""

from __future__ import annotations

import sqlite3

from indexer.store.catalog import schema

EMPTY_COLUMNS = "SELECT '' AS kind, 0 AS block, x'' AS numbers, '' AS texts, 0 AS checksum LIMIT 0"
"""A query without rows in the place of the table `quote_columns`."""

_LATER = "joint_speakers"
_OLD = "format2_quotes"
_LATER_TABLE = "quote_columns"
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
    return {name: statement for name, statement in made.items() if name != _LATER_TABLE}


def create_views(connection: sqlite3.Connection) -> None:
    """Let the quotes be seen with the columns of the present format, by this connection."""
    connection.execute("PRAGMA temp_store = MEMORY")  # reading an index writes no file
    connection.execute(f"CREATE TEMP VIEW quotes AS SELECT {_shown()} FROM main.quotes")
    connection.execute(f"CREATE TEMP VIEW {_LATER_TABLE} AS {EMPTY_COLUMNS}")


def upgrade(connection: sqlite3.Connection) -> None:
    """Give the catalog the tables of the present format, within a transaction.

    Every row stays as it is; the packed facts of quotes are empty.
    """
    for name in _OTHER_INDEXES:
        connection.execute(f"DROP INDEX main.{name}")
    connection.execute(f"ALTER TABLE main.quotes RENAME TO {_OLD}")
    connection.execute(schema.create_table("quotes"))
    connection.execute(f"INSERT INTO quotes SELECT {_shown()} FROM main.{_OLD} ORDER BY quote")
    connection.execute(f"DROP TABLE main.{_OLD}")
    connection.execute(schema.INDEXES["quotes_by_document"])
    connection.execute(schema.create_table(_LATER_TABLE))
    ranges = "digest documents.ranges"
    connection.execute("DELETE FROM state WHERE key LIKE 'digest %.%' AND key <> ?", (ranges,))


def _shown() -> str:
    names = schema.columns("quotes")
    return ", ".join(f"NULL AS {name}" if name == _LATER else name for name in names)
