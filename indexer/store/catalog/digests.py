"""Digests over whole tables and columns, which the state keeps for every commit.

A row's checksum tells whether the row is as it was written. A digest tells whether all rows are
there: it is their number and the sum of their checksums modulo 2**64, in any order. What a question
compares as a whole has another digest, which takes less time: a hash of a text of all rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.checksums import (
    DamagedRowError,
    number_checksums,
    row_checksum,
    signed,
    value_word,
)
from indexer.store.catalog.schema import RANGES as RANGE_COLUMNS
from indexer.store.catalog.schema import TABLES, TEXTS, columns

PREFIX = "digest "
"""Before the name of a table or of columns, this is the key of its digest in the state."""

TEXT_PREFIX = "text "
"""The same before the name of a text."""

RANGES = "documents.ranges"
"""The name of the digest of the ranges of all documents."""

_RANGE_PLACES = [columns("documents").index(name) for name in RANGE_COLUMNS]

ROWS_AT_ONCE = 20_000
"""Rows that are compared at once, to bound the memory."""


class Digest(NamedTuple):
    """How many rows there are, and the sum of their checksums, signed, modulo 2**64."""

    rows: int = 0
    total: int = 0

    def plus(self, rows: int, total: int) -> Digest:
        """With so many more rows."""
        return Digest(self.rows + rows, signed(self.total + total))

    @classmethod
    def parse(cls, text: str) -> Digest:
        """The digest that the state holds as text.

        Raises:
            ValueError: If it is none.
        """
        rows, total = text.split()
        return cls(int(rows), int(total))

    def __str__(self) -> str:
        return f"{self.rows} {self.total}"


def digest_of_numbers(name: str, rows: NDArray[np.int64]) -> Digest:
    """The digest of rows of integers, shape (n, columns)."""
    total = number_checksums(name, rows).sum(dtype=np.int64) if len(rows) else 0
    return Digest(len(rows), int(total))


def text_digest(connection: sqlite3.Connection, name: str) -> Digest:
    """The digest of one of the texts in `schema.TEXTS`, as its rows are now."""
    return digest_of_text(*read_text(connection, name))


def read_text(connection: sqlite3.Connection, name: str) -> tuple[int, bytes]:
    """How many rows one of the texts in `schema.TEXTS` has, and their lines."""
    query = f"SELECT count(*), CAST(group_concat(line, char(10)) AS BLOB) FROM ({TEXTS[name]})"
    rows, text = connection.execute(query).fetchone()
    return rows, text or b""


def digest_of_text(rows: int, text: bytes) -> Digest:
    """The digest of a text: its total is no sum but the first 64 bits of the BLAKE2b."""
    return Digest(
        rows, int.from_bytes(blake2b(text, digest_size=8).digest(), "little", signed=True)
    )


def range_digest(connection: sqlite3.Connection) -> Digest:
    """The digest of the ranges of all documents, as they are now."""
    query = f"SELECT {', '.join(RANGE_COLUMNS)} FROM documents"
    rows = connection.execute(query).fetchall()
    return digest_of_numbers(RANGES, np.array(rows, dtype=np.int64).reshape(-1, len(RANGE_COLUMNS)))


def table_digest(connection: sqlite3.Connection, table: str) -> Digest:
    """The digest of a table as it is now, each row compared with its checksum.

    Raises:
        ValueError: If a row is not what was written.
    """
    found = Digest()
    cursor = connection.execute(f"SELECT {', '.join(columns(table))} FROM {table}")
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        found = found.plus(*rows_digest(table, rows))
    return found


def rows_digest(table: str, rows: Sequence[Sequence[Any]]) -> Digest:
    """The digest of some rows of a table, each compared with its checksum, its last value.

    Raises:
        DamagedRowError: If a row is not what was written.
    """
    if not rows:
        return Digest()
    return Digest(len(rows), int(require_written(table, rows).sum(dtype=np.int64)))


def require_written(table: str, rows: Sequence[Sequence[Any]]) -> NDArray[np.int64]:
    """Compare rows, at least one, with their checksums, which are their last values.

    Returns:
        The checksums, shape (n,).

    Raises:
        DamagedRowError: If a row is not what was written.
    """
    checksums = number_checksums(table, _words([row[:-1] for row in rows]))
    written = np.array([row[-1] for row in rows], dtype=np.int64)
    wrong = np.flatnonzero(checksums != written)
    if len(wrong):
        raise DamagedRowError(f"{table}: the row of {rows[wrong[0]][0]!r} is not what was written")
    return checksums


class Digests:
    """All digests of a catalog, kept up to date while rows come and go."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """Begin with those that the state holds; what it lacks is empty.

        Raises:
            ValueError: If one is no digest.
        """
        self._found = {
            name: Digest.parse(entries[PREFIX + name]) if PREFIX + name in entries else Digest()
            for name in (*TABLES, RANGES)
        }

    def entries(self) -> dict[str, str]:
        """All digests as entries of the state."""
        return {PREFIX + name: str(digest) for name, digest in self._found.items()}

    def count(self, table: str, rows: Iterable[Sequence[Any]], sign: int) -> None:
        """Add rows, or with the sign -1 take them away.

        Args:
            table: Where the rows are.
            rows: Whole ones, each with its checksum as the last value.
            sign: 1 or -1.
        """
        for row in rows:
            self._add(table, sign, row[-1])
            if table == "documents":
                ranges = [row[place] for place in _RANGE_PLACES]
                self._add(RANGES, sign, row_checksum(RANGES, ranges))

    def forget(self, table: str) -> None:
        """A table has no row any more."""
        for name in [table, RANGES] if table == "documents" else [table]:
            self._found[name] = Digest()

    def _add(self, name: str, sign: int, checksum: int) -> None:
        self._found[name] = self._found[name].plus(sign, sign * checksum)


def _words(rows: Sequence[Sequence[Any]]) -> NDArray[np.int64]:
    """Rows of any values as rows of integers that have the same checksums."""
    found = np.empty((len(rows), len(rows[0])), dtype=np.int64)
    for place, column in enumerate(zip(*rows, strict=True)):
        found[:, place] = _column_words(column)
    return found


def _column_words(column: Sequence[Any]) -> NDArray[np.int64]:
    kinds = set(map(type, column))
    if kinds == {int}:
        return np.array(column, dtype=np.int64)
    if kinds <= {int, type(None)}:
        nothing = signed(value_word(None))
        return np.array([nothing if one is None else one for one in column], dtype=np.int64)
    if float in kinds:  # equal to an integer, it would share its word
        return np.array([signed(value_word(one)) for one in column], dtype=np.int64)
    words = {one: signed(value_word(one)) for one in set(column)}  # names stand in many rows
    return np.array([words[one] for one in column], dtype=np.int64)
