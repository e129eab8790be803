"""Changing rows of the catalog: the one place where rows get checksums and digests are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from indexer.store.catalog.checksums import Value, row_checksum, state_checksum, verified
from indexer.store.catalog.digests import PREFIX, Digests
from indexer.store.catalog.schema import columns

CHECKSUM = "checksum"
"""The key of the state's own checksum."""

Row = tuple[Any, ...]


class Tables:
    """All tables of the catalog within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._digests = Digests({})

    def begin(self) -> None:
        """Take up the digests of the last commit.

        Raises:
            ValueError: If one of them is none.
        """
        self._digests = Digests(self._entries())

    def insert(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Put rows into a table, given without their checksums."""
        whole = [(*row, row_checksum(table, row)) for row in rows]
        marks = ", ".join("?" * len(columns(table)))
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", whole)
        self._digests.count(table, whole, 1)

    def delete(self, table: str, column: str, value: Value) -> list[Row]:
        """Take the rows with a value out of a table; the rows without their checksums.

        Raises:
            DamagedRowError: If one is not what was written: it would leave a wrong digest.
        """
        rows = self.select(table, f"{column} = ?", (value,))
        self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))
        self._digests.count(table, rows, -1)
        return [row[:-1] for row in rows]

    def clear(self, table: str) -> None:
        """Take all rows out of a table."""
        self._connection.execute(f"DELETE FROM {table}")
        self._digests.forget(table)

    def replace(self, table: str, rows: Sequence[Row], changed: Sequence[Sequence[Value]]) -> None:
        """Put other values in the place of whole rows of a table whose first column is its key.

        Args:
            table: The table.
            rows: As they are, with their checksums.
            changed: As they are to be, without.
        """
        names = columns(table)
        whole = [(*row, row_checksum(table, row)) for row in changed]
        assigned = ", ".join(f"{name} = ?" for name in names)
        self._connection.executemany(
            f"UPDATE {table} SET {assigned} WHERE {names[0]} = ?",
            [(*row, old[0]) for row, old in zip(whole, rows, strict=True)],
        )
        self._digests.count(table, rows, -1)
        self._digests.count(table, whole, 1)

    def take_over(
        self, table: str, rows: Sequence[Row], changed: Sequence[Sequence[Value]]
    ) -> None:
        """Insert other values in the place of rows that an older form of the table had.

        Args:
            table: The table.
            rows: As they were there, with their checksums.
            changed: As they are to be, without.
        """
        self._digests.count(table, rows, -1)
        self.insert(table, changed)

    def select(
        self, table: str, condition: str, values: Sequence[Value], limit: int = -1
    ) -> list[Row]:
        """Whole rows, with their checksums, for which a condition holds, in order of the key.

        Args:
            table: The table.
            condition: In SQL, over its columns.
            values: Of the condition's parameters.
            limit: At most this many; -1 is all.

        Raises:
            DamagedRowError: If one is not what was written; so below.
        """
        picked = ", ".join(columns(table))
        query = f"SELECT {picked} FROM {table} WHERE {condition} ORDER BY 1 LIMIT {limit}"
        rows: list[Row] = self._connection.execute(query, values).fetchall()
        for row in rows:
            verified(table, row)
        return rows

    def put_entries(self, entries: dict[str, str]) -> None:
        """Replace entries of the state; without its checksum, which `seal` writes."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO state VALUES (?, ?)", list(entries.items())
        )

    def seal(self) -> None:
        """Write the digests and the checksum of the state, and count the commit.

        A catalog that has not been begun has no state, and stays so.
        """
        entries = {k: v for k, v in self._entries().items() if k != CHECKSUM}
        if not any(not key.startswith(PREFIX) for key in entries):
            return
        entries["generation"] = str(int(entries["generation"]) + 1)
        entries |= self._digests.entries()
        self.put_entries({**entries, CHECKSUM: state_checksum(entries)})

    def _entries(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT key, value FROM state"))
