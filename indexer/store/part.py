"""Terms and vectors of one kind of thing, passages or quotes, under the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.keyword.inverter import KeywordRow
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.writer import KeywordWriter
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.writer import VectorWriter


class PartWriter:
    """Adds rows to a keyword index and to vectors, and makes both durable before they count."""

    def __init__(self, keyword: KeywordWriter, vectors: VectorWriter) -> None:
        self._keyword = keyword
        self._vectors = vectors

    @classmethod
    def open(cls, keyword: Path, vectors: Path, dimension: int, rows: int) -> PartWriter:
        """Open both folders, making them if there are none; vectors beyond `rows` are cut off.

        Raises:
            IndexCorruptError: If there are fewer rows, or a folder holds something else.
            IndexWriteError: If the disk or the permissions do not allow it; so below.
        """
        words = KeywordWriter.open(keyword)
        try:
            return cls(words, VectorWriter.open(vectors, dimension, rows))
        except BaseException:
            words.close()
            raise

    def add(self, rows: Sequence[KeywordRow], vectors: NDArray[np.float32]) -> None:
        """Add rows and make them durable; the catalog does not name them yet.

        Args:
            rows: Numbered on from the last one.
            vectors: Their unit vectors, shape (n, dimension).

        Raises:
            ValueError: If there are not as many vectors as rows.
        """
        if len(vectors) != len(rows):
            raise ValueError(f"{len(rows)} rows but {len(vectors)} vectors")
        if rows:
            self._keyword.add(rows)
            self._vectors.append(vectors)
            self._keyword.commit()
            self._vectors.commit()

    def keep_only(self, live: NDArray[np.int64]) -> None:
        """Take all numbers but these out of the keyword index."""
        if self._keyword.keep_only(live):
            self._keyword.commit()

    def settle(self) -> None:
        """Leave the keyword index in as few segments as is worth the while."""
        self._keyword.settle()

    def close(self) -> None:
        """Let go of all files."""
        self._keyword.close()
        self._vectors.close()


@dataclass(frozen=True)
class Part:
    """One state of a part, read-only.

    Attributes:
        keyword: Terms by number; may hold numbers that are not live.
        vectors: A row for each number, live or not.
        document_of: For each number, the position of its document among the documents, or -1 where
            the number is not live; int64, shape (rows,).
    """

    keyword: KeywordIndex
    vectors: Vectors
    document_of: NDArray[np.int64]

    @property
    def live(self) -> NDArray[np.bool_]:
        """Which numbers are live, shape (rows,)."""
        return self.document_of >= 0


def map_to_documents(
    catalog: Path, ranges_of: Iterable[tuple[int, int]], rows: int
) -> NDArray[np.int64]:
    """Which document each number belongs to.

    Args:
        catalog: Where the ranges come from, for the message.
        ranges_of: (first, count) of each document, in order of the documents.
        rows: How many numbers are given away.

    Returns:
        Positions of the documents, -1 where none is; int64, shape (rows,).

    Raises:
        IndexCorruptError: If a stretch does not lie within the rows.
    """
    document_of = np.full(rows, -1, dtype=np.int64)
    for position, (first, count) in enumerate(ranges_of):
        if not 0 <= first <= first + count <= rows:
            raise IndexCorruptError(catalog, f"its document at place {position} has no room")
        document_of[first : first + count] = position
    return document_of
