"""The catalog open for reading: one state of it, compared with its checksums."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexClosedError, IndexCorruptError
from indexer.store.catalog.checks import Checks
from indexer.store.catalog.connect import format_of, open_for_reading
from indexer.store.catalog.quote_columns import columns
from indexer.store.catalog.quote_columns.blocks import SPANS, SPEAKERS, STATEMENTS, PackedRow
from indexer.store.catalog.schema import TEXTS
from indexer.store.catalog.state import DocumentRanges, State, read_ranges, read_state
from indexer.store.catalog.trouble import explained

_Self = TypeVar("_Self", bound="OpenedCatalog")


class OpenedCatalog:
    """One consistent state of the catalog; later commits are not seen.

    Safe for threads, which read one at a time. What is read is compared with its checksums; columns
    that decide an answer for all documents, such as those of a filter, are compared as a whole when
    first needed. Any method raises `IndexCorruptError` if the file is damaged, `IndexAccessError`
    if the system does not let it be read, and `IndexClosedError` if the catalog was closed.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._checks = Checks(connection)
        self._lock = RLock()
        self._is_closed = False

    @classmethod
    def open(cls: type[_Self], path: Path) -> _Self:
        """Open the catalog and hold on to its present state."""
        catalog = cls(path, open_for_reading(path))
        with catalog._reading():
            catalog._connection.execute("BEGIN")
            catalog._connection.execute("SELECT count(*) FROM state").fetchone()
        return catalog

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def format(self) -> int:
        """The format version of the catalog."""
        with self._reading() as connection:
            return format_of(connection)

    def close(self) -> None:
        """Let go of the state."""
        with self._lock:
            self._is_closed = True
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                if self._is_closed:
                    raise IndexClosedError(self._path.parent)
                yield self._connection
        except sqlite3.DatabaseError as error:
            raise explained(self._path, error) from error
        except (ValueError, TypeError, IndexError, RecursionError, OverflowError) as error:
            raise IndexCorruptError(self._path, f"holds a value of the wrong form ({error})") from (
                error
            )

    def select(self, query: str, values: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query of the program's own gives, for `catalog.quotes`."""
        with self._reading() as connection:
            return connection.execute(query, values).fetchall()

    def compared(self, table: str, condition: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Whole rows for which an SQL condition holds, without their checksums."""
        with self._reading():
            return self._checks.select(table, condition, values)

    def require(self, table: str, *columns: str) -> None:
        """Compare columns of a table (`schema.TEXTS`), or without any the table, as a whole."""
        with self._reading():
            for name in [f"{table}.{column}" for column in columns] or [table]:
                if name in TEXTS:
                    self._checks.text(name)
                else:
                    self._checks.whole(name)

    def column(self, name: str) -> list[str | None]:
        """Source, author, date or another column of `schema.COLUMNS` of all documents, in order."""
        with self._reading():
            return self._checks.column(f"documents.{name}")

    def faults(self) -> list[str]:
        """What is not what was written, in any table, a line each; nothing if all is well."""
        with self._reading():
            return list(self._checks.everything())

    def state(self) -> State:
        """The state of the index as a whole."""
        with self._reading() as connection:
            return read_state(connection)

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file, a line each; nothing if all is well."""
        found = [str(row[0]) for row in self.select("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def count(self, table: str) -> int:
        """How many documents, passages, quotes, files or failures there are."""
        if table not in {"documents", "passages", "quotes", "files", "failures"}:
            raise ValueError(f"no such table: {table}")
        with self._reading():
            return self._checks.count(table)

    def ranges(self) -> list[DocumentRanges]:
        """Every document's ranges, in order of the document's number."""
        return [DocumentRanges(*row) for row in self.range_rows.tolist()]

    @cached_property
    def range_rows(self) -> NDArray[np.int64]:
        """The same as rows of numbers, shape (n, 5)."""
        with self._reading() as connection:
            return read_ranges(connection)

    @cached_property
    def quote_documents(self) -> NDArray[np.int64]:
        """The number of the document of each quote, by quote number; -1 where there is no quote."""
        rows = self.range_rows
        return owners_of(rows[:, 3], rows[:, 4], rows[:, 0], self._quote_rows)

    @cached_property
    def document_days(self) -> tuple[NDArray[np.int64], tuple[str, ...]]:
        """The dates of documents, in order of the document's number.

        Returns:
            For each document the place of its date in the second value, -1 without one; and all
            dates, in their order.
        """
        dates = self.column("date")
        days = sorted({date for date in dates if date})
        places = {day: place for place, day in enumerate(days)}
        places_of = [places.get(date, -1) if date else -1 for date in dates]
        return np.array(places_of, dtype=np.int64), tuple(days)

    @cached_property
    def spans(self) -> NDArray[np.int32]:
        """Starts and ends of quotes, by quote number, shape (2, rows)."""
        with self._reading():
            return columns.read_spans(self._packed(SPANS), self._quote_rows)

    @cached_property
    def speakers(self) -> columns.Speakers:
        """Who says each quote."""
        with self._reading():
            found = columns.read_speakers(self._packed(SPEAKERS), self._quote_rows)
            if (self.quote_documents[found.said.quotes] < 0).any():
                raise ValueError("somebody says a quote of no document")
            return found

    @cached_property
    def statements(self) -> NDArray[np.int64]:
        """The number of the words of each quote, by quote number; -1 where there are none."""
        with self._reading():
            return columns.read_statements(self._packed(STATEMENTS), self._quote_rows)

    @cached_property
    def _quote_rows(self) -> int:
        return self.state().quote_rows

    def _packed(self, kind: str) -> list[PackedRow]:
        return self._checks.packed(kind, self._quote_rows)


def owners_of(
    first: NDArray[np.int64], counts: NDArray[np.int64], owners: NDArray[np.int64], size: int
) -> NDArray[np.int64]:
    """For each number below `size` the owner of the range that holds it, -1 where none does.

    Args:
        first: First number of each range.
        counts: How many numbers each has; no range reaches beyond `size`.
        owners: To whom each belongs.
        size: How many numbers there are.
    """
    ends = np.cumsum(counts)
    if len(ends) and ends[-1] == size and np.array_equal(first, ends - counts):
        return np.repeat(owners, counts)  # as in an archive of which nothing was ever removed
    found = np.full(size, -1, dtype=np.int64)
    found[numbers_in(first, counts)] = np.repeat(owners, counts)
    return found


def numbers_in(first: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """All numbers of ranges that are given as first numbers and counts, range by range."""
    ends = np.cumsum(counts)
    begins = np.repeat(first - (ends - counts), counts)
    return begins + np.arange(len(begins))
