"""What the catalog knows of the files that articles come from, as its writer sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from indexer.store.catalog.state import Failure, FileState, read_files, read_roots


class Sources:
    """Roots, files and failures; changed within a transaction of the catalog that they are of."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def roots(self) -> list[Path]:
        """The files and folders that were ever named, in order."""
        return read_roots(self._connection)

    def put_roots(self, roots: Iterable[Path]) -> None:
        """Remember what was named."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO roots VALUES (?)", [(root.as_posix(),) for root in roots]
        )

    def files(self) -> dict[str, FileState]:
        """Every source file as it was last read completely, by path."""
        return read_files(self._connection)

    def put_file(self, file: FileState) -> None:
        """Note that a file has been read completely."""
        self._connection.execute(
            "INSERT INTO files (path, size, modified) VALUES (?, ?, ?) ON CONFLICT (path)"
            " DO UPDATE SET size = excluded.size, modified = excluded.modified",
            (file.path, file.size, file.modified),
        )

    def forget_file(self, path: str) -> None:
        """Drop what is known of a file that has gone: its row and its failures."""
        self._connection.execute("DELETE FROM files WHERE path = ?", (path,))
        self._connection.execute("DELETE FROM failures WHERE path = ?", (path,))

    def put_failures(self, path: str, failures: Iterable[Failure]) -> None:
        """Replace what is known to have failed in a file."""
        self._connection.execute("DELETE FROM failures WHERE path = ?", (path,))
        self._connection.executemany(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)",
            [(failure.path, failure.line, failure.reason) for failure in failures],
        )

    def failure_counts(self) -> Mapping[str, int]:
        """How many failures each path has."""
        rows = self._connection.execute("SELECT path, count(*) FROM failures GROUP BY path")
        return dict(rows.fetchall())
