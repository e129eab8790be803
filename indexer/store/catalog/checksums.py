"""Checksums by which a reader notices that a row of the catalog is not what was written.

SQLite notices damage to its own structures, but not a flipped bit in a text or a number. A seal is
computed from values, not from bytes on disk, and does not depend on the machine.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.records import Document

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, bits spread: no two different rows are likely alike


def seal(*values: object) -> int:
    """CRC-32 over the values of a row."""
    return zlib.crc32(json.dumps(values).encode("ascii"))


def document_digest(document: Document) -> str:
    """SHA-256 in hex over a document, but for its line: an article may move in its file."""
    # In order of the alphabet: JSON keeps it.
    value = {
        "author": document.author,
        "context": document.context,
        "date": document.date,
        "document_id": document.document_id,
        "path": document.path,
        "record": document.record,
        "rules": dict(sorted(document.rules.items())),
        "source": document.source,
        "text": document.text,
        "title": document.title,
        "url": document.url,
    }
    return hashlib.sha256(json.dumps(value).encode("ascii")).hexdigest()


def sum_of_rows(rows: NDArray[np.int64]) -> int:
    """A number that depends on every value of every row, and not on the order of the rows.

    So it can be kept up to date by adding and subtracting what comes and goes, modulo 2**64.
    A row of a one and zeros adds nothing: keep the number of rows beside it.

    Args:
        rows: Shape (n, columns).
    """
    mixed = np.ones(len(rows), dtype=np.uint64)
    for column in rows.T:
        mixed = (mixed ^ column.astype(np.uint64)) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return int(mixed.sum(dtype=np.uint64))


def unsealed(*row: Any) -> tuple[Any, ...]:
    """A row without its seal, which is the last value.

    Raises:
        ValueError: If the row is not what was written.
    """
    *values, sealed = row
    if seal(*values) != sealed:
        raise ValueError(f"row number {values[0]} is not what was written")
    return tuple(values)
