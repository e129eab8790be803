"""Checksums by which a reader notices that a row of the catalog is not what was written.

SQLite notices damage to its own structures, but not a flipped bit in a text or a number. A checksum
is computed from values, not from bytes on disk, so it is the same on every machine. Sums of
checksums do not depend on the order of the rows: a commit adds what comes and subtracts what goes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.records import Document

Value = str | bytes | int | float | None


class DamagedRowError(ValueError):
    """A row is not what was written."""


_FACTOR = 0x9E3779B97F4A7C15  # odd, bits spread: two different rows are hardly ever alike
_SHIFT = 29
_WORD = (1 << 64) - 1
_NOTHING = 0xD6E8FEB86659FD93  # stands for NULL
_DOUBLE = struct.Struct("<d")
_LONG = struct.Struct("<Q")


LATER = {"quotes": 15}
"""The place of a column that an older format lacks, by table or group. Where it is NULL it has no
part in a checksum, so that a row keeps the checksum that the older format gave it."""


def row_checksum(name: str, row: Iterable[Value]) -> int:
    """A checksum of 64 bits over the values of a row, as SQLite keeps it: signed.

    Each change of a single number changes it.

    Args:
        name: Of the table or of the group of columns: equal rows of two have other checksums.
        row: The values, in the order of the columns.
    """
    mixed = zlib.crc32(name.encode())
    later = LATER.get(name)
    for place, value in enumerate(row):
        if value is None and place == later:
            continue
        mixed = ((mixed ^ value_word(value)) * _FACTOR) & _WORD
        mixed ^= mixed >> _SHIFT
    return signed(mixed)


def number_checksums(name: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """`row_checksum` of many rows of integers at once, shape (n, columns) -> (n,)."""
    mixed = np.full(len(rows), zlib.crc32(name.encode()), dtype=np.uint64)
    later = LATER.get(name)
    for place, column in enumerate(rows.T):
        words = column.astype(np.uint64)
        before = mixed
        mixed = (mixed ^ words) * np.uint64(_FACTOR)
        mixed ^= mixed >> np.uint64(_SHIFT)
        if place == later:
            mixed = np.where(words == np.uint64(_NOTHING), before, mixed)
    return mixed.astype(np.int64)


def signed(number: int) -> int:
    """A number modulo 2**64 as a signed one of 64 bits."""
    return ((number + (1 << 63)) & _WORD) - (1 << 63)


def state_checksum(entries: Mapping[str, str]) -> str:
    """SHA-256 in hex over all entries of the state."""
    return hashlib.sha256(json.dumps(sorted(entries.items())).encode("ascii")).hexdigest()


def document_digest(document: Document) -> str:
    """SHA-256 in hex over a document, but for its line: an article may move in its file."""
    # In order of the alphabet: JSON keeps it.
    value: dict[str, object] = {
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
    # Absent in format 1, whose digests stay as they are.
    later = {"language": document.language, "section": document.section}
    value |= {name: words for name, words in later.items() if words is not None}
    if document.places is not None:
        value["places"] = [document.places.unit, document.places.starts, document.places.numbers]
    return hashlib.sha256(json.dumps(value).encode("ascii")).hexdigest()


def verified(name: str, row: Sequence[Value]) -> tuple[Value, ...]:
    """A row without its checksum, which is the last value.

    Raises:
        DamagedRowError: If the row is not what was written.
    """
    values = tuple(row[:-1])
    if row_checksum(name, values) != row[-1]:
        raise DamagedRowError(f"{name}: the row of {values[0]!r} is not what was written")
    return values


def value_word(value: Value) -> int:
    """A value as 64 bits, for the checksum of its row."""
    if value is None:
        return _NOTHING
    if isinstance(value, int):
        return value & _WORD
    if isinstance(value, float):
        return int(_LONG.unpack(_DOUBLE.pack(value))[0])
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return zlib.crc32(data) | (len(data) << 32) & _WORD
