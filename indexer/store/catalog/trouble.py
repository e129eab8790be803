"""What SQLite complains of, told by its true cause: damage is one, the system's refusal another."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from indexer.errors import IndexAccessError, IndexCorruptError, IndexWriteError, SearchError

_REFUSALS = {
    3: "permission denied",  # SQLITE_PERM
    5: "another program keeps it locked",  # SQLITE_BUSY
    6: "another program keeps it locked",  # SQLITE_LOCKED
    7: "not enough memory",  # SQLITE_NOMEM
    10: "the disk does not let it be read",  # SQLITE_IOERR
    13: "the disk is full",  # SQLITE_FULL
    23: "permission denied",  # SQLITE_AUTH
}
_READ_ONLY, _CANNOT_OPEN = 8, 14
_DAMAGE = {11, 26}  # SQLITE_CORRUPT, SQLITE_NOTADB
_BY_MESSAGE = {
    "out of memory": 7,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""Before Python 3.11 an error has no number."""


def write_error(path: Path, error: sqlite3.Error) -> IndexWriteError:
    """The error to raise where SQLite may not write the catalog."""
    return IndexWriteError(path, refused_by_system(path) or str(error))


def explained(path: Path, error: sqlite3.Error) -> SearchError:
    """The error to raise for one of SQLite's.

    Returns:
        `IndexAccessError` where the system does not let the catalog be read (permissions, too
        many open files, a full disk), else `IndexCorruptError`.
    """
    code = _primary_code(error)
    if code in _DAMAGE:
        return IndexCorruptError(path, f"SQLite cannot read it ({error})")
    refused = refused_by_system(path)
    if refused is not None:
        return IndexAccessError(path, refused)
    if code in {_READ_ONLY, _CANNOT_OPEN}:
        return IndexAccessError(
            path,
            "a program that was writing it has died, and its folder may not be written, so that"
            f" its last changes cannot be read ({error})",
        )
    if code in _REFUSALS:
        return IndexAccessError(path, f"{_REFUSALS[code]} ({error})")
    return IndexCorruptError(path, f"SQLite cannot read it ({error})")


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's number for a kind of error; 0 if it is not told."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else _BY_MESSAGE.get(str(error), 0)


def refused_by_system(path: Path) -> str | None:
    """Why the system does not let the catalog, or its log, be opened; None if it does."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        beside = path.with_name(path.name + suffix)
        try:
            os.close(os.open(beside, os.O_RDONLY))
        except FileNotFoundError:
            continue
        except OSError as error:
            return f"{error.strerror} ({beside.name})" if suffix else str(error.strerror)
    return None
