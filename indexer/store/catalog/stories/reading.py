"""Signatures and stories as they are read."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.store.catalog.reader import Catalog

ROWS_AT_ONCE = 2_000


class Stories:
    """Questions to a catalog about stories."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def story_of(self) -> dict[int, int]:
        """The story of each document that shares its story with others, both by number.

        Raises:
            IndexCorruptError: If the catalog is damaged; so below.
        """
        self._catalog.require("stories")
        query = "SELECT document, story FROM stories WHERE story NOTNULL ORDER BY document"
        return dict(self._catalog.select(query))

    def signatures(self) -> Iterator[tuple[int, bytes]]:
        """Number and signature of each document that has words, by number."""
        last = -1
        while rows := self._catalog.select(
            "SELECT document FROM signatures WHERE document > ? ORDER BY document LIMIT ?",
            (last, ROWS_AT_ONCE),
        ):
            first, last = rows[0][0], rows[-1][0]
            for number, signature in self._catalog.compared(
                "signatures", "document BETWEEN ? AND ?", (first, last)
            ):
                if signature:
                    yield number, signature

    def text(self, document: int) -> str:
        """The text of a document."""
        return self._catalog.text(document)
