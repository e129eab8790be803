"""Writing the catalog: the one place where documents become visible or go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.records import Document, Passage, Quote, Span
from indexer.store.catalog import (
    Extent,
    Failure,
    FileState,
    RunReport,
    State,
    read_files,
    read_roots,
    read_state,
)
from indexer.store.schema import open_for_writing


@dataclass(frozen=True, slots=True)
class Entry:
    """A document ready to be stored, with what was found in it.

    Attributes:
        document: The document.
        passages: Its passages, in order.
        quotes: Its quotes, in order.
        digest: SHA-256 in hex over the document; an equal one means nothing to do.
        replaces: Number of the stored document that this one takes the place of, or None.
    """

    document: Document
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    digest: str
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What is needed to compare a stored document with its source."""

    document: int
    document_id: str
    digest: str


class Ledger:
    """The catalog as its one writer sees it.

    Every change happens inside `transaction`, which raises the generation by one and is durable
    when it returns.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Open the catalog for writing; an empty one is made if there is none."""
        return cls(open_for_writing(path))

    def close(self) -> None:
        """Let go; the last one to do so folds SQLite's log into the catalog."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on success the generation is one higher."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute(
                "UPDATE state SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
            )
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def has_state(self) -> bool:
        """Whether this index has been begun."""
        return bool(self._connection.execute("SELECT count(*) FROM state").fetchone()[0])

    def state(self) -> State:
        """The facts about the index as a whole."""
        return read_state(self._connection)

    def put_state(self, state: State) -> None:
        """Replace all facts."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO state VALUES (?, ?)",
            [(key, str(value)) for key, value in asdict(state).items()],
        )

    def extents(self) -> list[Extent]:
        """The stretch of numbers of every live document."""
        rows = self._connection.execute(
            "SELECT document, first_passage, passages, first_quote, quotes FROM documents"
        )
        return [Extent(*row) for row in rows]

    def counts(self) -> tuple[int, int]:
        """How many documents and passages are live."""
        row = self._connection.execute(
            "SELECT count(*), coalesce(sum(passages), 0) FROM documents"
        ).fetchone()
        return int(row[0]), int(row[1])

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

    def document_counts(self) -> dict[str, int]:
        """How many live documents each path has."""
        rows = self._connection.execute("SELECT path, count(*) FROM documents GROUP BY path")
        return dict(rows.fetchall())

    def stored_in(self, path: str) -> dict[str, Stored]:
        """The live documents of a file, by document id."""
        rows = self._connection.execute(
            "SELECT document, document_id, digest FROM documents WHERE path = ?", (path,)
        )
        return {row[1]: Stored(*row) for row in rows}

    def insert(self, entry: Entry, first_passage: int, first_quote: int) -> None:
        """Store a document whose passages and quotes are numbered from these numbers on."""
        document = entry.document
        cursor = self._connection.execute(
            "INSERT INTO documents (document_id, path, record, line, title, date, source, author,"
            " url, rules, context, digest, first_passage, passages, first_quote, quotes, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.document_id, document.path, document.record, document.line,
                document.title, document.date, document.source, document.author, document.url,
                json.dumps(dict(document.rules), sort_keys=True), json.dumps(document.context),
                entry.digest, first_passage, len(entry.passages), first_quote, len(entry.quotes),
                document.text,
            ),
        )  # fmt: skip
        number = cursor.lastrowid
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [
                (passage_number, number, passage.paragraph, *passage.span)
                for passage_number, passage in enumerate(entry.passages, first_passage)
            ],
        )
        self._connection.executemany(
            "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (quote_number, number, *_quote_values(quote))
                for quote_number, quote in enumerate(entry.quotes, first_quote)
            ],
        )

    def delete(self, document: int) -> None:
        """Take a document with its passages and quotes out of the index."""
        for table in ("documents", "passages", "quotes"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def put_run(self, started: str, seconds: float, report: RunReport) -> None:
        """Note a finished run; only the last ones are kept."""
        self._connection.execute(
            "INSERT INTO runs (started, seconds, added, changed, removed, unchanged, failed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (started, seconds, *asdict(report).values()),
        )
        self._connection.execute("DELETE FROM runs WHERE run <= (SELECT max(run) FROM runs) - 100")


def _quote_values(quote: Quote) -> tuple[object, ...]:
    cue = quote.cue or (None, None)
    mention = quote.mention or (None, None)
    span: Span = quote.span
    return (
        *span, json.dumps(quote.parts), quote.kind.value, *cue, *mention,
        quote.speaker, quote.role, quote.confidence,
    )  # fmt: skip
