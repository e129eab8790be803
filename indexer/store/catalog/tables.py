"""Changing rows of the catalog: the one place where rows get checksums and digests are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from indexer.store.catalog.checksums import Value, row_checksum, state_checksum, verified
from indexer.store.catalog.digests import (
    PREFIX,
    TEXT_PREFIX,
    Digests,
    require_written,
    text_digest,
)
from indexer.store.catalog.quote_columns.blocks import block_of, blocks_of, pack, select_quotes
from indexer.store.catalog.schema import TEXTS, columns

CHECKSUM = "checksum"
"""The key of the state's own checksum."""

Row = tuple[Any, ...]


class Tables:
    """All tables of the catalog within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._digests = Digests({})
        self._stale: set[int] = set()
        self._changed: set[str] = set()

    def begin(self) -> None:
        """Take up the digests of the last commit.

        Raises:
            ValueError: If one of them is none.
        """
        self._digests = Digests(self._entries())
        self._stale, self._changed = set(), set()

    def insert(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Put rows into a table, given without their checksums."""
        whole = [(*row, row_checksum(table, row)) for row in rows]
        marks = ", ".join("?" * len(columns(table)))
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", whole)
        self._count(table, whole, 1)

    def delete(self, table: str, column: str, value: Value) -> list[Row]:
        """Take the rows with a value out of a table; the rows without their checksums.

        Raises:
            DamagedRowError: If one is not what was written: it would leave a wrong digest.
        """
        rows = self.select(table, f"{column} = ?", (value,))
        self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))
        self._count(table, rows, -1)
        return [row[:-1] for row in rows]

    def clear(self, table: str) -> None:
        """Take all rows out of a table."""
        self._connection.execute(f"DELETE FROM {table}")
        self._digests.forget(table)
        self._changed.add(table)

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
        self._count(table, rows, -1)
        self._count(table, whole, 1)

    def _count(self, table: str, rows: Sequence[Row], sign: int) -> None:
        """Keep the digests, and note which blocks of quotes must be packed again."""
        self._digests.count(table, rows, sign)
        if rows:
            self._changed.add(table)
        if table == "quotes":
            self._stale.update(block_of(row[0]) for row in rows)

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
        """Pack what changed of the quotes, write the digests, and count the commit.

        A catalog that has not been begun has no state, and stays so.
        """
        entries = {k: v for k, v in self._entries().items() if k != CHECKSUM}
        if all(key.startswith((PREFIX, TEXT_PREFIX)) for key in entries):
            return
        self._pack_quotes(int(entries.get("quote_rows", 0)))
        entries["generation"] = str(int(entries["generation"]) + 1)
        for key in [key for key in entries if key.startswith(PREFIX)]:
            del entries[key]  # an older format has some that this one has not
        self._connection.execute("DELETE FROM state WHERE key LIKE ?", (f"{PREFIX}%",))
        entries |= self._digests.entries()
        entries |= self._text_entries(entries)
        self.put_entries({**entries, CHECKSUM: state_checksum(entries)})

    def _pack_quotes(self, assigned: int) -> None:
        """Let the packed facts be those of the quotes, of which so many numbers are assigned."""
        query = "SELECT DISTINCT block FROM quote_columns"
        held = {int(row[0]) for row in self._connection.execute(query)}
        wanted = set(range(blocks_of(assigned)))
        for block in sorted(held & self._stale | held - wanted):
            self.delete("quote_columns", "block", block)
        for block in sorted(wanted & self._stale | wanted - held):
            rows = select_quotes(self._connection, block)
            if rows:  # what is damaged must not be packed
                require_written("quotes", rows)
            self.insert("quote_columns", pack(block, rows))
        self._stale = set()

    def _text_entries(self, known: dict[str, str]) -> dict[str, str]:
        """The digests of texts of which a row has changed, and of those that have none."""
        return {
            TEXT_PREFIX + name: str(text_digest(self._connection, name))
            for name in TEXTS
            if name.partition(".")[0] in self._changed or TEXT_PREFIX + name not in known
        }

    def _entries(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT key, value FROM state"))
