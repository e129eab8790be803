"""Giving a catalog the checksums that its values have now, as someone would who knows how."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from indexer.store.catalog.checksums import row_checksum, state_checksum
from indexer.store.catalog.digests import PREFIX, Digests
from indexer.store.catalog.schema import TABLES, columns
from indexer.store.catalog.tables import CHECKSUM


def reseal(index: Path, *, tables: bool = True) -> None:
    """Write the checksums of all rows, the digests and that of the state.

    Args:
        index: The index's folder.
        tables: Whether rows and digests get theirs, too.
    """
    with closing(sqlite3.connect(index / "catalog.db")) as connection:
        if tables:
            _put_entries(connection, _reseal_rows(connection).entries())
        entries = dict(connection.execute("SELECT key, value FROM state WHERE key <> 'checksum'"))
        _put_entries(connection, {CHECKSUM: state_checksum(entries)})
        connection.commit()


def alter(index: Path, statement: str, values: tuple[object, ...] = ()) -> None:
    """Change the catalog behind the program's back, checksums left as they are."""
    with closing(sqlite3.connect(index / "catalog.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


def _reseal_rows(connection: sqlite3.Connection) -> Digests:
    digests = Digests({PREFIX + "roots": "0 0"})
    for table in TABLES:
        names = columns(table)
        keys = names[:2] if table in {"failures", "skipped", "speaker_keys"} else names[:1]
        condition = " AND ".join(f"{key} = ?" for key in keys)
        rows = connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
        whole = [(*row[:-1], row_checksum(table, row[:-1])) for row in rows]
        connection.executemany(
            f"UPDATE {table} SET checksum = ? WHERE {condition}",
            [(row[-1], *row[: len(keys)]) for row in whole],
        )
        digests.count(table, whole, 1)
    return digests


def _put_entries(connection: sqlite3.Connection, entries: dict[str, str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", list(entries.items()))
