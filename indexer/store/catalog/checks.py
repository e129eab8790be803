"""Comparing what a reader reads with its checksums, in every format."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from indexer.store.catalog.checksums import verified
from indexer.store.catalog.connect import format_of
from indexer.store.catalog.digests import (
    PREFIX,
    RANGES,
    TEXT_PREFIX,
    Digest,
    digest_of_text,
    range_digest,
    read_text,
    require_written,
    rows_digest,
    table_digest,
    text_digest,
)
from indexer.store.catalog.older import format1, format2
from indexer.store.catalog.quote_columns.blocks import PackedRow, blocks_of, pack, select_quotes
from indexer.store.catalog.schema import TABLES, TEXTS, columns
from indexer.store.catalog.state import read_digest

Row = tuple[Any, ...]

MANY = 32
"""Rows from which on comparing all at once is quicker than one by one."""


class Checks:
    """Comparisons within one state of the catalog; each whole table or text is compared once.

    In format 1 only rows of documents, passages and quotes can be compared, and the packed facts of
    quotes are from format 3 on.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._format = format_of(connection)
        self._is_first = self._format == 1
        # What a format lacks is empty and has no digest.
        lacking = format2.LACKING if self._format == 2 else ()
        self._done: set[str] = {PREFIX + table for table in lacking}

    def select(self, table: str, condition: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows for which a condition holds, without their checksums, in order of the key.

        Raises:
            ValueError: If one is not what was written.
        """
        query = f"SELECT {', '.join(columns(table))} FROM {table} WHERE {condition} ORDER BY 1"
        rows = self._connection.execute(query, values).fetchall()
        if self._is_first or len(rows) < MANY:
            return [self.verified(table, row) for row in rows]
        require_written(table, rows)
        return [row[:-1] for row in rows]

    def verified(self, table: str, row: Row) -> Row:
        """A row without its checksum.

        Raises:
            ValueError: If it is not what was written.
        """
        return format1.verified(table, row) if self._is_first else verified(table, row)

    def whole(self, table: str) -> None:
        """Compare all rows of a table, and that they are all there.

        Raises:
            ValueError: If the table is not what was written.
        """
        self._compare(table, partial(table_digest, self._connection, table))

    def whole_rows(self, table: str) -> list[Row]:
        """All rows of a table, without their checksums, in order of the key.

        Raises:
            ValueError: If the table is not what was written.
        """
        query = f"SELECT {', '.join(columns(table))} FROM {table} ORDER BY 1"
        rows = self._connection.execute(query).fetchall()
        if self._is_first:
            return [self.verified(table, row) for row in rows]
        self._compare(table, partial(rows_digest, table, rows))
        return [row[:-1] for row in rows]

    def text(self, name: str) -> None:
        """Compare one of the texts of `schema.TEXTS`; in an older format, the rows of its table.

        Raises:
            ValueError: If the text is not what was written.
        """
        if self._format < 3:
            self.whole(name.partition(".")[0])
        else:
            self._compare(name, partial(text_digest, self._connection, name), TEXT_PREFIX)

    def column(self, name: str) -> list[str | None]:
        """A column of `schema.TEXTS` of all documents, compared, in order of the number.

        The text that is compared has all values: to take them from it costs less than to read the
        rows again.

        Raises:
            ValueError: If the text is not what was written.
        """
        if self._format < 3:
            self.text(name)
            return self._values(name)
        rows, text = read_text(self._connection, name)
        self._compare(name, lambda: digest_of_text(rows, text), TEXT_PREFIX)
        lines = text.decode().split("\n") if rows else []
        if len(lines) != rows:  # a value has several lines
            return self._values(name)
        parts = (line.partition("=") for line in lines)
        return [value if equals else None for _, equals, value in parts]

    def _values(self, name: str) -> list[str | None]:
        table, _, column = name.partition(".")
        rows = self._connection.execute(f"SELECT {column} FROM {table} ORDER BY document")
        return [row[0] for row in rows]

    def count(self, table: str) -> int:
        """How many rows a table has.

        Raises:
            ValueError: If these are not as many as were written.
        """
        row = self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if not self._is_first and read_digest(self._connection, table).rows != row[0]:
            raise ValueError(f"{table}: not as many rows as were written")
        return int(row[0])

    def everything(self) -> Iterator[str]:
        """Compare all tables, and what is compared as a whole of those that are sound.

        Yields:
            What is wrong, a line each.
        """
        faults = {table: _fault(partial(self.whole, table)) for table in TABLES}
        yield from filter(None, faults.values())
        comparisons: list[tuple[str, Callable[[], None]]] = [
            *((name.partition(".")[0], partial(self.text, name)) for name in TEXTS),
            ("documents", partial(self._compare, RANGES, partial(range_digest, self._connection))),
            ("quote_columns", self._packed_as_they_are),
        ]
        for table, compare in comparisons:
            if not faults.get(table) and (fault := _fault(compare)):
                yield fault

    def packed(self, kind: str, rows: int) -> list[PackedRow]:
        """The packed facts of one of `blocks.KINDS`; of an older format they are packed here.

        Args:
            kind: The kind.
            rows: How many quote numbers have been assigned.

        Raises:
            ValueError: If they are not what was written.
        """
        if self._format > 2:
            return self.select("quote_columns", "kind = ?", (kind,))
        if not self._is_first:
            self.whole("quotes")
        found = (pack(block, self._quotes(block)) for block in range(blocks_of(rows)))
        return [row for block in found for row in block if row[0] == kind]

    def _quotes(self, block: int) -> list[Row]:
        rows = select_quotes(self._connection, block)
        for row in rows:
            if self._is_first:
                self.verified("quotes", row)
        return rows

    def _packed_as_they_are(self) -> None:
        """Compare all packed facts with the rows of the quotes.

        Raises:
            ValueError: If some are those of other rows.
        """
        if self._format < 3:
            return
        for (block,) in self._connection.execute(
            "SELECT DISTINCT block FROM quote_columns ORDER BY block"
        ).fetchall():
            held = self.select("quote_columns", "block = ?", (block,))
            if sorted(held) != sorted(pack(block, self._quotes(block))):
                raise ValueError("quote_columns: what is packed is not what the quotes say")

    def _compare(self, name: str, find: Callable[[], Digest], prefix: str = PREFIX) -> None:
        if self._is_first or prefix + name in self._done:
            return
        if find() != read_digest(self._connection, name, prefix):
            raise ValueError(f"{name}: the rows are not those of the last commit")
        self._done.add(prefix + name)


def _fault(compare: Callable[[], None]) -> str | None:
    """What a comparison finds wrong, or None."""
    try:
        compare()
    except ValueError as error:
        return str(error)
    return None
