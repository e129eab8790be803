"""The catalog of format 2, which is read until the next run upgrades it.

It has no table `skipped`, and `quotes` has no `joint_speakers`. Where that column is NULL it has no
part in checksums (`checksums.LATER`), so that rows and digests stay as they are.
"""

from __future__ import annotations

import sqlite3

from indexer.store.catalog import schema

LACKING = frozenset(["skipped"])
"""Tables that this format lacks."""

_LATER = "joint_speakers"
_OLD = "format2_quotes"
_OTHER_INDEXES = {
    "quotes_by_speaker": """CREATE INDEX quotes_by_speaker ON quotes (
        speaker, document, mention_start, role, grade
    )""",
    "quotes_by_joint_speakers": None,
    "skipped": None,
}


def statements() -> dict[str, str]:
    """By name, the statements that make all tables and indexes of format 2."""
    lines = tuple(line for line in schema.TABLES["quotes"] if line.split()[0] != _LATER)
    changed = {"quotes": schema.create_table("quotes", lines), **_OTHER_INDEXES}
    made = {**schema.statements(), **changed}
    return {name: statement for name, statement in made.items() if statement is not None}


def create_views(connection: sqlite3.Connection) -> None:
    """Let the quotes be seen with the columns of the present format, by this connection."""
    connection.execute("PRAGMA temp_store = MEMORY")  # reading an index writes no file
    connection.execute(f"CREATE TEMP VIEW quotes AS SELECT {_shown()} FROM main.quotes")
    connection.execute(
        "CREATE TEMP VIEW skipped AS SELECT '' AS path, '' AS suffix, 0 AS files, 0 AS checksum"
        " LIMIT 0"
    )


def upgrade(connection: sqlite3.Connection) -> None:
    """Give the catalog the present format, within a transaction; every row stays as it is."""
    for name, statement in schema.INDEXES.items():
        if " ON quotes " in statement:
            connection.execute(f"DROP INDEX IF EXISTS main.{name}")
    connection.execute(schema.create_table("skipped"))
    connection.execute(f"ALTER TABLE main.quotes RENAME TO {_OLD}")
    connection.execute(schema.create_table("quotes"))
    connection.execute(f"INSERT INTO quotes SELECT {_shown()} FROM main.{_OLD} ORDER BY quote")
    connection.execute(f"DROP TABLE main.{_OLD}")
    for statement in schema.INDEXES.values():
        if " ON quotes " in statement:
            connection.execute(statement)


def _shown() -> str:
    names = schema.columns("quotes")
    return ", ".join(f"NULL AS {name}" if name == _LATER else name for name in names)
