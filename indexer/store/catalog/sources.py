"""What the catalog knows of the files that articles come from, as its writer sees it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from indexer.store.catalog.checks import Checks
from indexer.store.catalog.state import Failure, FileState
from indexer.store.catalog.tables import Tables

CHOICES = ("metadata", "include", "exclude", "field")
"""Kinds of choices: paths of tables of metadata; patterns of `--include` and of `--exclude`;
places of fields as `--field` takes them."""

MOST_REASONS = 10
"""Of the failures on one line, or of a file without lines, how many are told."""

Choices = Mapping[str, Sequence[str]]
"""The values of each kind, in order."""


class Sources:
    """Roots, files and failures; they change within a transaction of the catalog writer."""

    def __init__(self, connection: sqlite3.Connection, tables: Tables) -> None:
        self._connection = connection
        self._tables = tables

    def roots(self) -> list[Path]:
        """The files and folders that were ever named, in order."""
        return read_roots(Checks(self._connection))

    def put_roots(self, roots: Iterable[Path]) -> None:
        """Remember what was named."""
        known = {root.as_posix() for root in self.roots()}
        fresh = sorted({root.as_posix() for root in roots} - known)
        self._tables.insert("roots", [(root,) for root in fresh])

    def choices(self) -> Choices:
        """What else was chosen on the command line."""
        return read_choices(Checks(self._connection))

    def put_choices(self, choices: Choices) -> None:
        """Remember what was chosen in the place of what was before."""
        for kind, values in choices.items():
            self._tables.delete("choices", "kind", kind)
            self._tables.insert("choices", [(kind, value) for value in sorted(set(values))])

    def files(self) -> dict[str, FileState]:
        """Every source file as it was last read completely, by path."""
        return read_files(Checks(self._connection))

    def put_file(self, file: FileState) -> None:
        """Note that a file has been read completely."""
        self._tables.delete("files", "path", file.path)
        self._tables.insert("files", [astuple(file)])

    def forget_file(self, path: str) -> None:
        """Drop what is known of a file that has gone: its row, its failures, what is skipped."""
        self._tables.delete("files", "path", path)
        self._tables.delete("failures", "path", path)
        self._tables.delete("skipped", "path", path)

    def put_skipped(self, path: str, counts: Mapping[str, int]) -> None:
        """Replace what is known of the files in an archive that are not read, by suffix."""
        self._tables.delete("skipped", "path", path)
        self._tables.insert("skipped", [(path, *one) for one in sorted(counts.items())])

    def skipped(self) -> dict[str, int]:
        """How many files in archives are not read, by suffix."""
        return read_skipped(Checks(self._connection))

    def put_failures(self, path: str, failures: Iterable[Failure]) -> None:
        """Replace what is known to have failed in a file; a line with several has them in one."""
        self._tables.delete("failures", "path", path)
        found: dict[tuple[str, int], dict[str, None]] = {}
        for failure in failures:
            found.setdefault((failure.path, failure.line), {})[failure.reason] = None
        rows = [(*place, _joined(list(reasons))) for place, reasons in found.items()]
        self._tables.insert("failures", rows)

    def failure_counts(self) -> Mapping[str, int]:
        """How many failures each path has."""
        rows = self._connection.execute("SELECT path, count(*) FROM failures GROUP BY path")
        return dict(rows.fetchall())


def _joined(reasons: Sequence[str]) -> str:
    more = len(reasons) - MOST_REASONS
    told = "; ".join(reasons[:MOST_REASONS])
    return f"{told}; and {more:,} more" if more > 0 else told


def read_roots(checks: Checks) -> list[Path]:
    """The files and folders that were ever named, in order.

    Raises:
        ValueError: If they are not what was written; so below.
    """
    checks.whole("roots")
    return [Path(row[0]) for row in checks.select("roots", "1")]


def read_choices(checks: Checks) -> Choices:
    """What else was chosen on the command line, by kind."""
    checks.whole("choices")
    found: dict[str, list[str]] = {kind: [] for kind in CHOICES}
    for kind, value in checks.select("choices", "1"):
        found.setdefault(kind, []).append(value)
    return {kind: sorted(values) for kind, values in found.items()}


def read_skipped(checks: Checks) -> dict[str, int]:
    """How many files in archives are not read, by suffix."""
    found: Counter[str] = Counter()
    for _, suffix, files in checks.whole_rows("skipped"):
        found[suffix] += files
    return dict(found)


def read_files(checks: Checks) -> dict[str, FileState]:
    """Every source file as it was last read completely, by path."""
    return {row[0]: FileState(*row) for row in checks.whole_rows("files")}
