"""The catalog's tables, and connections to them that trust nothing in the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from indexer.errors import IndexCorruptError, IndexNotFoundError, IndexWriteError
from indexer.store.layout import FORMAT_VERSION
from indexer.store.manifest import check_format

APPLICATION_ID = 0x77686F73  # "whos": lets `file` and SQLite's tools tell whose database it is

_DEFENSIVE = 1010  # SQLITE_DBCONFIG_DEFENSIVE: no statement can damage the file on purpose
LARGEST_VALUE = 256 * 2**20
"""Bytes of a text or row: the largest article that is read, in the widest of its encodings."""

TABLES = {
    # Facts about the index as a whole: which folders are current, how many rows they have.
    "state": """CREATE TABLE state (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    # What was named on the command line, so that a run without a path knows where to look.
    "roots": """CREATE TABLE roots (
        path TEXT PRIMARY KEY
    ) STRICT""",
    # One row a source file as it was last read, so that an unchanged one is not read again.
    "files": """CREATE TABLE files (
        file INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL
    ) STRICT""",
    # What could not be read, kept until it succeeds or the file goes.
    "failures": """CREATE TABLE failures (
        path TEXT NOT NULL,
        line INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (path, line)
    ) STRICT""",
    # A document's passages are numbered in one stretch, so that a reader needs no row of each.
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
    # Apart, so that looking through the documents does not mean reading them.
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
    # Offsets are into the document's text; `parts` is a JSON list of [start, end].
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
    # Under which keys a speaker's name is looked up; names stay when their last quote has gone.
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
    # All that opening an index needs of each document, without reading the rest.
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
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    except sqlite3.OperationalError as error:
        raise IndexWriteError(path, str(error)) from error
    try:
        _distrust(connection)
        connection.execute("PRAGMA journal_mode = WAL")  # readers keep their state while we write
        connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut
        if begin and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _create(connection)
        verify_schema(connection, path)
    except sqlite3.OperationalError as error:  # not what is in the file, but what may be done
        connection.close()
        raise IndexWriteError(path, str(error)) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _unreadable(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open the catalog read-only; also from a folder or a disk that cannot be written.

    Raises:
        IndexNotFoundError: If there is none.
        IndexCorruptError, IndexTooNewError, IndexTooOldError: If it is not one that we read.
    """
    if not path.is_file():
        raise IndexNotFoundError(path.parent)
    connection = _connect_read_only(path)
    try:
        verify_schema(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _unreadable(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def verify_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database whose tables are not exactly ours.

    A catalog that came from elsewhere could hold views, triggers or generated columns that run
    expressions when they are read. One that has nothing but these tables cannot.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise IndexCorruptError(path, "is not the catalog of an index")
    check_format(path.parent, connection.execute("PRAGMA user_version").fetchone()[0])
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    if found != {**TABLES, **INDEXES}:
        raise IndexCorruptError(path, "does not have the tables of an index of this format")


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in (*TABLES.values(), *INDEXES.values()):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
    connection.execute("COMMIT")


def _connect_read_only(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    # A catalog on a read-only disk has no room for SQLite's own lock file; when no writer left
    # a log behind, the file alone is complete and can be read as it is.
    for options in ("mode=ro", "mode=ro&immutable=1"):
        # Any thread may read: `Catalog` lets one at a time.
        connection = sqlite3.connect(
            f"{address}?{options}",
            uri=True,
            isolation_level=None,
            timeout=30,
            check_same_thread=False,
        )
        try:
            _distrust(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if "immutable" in options or path.with_name(path.name + "-wal").exists():
                raise _unreadable(path, error) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _unreadable(path, error) from error
        else:
            return connection
    raise IndexCorruptError(path, "cannot be opened")


def _distrust(connection: sqlite3.Connection) -> None:
    if hasattr(connection, "setconfig"):  # from Python 3.12 on
        connection.setconfig(_DEFENSIVE)
    if hasattr(connection, "setlimit"):  # from Python 3.11 on
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def _unreadable(path: Path, error: sqlite3.Error) -> IndexCorruptError:
    return IndexCorruptError(path, f"SQLite cannot read it ({error})")
