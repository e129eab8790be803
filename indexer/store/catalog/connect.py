"""Connections to the catalog that trust nothing in the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from indexer.errors import IndexCorruptError, IndexNotFoundError, SearchError
from indexer.store.catalog import schema
from indexer.store.catalog.older import format1, format2
from indexer.store.catalog.schema import APPLICATION_ID
from indexer.store.catalog.trouble import explained, write_error
from indexer.store.layout import FORMAT_VERSION
from indexer.store.manifest import check_format

LARGEST_VALUE = 256 * 2**20
"""Bytes of a text or row: the largest article that is read, in the widest of its encodings."""

_DEFENSIVE = 1010  # SQLITE_DBCONFIG_DEFENSIVE: no statement can damage the file on purpose
_TIMEOUT = 30  # seconds

CACHE_KIB = 32 * 1024
"""Of pages that a writer keeps in memory."""


def open_for_writing(path: Path, *, begin: bool = True) -> sqlite3.Connection:
    """Open the catalog for writing.

    Args:
        path: The file.
        begin: Whether an empty catalog is made if there is none.

    Raises:
        IndexCorruptError, IndexTooNewError, IndexTooOldError: If a file there is not ours to write.
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=_TIMEOUT)
    except sqlite3.OperationalError as error:
        raise write_error(path, error) from error
    try:
        _distrust(connection)
        connection.execute("PRAGMA journal_mode = WAL")  # readers keep their state while we write
        connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut
        # Some indexes are written all over: with 2 MB, as usual, a large one reads as it writes.
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if begin and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _create(connection)
        verify_schema(connection, path)
    except sqlite3.OperationalError as error:  # not what is in the file, but what may be done
        connection.close()
        raise write_error(path, error) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explained(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open the catalog read-only; also from a folder or a disk that cannot be written.

    One of an older format is seen with the tables of the present format.

    Raises:
        IndexNotFoundError: If there is none.
        IndexCorruptError, IndexTooNewError, IndexTooOldError: If it is not one that we read.
        IndexAccessError: If the system does not let it be read.
    """
    if not path.is_file():
        raise IndexNotFoundError(path.parent)
    connection = _connect_read_only(path)
    try:
        version = verify_schema(connection, path)
        if version < FORMAT_VERSION:
            (format1 if version == 1 else format2).create_views(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explained(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def verify_schema(connection: sqlite3.Connection, path: Path) -> int:
    """Refuse a database whose tables are not exactly ours; its format version.

    A catalog that came from elsewhere could hold views, triggers or generated columns that run
    expressions when they are read. One that has nothing but these tables cannot.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise IndexCorruptError(path, "is not the catalog of an index")
    version = format_of(connection)
    check_format(path.parent, version)
    found = dict(
        connection.execute("SELECT name, sql FROM main.sqlite_master WHERE sql IS NOT NULL")
    )
    if found != statements(version):
        raise IndexCorruptError(path, "does not have the tables of an index of this format")
    return version


def statements(version: int) -> dict[str, str]:
    """By name, the statements that make all tables and indexes of a format version."""
    if version == 1:
        return {**format1.TABLES, **format1.INDEXES}
    return format2.statements() if version == 2 else schema.statements()


def format_of(connection: sqlite3.Connection) -> int:
    """The format version of the catalog that a connection sees."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create_tables(connection: sqlite3.Connection) -> None:
    """Make all tables and indexes of the present format, within a transaction."""
    for statement in schema.statements().values():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    create_tables(connection)
    connection.execute("COMMIT")


def _connect_read_only(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    # A catalog on a read-only disk has no room for SQLite's own lock file; when no writer left
    # a log behind, the file alone is complete and can be read as it is.
    trouble: SearchError = IndexCorruptError(path, "cannot be opened")
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            connection = sqlite3.connect(
                f"{address}?{options}",
                uri=True,
                isolation_level=None,
                timeout=_TIMEOUT,
                check_same_thread=False,  # any thread may read: `Catalog` lets one at a time
            )
        except sqlite3.Error as error:
            raise explained(path, error) from error
        try:
            _distrust(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            trouble = explained(path, error)
            if path.with_name(path.name + "-wal").exists() or _has_journal(path):
                break
        except sqlite3.DatabaseError as error:
            connection.close()
            raise explained(path, error) from error
        else:
            return connection
    raise trouble


def _has_journal(path: Path) -> bool:
    """Whether a writer that died left a journal, without which the file is not complete."""
    try:
        return path.with_name(path.name + "-journal").stat().st_size > 0
    except OSError:
        return False


def _distrust(connection: sqlite3.Connection) -> None:
    if hasattr(connection, "setconfig"):  # from Python 3.12 on
        connection.setconfig(_DEFENSIVE)
    if hasattr(connection, "setlimit"):  # from Python 3.11 on
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
