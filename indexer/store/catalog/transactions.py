"""The catalog open for writing: transactions, the state, and what concerns it as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TypeVar

from indexer.errors import IndexCorruptError
from indexer.store.catalog.checksums import DamagedRowError
from indexer.store.catalog.connect import format_of, open_for_writing
from indexer.store.catalog.older.migrate import drop_tables
from indexer.store.catalog.schema import TABLES
from indexer.store.catalog.sources import Sources
from indexer.store.catalog.state import DocumentRanges, State, read_ranges, read_state
from indexer.store.catalog.stories.table import StoryTable
from indexer.store.catalog.tables import Tables
from indexer.store.layout import FORMAT_VERSION

_Self = TypeVar("_Self", bound="OpenCatalog")


class OpenCatalog:
    """The catalog as its one writer has it open; `writer.CatalogWriter` changes its rows.

    Every change happens inside `transaction`, which raises the generation by one and is durable
    when it returns.

    Attributes:
        sources: What is known of the files that the articles come from.
        stories: Which documents tell the same story.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._tables = Tables(connection)
        self.sources = Sources(connection, self._tables)
        self.stories = StoryTable(connection, self._tables)

    @classmethod
    def open(cls: type[_Self], path: Path, *, begin: bool = True) -> _Self:
        """Open the catalog for writing; an empty one is made if there is none, unless not `begin`.

        One of an older format can only be migrated (`migrate`) or replaced (`replace_all`).

        Raises:
            IndexCorruptError, IndexTooNewError, IndexTooOldError: If what is there is not ours.
        """
        return cls(path, open_for_writing(path, begin=begin))

    def close(self) -> None:
        """Let go; the last one to do so folds SQLite's log into the catalog."""
        self._connection.close()

    @property
    def format(self) -> int:
        """The format version of the catalog as it is now."""
        return format_of(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on success the generation is one higher.

        Raises:
            IndexCorruptError: If a row that was to change is not what was written.
        """
        with self._all_or_nothing():
            self._begin()
            yield
            self._seal_state()

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except DamagedRowError as error:
            self._connection.execute("ROLLBACK")
            raise IndexCorruptError(self._path, str(error)) from error
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _begin(self) -> None:
        """Take up the digests of the last commit."""
        if self.format > 1:
            with self._checked():
                self._tables.begin()

    def _seal_state(self) -> None:
        """Write digests and checksums of what has changed."""
        self._tables.seal()

    @contextmanager
    def _checked(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError, OverflowError) as error:
            raise IndexCorruptError(self._path, str(error)) from error

    def has_state(self) -> bool:
        """Whether this index has been begun."""
        return bool(self._connection.execute("SELECT count(*) FROM state").fetchone()[0])

    def state(self) -> State:
        """The entries of the state."""
        with self._checked():
            return read_state(self._connection)

    def put_state(self, state: State) -> None:
        """Replace all entries of the state."""
        self._tables.put_entries({key: str(value) for key, value in asdict(state).items()})

    def ranges(self) -> list[DocumentRanges]:
        """The ranges of numbers of every live document."""
        with self._checked():
            return [DocumentRanges(*row) for row in read_ranges(self._connection).tolist()]

    def counts(self) -> tuple[int, int]:
        """How many documents and passages are live."""
        row = self._connection.execute(
            "SELECT count(*), coalesce(sum(passages), 0) FROM documents"
        ).fetchone()
        return int(row[0]), int(row[1])

    def begin_again(self) -> None:
        """Put empty tables of the present format in the place of those of an older one."""
        with self._all_or_nothing():
            drop_tables(self._connection)

    def replace_all(self, other: Path) -> None:
        """Let everything be as in another catalog, which has the same folder, in one transaction.

        The other one has the present format. Only the count of commits goes on.
        """
        self._connection.execute("ATTACH DATABASE ? AS other", (str(other),))
        try:
            with self.transaction():
                generation = self.state().generation
                if self.format < FORMAT_VERSION:
                    drop_tables(self._connection)
                for table in ("state", *TABLES):
                    self._connection.execute(f"DELETE FROM main.{table}")
                    self._connection.execute(
                        f"INSERT INTO main.{table} SELECT * FROM other.{table}"
                    )
                self._tables.begin()
                self.put_state(replace(self.state(), generation=generation))
        finally:
            self._connection.execute("DETACH DATABASE other")

    def renew_indexes(self) -> None:
        """Rebuild SQLite's own indexes from the tables."""
        self._connection.execute("REINDEX")

    def tidy(self) -> None:
        """Give the space of what was deleted back to the disk."""
        self._connection.execute("VACUUM")
