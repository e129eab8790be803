"""The catalog of format 1, which is read until the next run migrates it.

Its tables have other checksums ("seals"), and some have none. A reader sees the tables through
temporary views that have the columns of the present format, so that all queries are the same.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.checksums import DamagedRowError

TABLES = {
    "state": """CREATE TABLE state (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    "roots": """CREATE TABLE roots (
        path TEXT PRIMARY KEY
    ) STRICT""",
    "files": """CREATE TABLE files (
        file INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL
    ) STRICT""",
    "failures": """CREATE TABLE failures (
        path TEXT NOT NULL,
        line INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (path, line)
    ) STRICT""",
    "documents": """CREATE TABLE documents (
        document INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE,
        path TEXT NOT NULL,
        record TEXT NOT NULL,
        line INTEGER NOT NULL,
        title TEXT,
        date TEXT,
        source TEXT,
        author TEXT,
        url TEXT,
        rules TEXT NOT NULL,
        context TEXT NOT NULL,
        digest TEXT NOT NULL,
        first_passage INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        first_quote INTEGER NOT NULL,
        quotes INTEGER NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT""",
    "texts": """CREATE TABLE texts (
        document INTEGER PRIMARY KEY,
        text TEXT NOT NULL
    ) STRICT""",
    "passages": """CREATE TABLE passages (
        passage INTEGER PRIMARY KEY,
        document INTEGER NOT NULL,
        paragraph INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT""",
    "quotes": """CREATE TABLE quotes (
        quote INTEGER PRIMARY KEY,
        document INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        parts TEXT NOT NULL,
        kind TEXT NOT NULL,
        cue_start INTEGER,
        cue_end INTEGER,
        mention_start INTEGER,
        mention_end INTEGER,
        speaker TEXT,
        role TEXT,
        confidence REAL NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT""",
    "speaker_keys": """CREATE TABLE speaker_keys (
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (key, name)
    ) WITHOUT ROWID, STRICT""",
    "runs": """CREATE TABLE runs (
        run INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        seconds REAL NOT NULL,
        added INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        failed INTEGER NOT NULL
    ) STRICT""",
}
INDEXES = {
    "documents_by_number": """CREATE INDEX documents_by_number ON documents (
        document, first_passage, passages, first_quote, quotes
    )""",
    "documents_by_path": "CREATE INDEX documents_by_path ON documents (path)",
    "documents_by_date": "CREATE INDEX documents_by_date ON documents (date)",
    "documents_by_source": "CREATE INDEX documents_by_source ON documents (source)",
    "documents_by_author": "CREATE INDEX documents_by_author ON documents (author)",
    "passages_by_document": "CREATE INDEX passages_by_document ON passages (document)",
    "quotes_by_document": "CREATE INDEX quotes_by_document ON quotes (document)",
    "quotes_by_speaker": "CREATE INDEX quotes_by_speaker ON quotes (speaker)",
}

_VIEWS = {
    "roots": "path, 0 AS checksum",
    "files": (
        "path, size, modified, 0 AS changed, 0 AS inode, '' AS digest, '' AS overrides,"
        " 0 AS checksum"
    ),
    "failures": "path, line, reason, 0 AS checksum",
    "documents": (
        "document, document_id, path, record, line, title, date, source, author, url, rules,"
        " context, NULL AS language, NULL AS section, 'null' AS places,"
        " digest, first_passage, passages, first_quote, quotes, 0 AS passage_vectors,"
        " 0 AS quote_vectors, seal AS checksum"
    ),
    "texts": "document, text, 0 AS checksum",
    "passages": "passage, document, paragraph, start, end, seal AS checksum",
    "quotes": (
        "quote, document, start, end, parts, kind, cue_start, cue_end, mention_start, mention_end,"
        " speaker, role, confidence, 'likely' AS grade, 'said' AS polarity,"
        " NULL AS joint_speakers, NULL AS statement,"
        " seal AS checksum"
    ),
    "speaker_keys": "key, name, 0 AS checksum",
    "runs": "run, started, seconds, added, changed, removed, unchanged, failed, 0 AS checksum",
}

_SEALED = {
    "documents": (
        "document", "line", "first_passage", "passages", "first_quote", "quotes", "digest"
    ),
    "passages": ("passage", "document", "paragraph", "start", "end"),
    "quotes": (
        "quote", "document", "start", "end", "parts", "kind", "cue_start", "cue_end",
        "mention_start", "mention_end", "speaker", "role", "confidence",
    ),
}  # fmt: skip
"""The columns that the seal of a row covers, in its order; rows of other tables have none."""

_LACKING = {
    "quote_columns": (
        "SELECT '' AS kind, 0 AS block, x'' AS numbers, '' AS texts, 0 AS checksum LIMIT 0"
    ),
    "skipped": "SELECT '' AS path, '' AS suffix, 0 AS files, 0 AS checksum LIMIT 0",
    "choices": "SELECT '' AS kind, '' AS value, 0 AS checksum LIMIT 0",
    "signatures": "SELECT 0 AS document, '' AS signature, 0 AS checksum LIMIT 0",
    "stories": "SELECT 0 AS document, 0 AS story, 0 AS checksum LIMIT 0",
}
"""Tables that this format lacks, as queries without rows."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)

STATE_SEAL = "seal"
RANGES_ENTRY = "extents"


def create_views(connection: sqlite3.Connection) -> None:
    """Let the tables be seen with the columns of the present format, by this connection."""
    connection.execute("PRAGMA temp_store = MEMORY")  # reading an index writes no file
    for table, columns in _VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table}")
    for table, query in _LACKING.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS {query}")


def select_all(table: str, source: str) -> str:
    """A query for all rows of a table that now has another name, in the present columns."""
    if table in _LACKING:
        return _LACKING[table]
    return f"SELECT {_VIEWS[table]} FROM main.{source} ORDER BY 1"


def seal(*values: object) -> int:
    """CRC-32 over the values of a row."""
    return zlib.crc32(json.dumps(values).encode("ascii"))


def state_seal(entries: Mapping[str, str]) -> str:
    """The seal of all entries of the state but this one."""
    return str(seal(sorted(entries.items())))


def ranges_entry(rows: NDArray[np.int64]) -> str:
    """What the state says of all documents' ranges: how many there are, and a sum over them.

    Args:
        rows: Number and ranges of each document, shape (n, 5).
    """
    mixed = np.ones(len(rows), dtype=np.uint64)
    for column in rows.T:
        mixed = (mixed ^ column.astype(np.uint64)) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return f"{len(rows)} {int(mixed.sum(dtype=np.uint64))}"


def verified(table: str, row: Sequence[Any]) -> tuple[Any, ...]:
    """A row, as the views show it, without its seal, which is the last value.

    Raises:
        DamagedRowError: If the row is not what was written.
    """
    *values, sealed = row
    if table in _SEALED:
        shown = [column.split()[-1] for column in _VIEWS[table].split(",")]
        named = dict(zip(shown, row, strict=True))
        if seal(*(named[column] for column in _SEALED[table])) == sealed:
            return tuple(values)
        raise DamagedRowError(f"{table}: the row of {values[0]!r} is not what was written")
    return tuple(values)
