"""Writing the catalog: the one place where documents become visible or go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace

import numpy as np
from numpy.typing import NDArray

from indexer.records import Quote
from indexer.store.catalog.checksums import Value
from indexer.store.catalog.entry import Entry, Relocation, Stored
from indexer.store.catalog.older import format2
from indexer.store.catalog.older.migrate import migrate_tables
from indexer.store.catalog.renumber import Kind, bind_vectors, move_documents, renumber_rows
from indexer.store.catalog.schema import columns
from indexer.store.catalog.state import Counts, DocumentRanges, State
from indexer.store.catalog.texts.packed_text import packed, unpacked
from indexer.store.catalog.transactions import OpenCatalog
from indexer.store.catalog.write_rows import document_row, key_rows, passage_rows, quote_rows

KEPT_RUNS = 100
"""Of how many finished runs the catalog tells."""


class CatalogWriter(OpenCatalog):
    """The catalog as its one writer sees it: documents come, change and go in a transaction."""

    def expect_extractor(self, version: str, *, finds_the_same: bool) -> None:
        """Record which version finds quotes from now on.

        Args:
            version: The version.
            finds_the_same: Whether the recorded version finds the same quotes; if not, the quotes
                of all documents become stale.
        """
        state = self.state()
        if state.extractor != version:
            older = state.older if finds_the_same else self.end()
            self.put_state(replace(state, extractor=version, older=older))

    def end(self) -> int:
        """The number after that of the last live document."""
        row = self._connection.execute("SELECT coalesce(max(document), -1) + 1 FROM documents")
        return int(row.fetchone()[0])

    def document_counts(self) -> dict[str, int]:
        """How many live documents each path has."""
        rows = self._connection.execute("SELECT path, count(*) FROM documents GROUP BY path")
        return dict(rows.fetchall())

    def stored_in(self, path: str) -> dict[str, Stored]:
        """The live documents of a file, by document id."""
        rows = self._connection.execute(
            "SELECT document, document_id, digest, line FROM documents WHERE path = ?", (path,)
        )
        return {row[1]: Stored(*row) for row in rows}

    def owner(self, document_id: str) -> str | None:
        """The path of the live document that has an id, or None."""
        row = self._connection.execute(
            "SELECT path FROM documents WHERE document_id = ?", (document_id,)
        ).fetchone()
        return row[0] if row else None

    def move(self, document: int, line: int) -> None:
        """Note that a document, otherwise unchanged, now begins on another line of its file."""
        self._change_document(document, {"line": line})

    def rename(self, document: int, place: Relocation) -> None:
        """Note that a document, otherwise unchanged, is in another file now."""
        self._change_document(document, asdict(place))

    def _change_document(self, document: int, changed: Mapping[str, Value]) -> None:
        """Replace some values of a document's row, by the names of their columns."""
        names = columns("documents")[:-1]
        rows = self._tables.select("documents", "document = ?", (document,))
        replaced = [{**dict(zip(names, row[:-1], strict=True)), **changed} for row in rows]
        self._tables.replace("documents", rows, [tuple(row.values()) for row in replaced])

    def insert(
        self,
        entry: Entry,
        first_passage: int,
        first_quote: int,
        vectors: tuple[int, int] = (0, 0),
    ) -> None:
        """Store a document.

        Args:
            entry: The document with its passages and quotes.
            first_passage: The number of its first passage.
            first_quote: The number of its first quote.
            vectors: The sums of the checksums of its passages' and of its quotes' vectors.
        """
        row = self._connection.execute("SELECT coalesce(max(document), 0) + 1 FROM documents")
        number = max(int(row.fetchone()[0]), self._entry("older"), self._entry("compared"))
        ranges = DocumentRanges(
            number, first_passage, len(entry.passages), first_quote, len(entry.quotes)
        )
        self._tables.insert("documents", [document_row(entry, ranges, vectors)])
        self._tables.insert("texts", [(number, packed(entry.document.text))])
        self._tables.insert("passages", passage_rows(entry, ranges))
        self._put_quotes(number, entry.document.text, entry.quotes, first_quote)

    def _entry(self, key: str) -> int:
        """A number of the state; 0 before it is begun."""
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def _put_quotes(self, document: int, text: str, quotes: Sequence[Quote], first: int) -> None:
        """Insert a document's quotes, and what their speakers are looked up by."""
        self._tables.insert("quotes", quote_rows(document, text, quotes, first))
        known = "SELECT 1 FROM speaker_keys WHERE key = ? AND name = ?"
        self._tables.insert(
            "speaker_keys",
            [
                row
                for row in key_rows(quotes)
                if not self._connection.execute(known, row).fetchone()
            ],
        )

    def revise(self, document: int, quotes: Sequence[Quote]) -> None:
        """Replace a document's quotes by as many others, which take their numbers.

        Raises:
            ValueError: If there are more or fewer.
        """
        first, count = self._connection.execute(
            "SELECT first_quote, quotes FROM documents WHERE document = ?", (document,)
        ).fetchone()
        if len(quotes) != count:
            raise ValueError(f"{len(quotes)} quotes in place of {count}")
        self._tables.delete("quotes", "document", document)
        text = unpacked(self._tables.select("texts", "document = ?", (document,))[0][1])
        self._put_quotes(document, text, quotes, first)

    def delete(self, document: int) -> None:
        """Take a document with its passages and quotes out of the index."""
        for table in ("documents", "texts", "passages", "quotes"):
            self._tables.delete(table, "document", document)
        self.stories.leave(document)

    def renumber(self, kind: Kind, live: NDArray[np.int64], checksums: NDArray[np.uint64]) -> None:
        """Give passages or quotes the numbers from 0 on, in their order.

        Args:
            kind: Of which the numbers are.
            live: All numbers in use, ascending.
            checksums: Of their vectors, by their new numbers.

        Raises:
            IndexCorruptError: If the catalog does not hold just these, or a row is damaged.
        """
        with self._checked():
            renumber_rows(self._tables, kind, live)
            move_documents(self._tables, kind, live)
            bind_vectors(self._tables, kind, checksums)

    def bind_vectors(self, kind: Kind, checksums: NDArray[np.uint64]) -> None:
        """Note which vectors the documents have: by number, the checksum of each.

        Raises:
            IndexCorruptError: If a row is damaged.
        """
        with self._checked():
            bind_vectors(self._tables, kind, checksums)

    def migrate(self, state: State, checksums: Mapping[Kind, NDArray[np.uint64]]) -> None:
        """Turn a catalog of an older format into one of the present format, in one transaction.

        Args:
            state: The state with what it lacks in that format.
            checksums: Of the vectors of passages and of quotes, by number.

        Raises:
            IndexCorruptError: If a row is damaged; nothing has changed then.
        """
        with self.transaction():
            if self.format == 1:
                migrate_tables(self._connection, self._tables)
            else:
                self.stories.forget()  # may join articles that share one long paragraph
                format2.upgrade(self._connection, self._tables)
            self.put_state(state)
            for kind, found in checksums.items():
                self.bind_vectors(kind, found)

    def put_run(self, started: str, seconds: float, report: Counts) -> None:
        """Note a finished run; only the last ones are kept."""
        row = self._connection.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()
        number = int(row[0])
        counts = [getattr(report, field.name) for field in fields(Counts)]
        self._tables.insert("runs", [(number, started, float(seconds), *counts)])
        for (old,) in self._connection.execute(
            "SELECT run FROM runs WHERE run <= ?", (number - KEPT_RUNS,)
        ).fetchall():
            self._tables.delete("runs", "run", old)
