"""Signatures and stories as the catalog's writer changes them; within its transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from indexer.store.catalog.tables import Tables


class StoryTable:
    """Which documents share a story.

    The table `stories` has a row for each document that shares its story with another one. The
    story has no number there if a document has left it: those that are left are then compared
    again, because it may have been their only link.
    """

    def __init__(self, connection: sqlite3.Connection, tables: Tables) -> None:
        self._connection = connection
        self._tables = tables

    def leave(self, document: int) -> None:
        """Take a document out of its story, and forget its signature."""
        self._tables.delete("signatures", "document", document)
        for _, story in self._tables.delete("stories", "document", document):
            if story is not None:
                rows = self._tables.select("stories", "story = ?", (story,))
                self._tables.replace("stories", rows, [(row[0], None) for row in rows])

    def forget(self) -> None:
        """Forget all signatures and stories."""
        self._tables.clear("signatures")
        self._tables.clear("stories")

    def without_signature(self) -> list[int]:
        """Documents that have no signature yet, ascending."""
        rows = self._connection.execute(
            "SELECT document FROM documents WHERE document NOT IN"
            " (SELECT document FROM signatures) ORDER BY document"
        )
        return [row[0] for row in rows]

    def unfinished(self) -> list[int]:
        """Documents whose story has lost a document, ascending."""
        rows = self._connection.execute(
            "SELECT document FROM stories WHERE story IS NULL ORDER BY document"
        )
        return [row[0] for row in rows]

    def put_signatures(self, found: Iterable[tuple[int, bytes]]) -> None:
        """Store the signatures of documents; b"" where a text has no words."""
        self._tables.insert("signatures", found)

    def put_stories(self, stories: Iterable[Sequence[int]]) -> None:
        """Let these, each with the documents in it, be all stories; only changes are written.

        A story has the number of its first document.
        """
        wanted = {document: min(story) for story in stories for document in story}
        held = {row[0]: row for row in self._tables.select("stories", "1", ())}
        for document in held.keys() - wanted.keys():
            self._tables.delete("stories", "document", document)
        kept = [row for number, row in held.items() if wanted.get(number, row[1]) != row[1]]
        self._tables.replace("stories", kept, [(row[0], wanted[row[0]]) for row in kept])
        fresh = sorted(wanted.keys() - held.keys())
        self._tables.insert("stories", [(number, wanted[number]) for number in fresh])
