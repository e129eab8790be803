"""The state of a catalog: its entries, and how a connection reads them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.checksums import state_checksum
from indexer.store.catalog.digests import PREFIX, RANGES, Digest, digest_of_numbers
from indexer.store.catalog.older import format1
from indexer.store.catalog.schema import RANGES as RANGE_COLUMNS
from indexer.store.catalog.tables import CHECKSUM
from indexer.store.layout import PARTS, is_part_name

_FORMAT_1_LACKS = {
    "extractor": "", "older": "0", "vectors_id": "", "quote_vectors_id": "",
    "keyword_list": "", "quote_keyword_list": "", "compared": "0",
}  # fmt: skip
"""Entries that a state of format 1 lacks, with what that means."""
_EARLIER_LACKS = {
    "languages": "", "mean": "", "candidates": "0", "recall": "", "vector_rows": "float16",
}  # fmt: skip
"""Entries that a state lacks that an earlier version wrote, with what that means."""
_VECTOR_ROWS = ("int8", "float16")
_MOST_CANDIDATES = 2**20
_LARGEST_COUNT = 2**62
_MOST_ROWS = 2**30  # thirty million are some million articles; what is told is made room for
_LARGEST_DIMENSION = 65_536  # no model has more; each 64 take a file of their own
"""SQLite's integers reach as far again, so what is counted on from there fits as well."""

_RANGES = f"SELECT {', '.join(RANGE_COLUMNS)} FROM documents ORDER BY document"


@dataclass(frozen=True, slots=True)
class State:
    """Which folders are current, how far they reach, and with what they were made.

    Attributes:
        generation: Counts the commits.
        rows: Passage numbers below this one have been assigned, live or not.
        quote_rows: The same for quotes.
        keyword, vectors, quote_keyword, quote_vectors, encoder: Folder names in the index.
        encoder_name, encoder_identity, dimension: The encoder that made all vectors.
        analyzer: Name and version of the analyzer that made all terms.
        extractor: The version that found the quotes (see `indexer.build.extractor_version`); "" in
            an index that did not record it yet.
        older: The quotes of documents numbered below this were found by another one.
        vectors_id, quote_vectors_id: Random, in hex; the checksums of these vectors depend on it,
            so that those of another index never fit. "" in format 1.
        keyword_list, quote_keyword_list: Which segment list is the current one (see
            `keyword.toc.list_name`). "" in format 1: the newest.
        compared: Documents numbered below this have been compared with all others: which of them
            tell the same story is known.
        languages: Two-letter codes of the languages in which documents were analysed, with spaces
            between them; "": all as English.
        mean: What the vectors have in common (see `vectors.mean`); "" where that is little, or
            there are too few to tell.
        candidates: How many rows the scan is to hand on at least; 0: the usual number.
        recall: The share of the nearest passages that the scan finds, as last measured, a number
            in [0, 1] as text; "" where it was not measured.
        vector_rows: How the numbers of a vector are stored (see `vectors.forms`).
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
    vectors_id: str = ""
    quote_vectors_id: str = ""
    keyword_list: str = ""
    quote_keyword_list: str = ""
    compared: int = 0
    languages: str = ""
    mean: str = ""
    candidates: int = 0
    recall: str = ""
    vector_rows: str = "int8"

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all folders that are in use."""
        return tuple(getattr(self, kind) for kind in PARTS)


