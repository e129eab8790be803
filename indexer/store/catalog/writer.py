"""Writing the catalog: the one place where documents become visible or go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.records import Quote
from indexer.store.catalog.checksums import seal, sum_of_rows
from indexer.store.catalog.entry import Entry, Stored
from indexer.store.catalog.renumber import Kind, renumber_documents, renumber_rows
from indexer.store.catalog.schema import TABLES, open_for_writing
from indexer.store.catalog.sources import Sources
from indexer.store.catalog.state import (
    Counts,
    DocumentRanges,
    State,
    ranges_entry,
    read_fact,
    read_ranges,
    read_state,
)
from indexer.store.catalog.write_rows import put_entry, put_quotes


class CatalogWriter:
    """The catalog as its one writer sees it.

    Every change happens inside `transaction`, which raises the generation by one and is durable
    when it returns.

    Attributes:
        sources: What is known of the files that the articles come from.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self.sources = Sources(connection)
        self._extents = ""  # the fact of that name, while a transaction changes it

    @classmethod
    def open(cls, path: Path, *, begin: bool = True) -> CatalogWriter:
        """Open the catalog for writing; an empty one is made if there is none, unless not `begin`.

        Raises:
            IndexCorruptError, IndexTooNewError, IndexTooOldError: If what is there is not ours.
        """
        return cls(path, open_for_writing(path, begin=begin))

    def close(self) -> None:
        """Let go; the last one to do so folds SQLite's log into the catalog."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on success the generation is one higher."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._extents = read_fact(self._connection, "extents") or ranges_entry([])
        try:
            yield
            self._seal_state()
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _checked(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError, OverflowError) as error:
            raise IndexCorruptError(self._path, str(error)) from error

    def _seal_state(self) -> None:
        facts = dict(self._connection.execute("SELECT key, value FROM state WHERE key <> 'seal'"))
        if not facts:  # the index has not been begun
            return
        facts |= {"generation": str(int(facts["generation"]) + 1), "extents": self._extents}
        facts["seal"] = str(seal(sorted(facts.items())))
        self._put_facts(facts)

    def _put_facts(self, facts: Mapping[str, str]) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", facts.items())

    def has_state(self) -> bool:
        """Whether this index has been begun."""
        return bool(self._connection.execute("SELECT count(*) FROM state").fetchone()[0])

    def state(self) -> State:
        """The facts about the index as a whole."""
        with self._checked():
            return read_state(self._connection)

    def put_state(self, state: State) -> None:
        """Replace all facts."""
        self._put_facts({key: str(value) for key, value in asdict(state).items()})

    def expect_extractor(self, version: str, *, finds_the_same: bool) -> None:
        """Record which version finds quotes from now on.

        Args:
            version: The version.
            finds_the_same: Whether the recorded version finds the same quotes; if not, the quotes
                of all documents become stale.
        """
        state = self.state()
        if state.extractor != version:
            row = self._connection.execute("SELECT coalesce(max(document), -1) + 1 FROM documents")
            older = state.older if finds_the_same else int(row.fetchone()[0])
            self.put_state(replace(state, extractor=version, older=older))

    def ranges(self) -> list[DocumentRanges]:
        """The stretch of numbers of every live document."""
        with self._checked():
            return read_ranges(self._connection)

    def counts(self) -> tuple[int, int]:
        """How many documents and passages are live."""
        row = self._connection.execute(
            "SELECT count(*), coalesce(sum(passages), 0) FROM documents"
        ).fetchone()
        return int(row[0]), int(row[1])

    def document_counts(self) -> dict[str, int]:
        """How many live documents each path has."""
        rows = self._connection.execute("SELECT path, count(*) FROM documents GROUP BY path")
        return dict(rows.fetchall())

    def stored_in(self, path: str) -> dict[str, Stored]:
        """The live documents of a file, by document id."""
        rows = self._connection.execute(
            "SELECT document, document_id, digest, line FROM documents WHERE path = ?", (path,)
        )
        return {row[1]: Stored(*row) for row in rows}

    def owner(self, document_id: str) -> str | None:
        """The path of the live document that has an id, or None."""
        row = self._connection.execute(
            "SELECT path FROM documents WHERE document_id = ?", (document_id,)
        ).fetchone()
        return row[0] if row else None

    def move(self, document: int, line: int) -> None:
        """Note that a document, otherwise unchanged, now begins on another line of its file."""
        row = self._connection.execute(
            "SELECT first_passage, passages, first_quote, quotes, digest FROM documents"
            " WHERE document = ?",
            (document,),
        ).fetchone()
        self._connection.execute(
            "UPDATE documents SET line = ?, seal = ? WHERE document = ?",
            (line, seal(document, line, *row), document),
        )

    def insert(self, entry: Entry, first_passage: int, first_quote: int) -> None:
        """Store a document whose passages and quotes are numbered from these numbers on."""
        row = self._connection.execute("SELECT coalesce(max(document), 0) + 1 FROM documents")
        number = max(int(row.fetchone()[0]), int(read_fact(self._connection, "older") or 0))
        one = put_entry(self._connection, number, entry, first_passage, first_quote)
        self._count((number, *one), 1)

    def revise(self, document: int, quotes: Sequence[Quote]) -> None:
        """Replace a document's quotes by as many others, which take their numbers.

        Raises:
            ValueError: If there are more or fewer.
        """
        first, count = self._connection.execute(
            "SELECT first_quote, quotes FROM documents WHERE document = ?", (document,)
        ).fetchone()
        if len(quotes) != count:
            raise ValueError(f"{len(quotes)} quotes in place of {count}")
        self._connection.execute("DELETE FROM quotes WHERE document = ?", (document,))
        put_quotes(self._connection, document, quotes, first)

    def delete(self, document: int) -> None:
        """Take a document with its passages and quotes out of the index."""
        one = self._connection.execute(
            "SELECT document, first_passage, passages, first_quote, quotes FROM documents"
            " WHERE document = ?",
            (document,),
        ).fetchone()
        for table in ("documents", "texts", "passages", "quotes"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._count(one, -1)

    def renumber(self, kind: Kind, live: NDArray[np.int64]) -> None:
        """Give passages or quotes the numbers from 0 on, in their order.

        Args:
            kind: Of which the numbers are.
            live: All numbers in use, ascending.

        Raises:
            IndexCorruptError: If the catalog does not hold just these, or a row is damaged.
        """
        with self._checked():
            renumber_rows(self._connection, kind, live)
            self._extents = renumber_documents(self._connection, kind, live)

    def replace_all(self, other: Path) -> None:
        """Let everything be as in another catalog, which has the same folder, in one transaction.

        Only the count of commits goes on.
        """
        self._connection.execute("ATTACH DATABASE ? AS other", (str(other),))
        try:
            with self.transaction():
                generation = self.state().generation
                for table in TABLES:
                    self._connection.execute(f"DELETE FROM main.{table}")
                    self._connection.execute(
                        f"INSERT INTO main.{table} SELECT * FROM other.{table}"
                    )
                self._extents = read_fact(self._connection, "extents")
                self.put_state(replace(self.state(), generation=generation))
        finally:
            self._connection.execute("DETACH DATABASE other")

    def renew_indexes(self) -> None:
        """Make SQLite's own indexes anew from the tables."""
        self._connection.execute("REINDEX")

    def tidy(self) -> None:
        """Give the space of what was deleted back to the disk."""
        self._connection.execute("VACUUM")

    def _count(self, one: Sequence[int], sign: int) -> None:
        """Bring the state's fact about all ranges up to date."""
        count, total = map(int, self._extents.split())
        change = sum_of_rows(np.array([one], dtype=np.int64))
        self._extents = f"{count + sign} {(total + sign * change) % 2**64}"

    def put_run(self, started: str, seconds: float, report: Counts) -> None:
        """Note a finished run; only the last ones are kept."""
        counts = [getattr(report, field.name) for field in fields(Counts)]
        self._connection.execute(
            "INSERT INTO runs (started, seconds, added, changed, removed, unchanged, failed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (started, seconds, *counts),
        )
        self._connection.execute("DELETE FROM runs WHERE run <= (SELECT max(run) FROM runs) - 100")
