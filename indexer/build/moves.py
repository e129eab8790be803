"""Documents whose files have gone, and which new file holds them now.

A folder that was renamed or moved holds the same articles. They keep their numbers, passages,
vectors and quotes; only their place changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from indexer.records import Document
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.reader import Catalog
from indexer.store.writer import IndexWriter


class Moves:
    """The documents of files that are not there any more, by what they say."""

    def __init__(self, writer: IndexWriter, paths: Sequence[str]) -> None:
        """Prepare; the documents are read when the first new one asks.

        Args:
            writer: The writer of the index.
            paths: Of the files that are not there any more.
        """
        self._writer = writer
        self._paths = paths
        self._waiting: dict[str, list[int]] | None = None
        self._taken: set[int] = set()

    def take(self, document: Document) -> int | None:
        """The number of a stored document that says exactly what a new one does; each once.

        Raises:
            IndexCorruptError: If a stored document is not what was written.
        """
        if self._waiting is None:
            self._waiting = self._read()
        numbers = self._waiting.get(_content_digest(document))
        if not numbers:
            return None
        number = numbers.pop(0)
        self._taken.add(number)
        return number

    @property
    def count(self) -> int:
        """How many documents have been found in other files."""
        return len(self._taken)

    def left(self, path: str) -> list[int]:
        """The documents of a file that have not been found elsewhere."""
        stored = self._writer.catalog.stored_in(path).values()
        return [one.document for one in stored if one.document not in self._taken]

    def _read(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if not self._paths:
            return found
        with closing(Catalog.open(self._writer.layout.catalog)) as catalog:
            for path in self._paths:
                for stored in self._writer.catalog.stored_in(path).values():
                    digest = _content_digest(catalog.document(stored.document))
                    found.setdefault(digest, []).append(stored.document)
        return found


def _content_digest(document: Document) -> str:
    """A digest of all of a document but its place."""
    return document_digest(replace(document, document_id="", path=""))