@dataclass(frozen=True, slots=True)
class DocumentRanges:
    """The ranges of passage and quote numbers that one document has."""

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
    """A source file as it was when it was read.

    Attributes:
        path: Absolute.
        size: In bytes.
        modified: When its content was last written, in ns; 0: it must be read again.
        changed: When its content or its inode was last changed, in ns; 0: not known.
        inode: Its number in the file system, at most 63 bits; 0: not known.
        digest: BLAKE2b of its content, in hex; "": not known.
        overrides: Digest of the metadata that a sidecar or a table gave; "": none gave any.
    """

    path: str
    size: int
    modified: int
    changed: int = 0
    inode: int = 0
    digest: str = ""
    overrides: str = ""


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
        ValueError: If an entry is missing, is not of its form, or is not what was written.
    """
    entries = {**_EARLIER_LACKS, **verified_entries(connection)}
    values: dict[str, Any] = {}
    for name, kind in State.__annotations__.items():
        if name not in entries:
            raise ValueError(f"the state lacks {name!r}")
        values[name] = int(entries[name]) if kind == "int" else entries[name]
    state = State(**values)
    for folder in state.parts:
        if not is_part_name(folder):
            raise ValueError(f"{folder!r} is not the name of a part")
    for part_id in (state.vectors_id, state.quote_vectors_id):
        int(part_id or "0", 16)
    counts = (state.generation, state.rows, state.quote_rows, state.older, state.compared)
    is_possible = max(state.rows, state.quote_rows) <= _MOST_ROWS
    is_possible &= 1 <= state.dimension <= _LARGEST_DIMENSION
    if min(counts) < 0 or max(counts) > _LARGEST_COUNT or not is_possible:
        raise ValueError("the state has a count out of range")
    if not 0 <= state.candidates <= _MOST_CANDIDATES:
        raise ValueError("the state has a number of candidates out of range")
    if state.vector_rows not in _VECTOR_ROWS:
        raise ValueError(f"vectors stored as {state.vector_rows!r} are not known")
    if not 0 <= float(state.recall or 0) <= 1:
        raise ValueError("the state has a recall out of range")
    return state


def verified_entries(connection: sqlite3.Connection) -> dict[str, str]:
    """All entries of the state but its checksum.

    Raises:
        ValueError: If they are not what was written.
    """
    entries = dict(connection.execute("SELECT key, value FROM state"))
    if format1.STATE_SEAL in entries:
        written, found = entries.pop(format1.STATE_SEAL), format1.state_seal(entries)
        entries = {**_FORMAT_1_LACKS, **entries}
    else:
        written, found = entries.pop(CHECKSUM, ""), state_checksum(entries)
    if written != found:
        raise ValueError("the state is not what was written")
    return entries


def read_digest(connection: sqlite3.Connection, name: str, prefix: str = PREFIX) -> Digest:
    """What the state says of a table, of columns, or with `TEXT_PREFIX` of a text.

    Raises:
        ValueError: If it says nothing.
    """
    row = connection.execute("SELECT value FROM state WHERE key = ?", (prefix + name,)).fetchone()
    if row is None:
        raise ValueError(f"the state has no digest of {name}")
    return Digest.parse(row[0])


def read_ranges(connection: sqlite3.Connection) -> NDArray[np.int64]:
    """Every document's ranges (`DocumentRanges`), in order of the document's number, shape (n, 5).

    Raises:
        ValueError: If a document is missing or is not what was written.
    """
    values = chain.from_iterable(connection.execute(_RANGES))
    rows = np.fromiter(values, dtype=np.int64).reshape(-1, 5)
    query = "SELECT value FROM state WHERE key = ?"
    old = connection.execute(query, (format1.RANGES_ENTRY,)).fetchone()
    if old is not None:
        is_whole = format1.ranges_entry(rows) == old[0]
    else:
        is_whole = digest_of_numbers(RANGES, rows) == read_digest(connection, RANGES)
    if not is_whole:
        raise ValueError("the list of documents is not what was written")
    _require_room(connection, rows)
    return rows


def _require_room(connection: sqlite3.Connection, rows: NDArray[np.int64]) -> None:
    """Refuse ranges beyond the assigned numbers: memory would be allocated for them.

    Raises:
        ValueError: If there is one.
    """
    for place, key in ((1, "rows"), (3, "quote_rows")):
        found = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        limit = int(found[0]) if found else 0
        first, count = rows[:, place], rows[:, place + 1]
        if np.any((first < 0) | (count < 0) | (first > limit) | (count > limit - first)):
            raise ValueError("a document has numbers that were never assigned")
