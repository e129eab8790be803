"""The facts of a catalog apart from its articles, and how a connection reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.checksums import seal, sum_of_rows
from indexer.store.layout import PARTS, is_part_name

_LATER = {"extractor": "", "older": "0"}
"""Facts that an index of this format may lack, with what that means."""

_LARGEST_COUNT = 2**62
_MOST_ROWS = 2**30  # thirty million are some million articles; what is told is made room for
_LARGEST_DIMENSION = 65_536  # no model has more; each 64 take a file of their own
"""SQLite's integers reach as far again, so what is counted on from there fits as well."""

_EXTENTS = (
    "SELECT document, first_passage, passages, first_quote, quotes FROM documents ORDER BY document"
)


@dataclass(frozen=True, slots=True)
class State:
    """Which folders are current, how far they reach, and with what they were made.

    Attributes:
        generation: Counts the commits.
        rows: Passage numbers from 0 up to this one are given away, live or not.
        quote_rows: The same for quotes.
        keyword, vectors, quote_keyword, quote_vectors, encoder: Folder names in the index.
        encoder_name, encoder_identity, dimension: The encoder that made all vectors.
        analyzer: Name and version of the analyzer that made all terms.
        extractor: The version that found the quotes (see `indexer.build.extractor_version`); "" in
            an index that is older than this fact.
        older: The quotes of documents numbered below this were found by another one.
    """

    generation: int
    rows: int
    quote_rows: int
    keyword: str
    vectors: str
    quote_keyword: str
    quote_vectors: str
    encoder: str
    encoder_name: str
    encoder_identity: str
    dimension: int
    analyzer: str
    extractor: str
    older: int

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all folders that are in use."""
        return tuple(getattr(self, kind) for kind in PARTS)


@dataclass(frozen=True, slots=True)
class DocumentRanges:
    """The stretch of passage and quote numbers that one document has."""

    document: int
    first_passage: int
    passages: int
    first_quote: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why; `line` is 0 where the whole file is meant."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class FileState:
    """A source file as it was when it was read: size in bytes, modification time in ns."""

    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What one run of the indexer did, counted in documents (failed: in files or records)."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class RunReport(Counts):
    """The counts of a run that has just ended.

    `renewed`: whose quotes were found anew because an older extractor had found them; most of
    these are among the unchanged.
    """

    renewed: int = 0

    def plus(self, **counts: int) -> RunReport:
        """The report with some of its counts raised."""
        return replace(self, **{name: getattr(self, name) + n for name, n in counts.items()})


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run that came to its end: when it began (ISO 8601, UTC), how long it took, what it did."""

    started: str
    seconds: float
    report: Counts


def read_state(connection: sqlite3.Connection) -> State:
    """The state as a connection sees it.

    Raises:
        KeyError, ValueError: If a fact is missing or not of its form.
    """
    facts = dict(connection.execute("SELECT key, value FROM state"))
    if facts.pop("seal", None) != str(seal(sorted(facts.items()))):
        raise ValueError("the state is not what was written")
    facts = {**_LATER, **facts}
    values: dict[str, Any] = {}
    for name, kind in State.__annotations__.items():
        if name not in facts:
            raise ValueError(f"the state lacks {name!r}")
        values[name] = int(facts[name]) if kind == "int" else facts[name]
    state = State(**values)
    for folder in state.parts:
        if not is_part_name(folder):
            raise ValueError(f"{folder!r} is not the name of a part")
    counts = (state.generation, state.rows, state.quote_rows, state.older)
    is_possible = max(state.rows, state.quote_rows) <= _MOST_ROWS
    is_possible &= 1 <= state.dimension <= _LARGEST_DIMENSION
    if min(counts) < 0 or max(counts) > _LARGEST_COUNT or not is_possible:
        raise ValueError("the state has a count out of range")
    return state


def read_ranges(connection: sqlite3.Connection) -> list[DocumentRanges]:
    """Every document's ranges, in order of the document's number.

    Raises:
        ValueError: If a document is missing or is not what was written.
    """
    values = chain.from_iterable(connection.execute(_EXTENTS))
    rows = np.fromiter(values, dtype=np.int64).reshape(-1, 5)
    if _fact(rows) != read_fact(connection, "extents"):
        raise ValueError("the list of documents is not what was written")
    return [DocumentRanges(*row) for row in rows.tolist()]


def ranges_entry(rows: Sequence[Sequence[int]]) -> str:
    """What the state says of all ranges: how many there are, and a sum over them."""
    return _fact(np.array(rows, dtype=np.int64).reshape(-1, 5))


def _fact(rows: NDArray[np.int64]) -> str:
    return f"{len(rows)} {sum_of_rows(rows)}"


def read_fact(connection: sqlite3.Connection, key: str) -> str:
    """One fact of the state; "" if it is not there."""
    row = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def read_roots(connection: sqlite3.Connection) -> list[Path]:
    """The files and folders that were ever named, in order."""
    return [Path(row[0]) for row in connection.execute("SELECT path FROM roots ORDER BY path")]


def read_files(connection: sqlite3.Connection) -> dict[str, FileState]:
    """Every source file as it was last read completely, by path."""
    rows = connection.execute("SELECT path, size, modified FROM files")
    return {row[0]: FileState(*row) for row in rows}
