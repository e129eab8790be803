"""Reading the catalog: documents, passages, quotes, as of one moment."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.errors import IndexCorruptError
from indexer.records import Document, Passage, Quote, Span, quotes_within
from indexer.store.catalog.opened import OpenedCatalog
from indexer.store.catalog.read_rows import document_from, is_quote_near, quote_from
from indexer.store.catalog.schema import COLUMNS
from indexer.store.catalog.sources import (
    Choices,
    read_choices,
    read_files,
    read_roots,
    read_skipped,
)
from indexer.store.catalog.state import Counts, Failure, FileState, FinishedRun
from indexer.store.catalog.texts.packed_text import unpacked

TEXTS_AT_ONCE = 64
"""Packed texts that are held while they are read one after another."""

_SCANNED = {column: re.compile(rf"\b{column}\b") for column in COLUMNS}


class Catalog(OpenedCatalog):
    """The documents, passages and quotes of one state, and what is known of their files."""

    def vector_sums(self, kind: str) -> list[tuple[int, int, int]]:
        """First number, how many, and the sum of the vectors' checksums, of each document.

        Args:
            kind: "passage" or "quote".
        """
        self.require("documents")
        picked = {
            "passage": "first_passage, passages, passage_vectors",
            "quote": "first_quote, quotes, quote_vectors",
        }[kind]
        return self.select(f"SELECT {picked} FROM documents ORDER BY document")

    def matching(self, condition: str, values: Sequence[str | int | float]) -> list[int]:
        """Numbers of the documents for which an SQL condition over `documents` holds."""
        used = [column for column, pattern in _SCANNED.items() if pattern.search(condition)]
        self.require_columns(used)
        with self._reading() as connection:
            query = f"SELECT document FROM documents WHERE {condition} ORDER BY document"
            return [int(row[0]) for row in connection.execute(query, values)]

    def require_columns(self, columns: Sequence[str]) -> None:
        """Compare columns of all documents, each once."""
        if columns:
            self.require("documents", *columns)

    def distinct(self, column: str) -> list[str]:
        """Every value that documents have for source, author or date, in order."""
        if column not in {"source", "author", "date"}:
            raise ValueError(f"not a column to list: {column}")
        self.require("documents", column)
        with self._reading() as connection:
            query = f"SELECT DISTINCT {column} FROM documents WHERE {column} NOTNULL ORDER BY 1"
            return [str(row[0]) for row in connection.execute(query)]

    def origins(self) -> list[tuple[str | None, str | None]]:
        """Source and date of every document, in order of the document's number."""
        return list(zip(self.column("source"), self.column("date"), strict=True))

    def document(self, number: int) -> Document:
        """The document with that number in this index."""
        with self._reading():
            rows = self._checks.select("documents", "document = ?", (number,))
            texts = self._checks.select("texts", "document = ?", (number,))
            if not rows or not texts:
                raise IndexCorruptError(self._path, f"lacks document number {number}")
            return document_from(rows[0], unpacked(texts[0][1]))

    def text(self, number: int) -> str:
        """The text of the document with that number."""
        with self._reading():
            rows = self._checks.select("texts", "document = ?", (number,))
            if not rows:
                raise IndexCorruptError(self._path, f"lacks document number {number}")
            return unpacked(rows[0][1])

    def beginnings(self, needed: Sequence[tuple[int, int]]) -> Iterator[str]:
        """At least so much of texts as is needed: sooner than whole texts one by one.

        Args:
            needed: The number of a document, and how many characters of its text are needed.
        """
        for first in range(0, len(needed), TEXTS_AT_ONCE):
            some = needed[first : first + TEXTS_AT_ONCE]
            with self._reading():
                among = "document IN (SELECT value FROM json_each(?))"
                numbers = json.dumps([number for number, _ in some])
                rows = self._checks.select("texts", among, (numbers,))
            found: dict[int, bytes | str] = dict(rows)
            for number, length in some:
                with self._reading():
                    if number not in found:
                        raise IndexCorruptError(self._path, f"lacks document number {number}")
                    text = unpacked(found[number], length)
                yield text

    def find_documents(self, name: str, limit: int = 10) -> list[int]:
        """Numbers of the documents that a reader may mean by a name.

        The first of these rules that finds any decides: the document's id, the whole path, the
        end of the path, the record's own id, the title.
        """
        if not name:
            return []
        ending = name.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        rules: list[tuple[str, tuple[str, ...]]] = [
            ("document_id = ?", (name,)),
            ("path = ?", (name,)),
            (r"path LIKE ? ESCAPE '\'", ("%/" + ending,)),
            ("record = ?", (name,)),
            ("title = ? COLLATE NOCASE", (name,)),
        ]
        for condition, values in rules:
            found = self.matching(condition, values)[:limit]
            if found:
                return found
        return []

    def passages(self, numbers: Sequence[int]) -> list[tuple[int, int, Span]]:
        """Document number, paragraph number and span of each passage number, in that order."""
        with self._reading():
            among = "passage IN (SELECT value FROM json_each(?))"
            rows = self._checks.select("passages", among, (json.dumps(list(map(int, numbers))),))
            found = {row[0]: (row[1], row[2], Span(row[3], row[4])) for row in rows}
            missing = next((number for number in numbers if number not in found), None)
            if missing is not None:
                raise IndexCorruptError(self._path, f"lacks passage number {missing}")
            return [found[number] for number in numbers]

    def passage_keys(self) -> list[tuple[str, int, int]]:
        """Document id, paragraph number and passage number of every passage, by number."""
        self.require("passages")
        self.require("documents", "document_id")
        with self._reading() as connection:
            return connection.execute(
                "SELECT document_id, paragraph, passage FROM passages"
                " JOIN documents USING (document) ORDER BY passage"
            ).fetchall()

    def passages_of(self, number: int) -> list[Passage]:
        """All passages of a document, in order."""
        document = self.document(number)
        with self._reading() as connection:
            rows = self._checks.select("passages", "document = ?", (number,))
            _expect(connection, number, "passages", len(rows))
            return [
                Passage(document.document_id, paragraph, Span(start, end), document.text[start:end])
                for _, _, paragraph, start, end in rows
            ]

    def quotes_of(self, number: int) -> list[Quote]:
        """All quotes of a document, in order of the text."""
        with self._reading():
            return [quote_from(row) for row in self._rows_of_quotes(number)]

    def quotes_in(self, number: int, span: Span) -> tuple[Quote, ...]:
        """The quotes of a document that have a part in a stretch of it, in order of the text.

        All quotes of the document are compared with their checksums.
        """
        with self._reading():
            near = (row for row in self._rows_of_quotes(number) if is_quote_near(row, span))
            return quotes_within([quote_from(row) for row in near], span)

    def _rows_of_quotes(self, number: int) -> list[tuple[Any, ...]]:
        rows = self._checks.select("quotes", "document = ?", (number,))
        _expect(self._connection, number, "quotes", len(rows))
        return rows

    def quote(self, number: int) -> tuple[int, Quote]:
        """The document number of a quote, and the quote with that number in this index."""
        with self._reading():
            rows = self._checks.select("quotes", "quote = ?", (number,))
            if not rows:
                raise IndexCorruptError(self._path, f"lacks quote number {number}")
            return int(rows[0][1]), quote_from(rows[0])

    def count_speakers(self) -> int:
        """How many different names are quoted."""
        return len(set(self.speakers.said.speakers.tolist()))

    def roots(self) -> list[Path]:
        """The files and folders that were ever named for this index, in order."""
        with self._reading():
            return read_roots(self._checks)

    def choices(self) -> Choices:
        """What else was chosen on the command line, by kind."""
        with self._reading():
            return read_choices(self._checks)

    def files(self) -> dict[str, FileState]:
        """Every source file as it was last read completely, by path."""
        with self._reading():
            return read_files(self._checks)

    def file(self, path: str) -> FileState | None:
        """A source file as it was last read to its end; None if it never was."""
        rows = self.compared("files", "path = ?", (path,))
        return FileState(*rows[0]) if rows else None

    def distinct_paths(self) -> list[str]:
        """Every path that has documents, in order."""
        self.require("documents", "path")
        return [row[0] for row in self.select("SELECT DISTINCT path FROM documents ORDER BY 1")]

    def documents_in(self, path: str) -> set[str]:
        """The ids of all documents that come from a file."""
        self.require("documents", "path", "document_id")
        query = "SELECT document_id FROM documents WHERE path = ?"
        return {row[0] for row in self.select(query, [path])}

    def skipped(self) -> dict[str, int]:
        """How many files in archives are not read, by suffix."""
        with self._reading():
            return read_skipped(self._checks)

    def last_run(self) -> FinishedRun | None:
        """The last run that came to its end."""
        self.require("runs")
        rows = self.compared("runs", "run = (SELECT max(run) FROM runs)", ())
        return FinishedRun(rows[0][1], rows[0][2], Counts(*rows[0][3:])) if rows else None

    def failures(self) -> list[Failure]:
        """What could not be read, in order of path and line."""
        self.require("failures")
        return sorted(
            (Failure(*row) for row in self.compared("failures", "1", ())),
            key=lambda one: (one.path, one.line),
        )


def _expect(connection: sqlite3.Connection, number: int, table: str, found: int) -> None:
    row = connection.execute(
        f"SELECT {table} FROM documents WHERE document = ?", (number,)
    ).fetchone()
    if row is None or row[0] != found:
        raise ValueError(f"document number {number} lacks some of its {table}")
