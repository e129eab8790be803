"""Terms and vectors of one kind of thing, passages or quotes, under the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.catalog.opened import owners_of
from indexer.store.catalog.state import State
from indexer.store.keyword.inverter import KeywordRow
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.writer import KeywordWriter
from indexer.store.layout import Layout
from indexer.store.vectors.forms import FORMS, INT8, Form
from indexer.store.vectors.mean import Mean, unpacked
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.rows import Rows
from indexer.store.vectors.writer import VectorWriter


class PartState(NamedTuple):
    """What the catalog says of a keyword index and its vectors.

    Attributes:
        segment_list: The name of the segment list.
        vectors_id: Of the vectors' content.
        dimension: Columns of a vector.
        rows: How many numbers have been assigned.
        mean: Against which the vectors' signs are taken.
        form: How the rows of the vectors are stored.
        shares: Whether vectors may have the rows of passages.
    """

    segment_list: str
    vectors_id: str
    dimension: int
    rows: int
    mean: Mean
    form: Form = INT8
    shares: bool = False

    @classmethod
    def of_passages(cls, state: State) -> PartState:
        """What a state says of the passages.

        Raises:
            IndexCorruptError: If its mean is none; so below.
        """
        return cls(
            state.keyword_list,
            state.vectors_id,
            state.dimension,
            state.rows,
            mean_of(state),
            FORMS[state.vector_rows],
        )

    @classmethod
    def of_quotes(cls, state: State) -> PartState:
        """What a state says of the quotes."""
        return cls(
            state.quote_keyword_list,
            state.quote_vectors_id,
            state.dimension,
            state.quote_rows,
            mean_of(state),
            FORMS[state.vector_rows],
            shares=FORMS[state.vector_rows] is INT8,
        )

    def open_vectors(
        self,
        folder: Path,
        live: NDArray[np.bool_] | None = None,
        passages: Vectors | None = None,
    ) -> Vectors:
        """The vectors in a folder, of which a state says this; see `Vectors.open`.

        Raises:
            ValueError: If these share rows with passages and `passages` is None.
        """
        if self.shares and passages is None:
            raise ValueError("the vectors of quotes need those of passages")
        shared = passages if self.shares else None
        vectors = Vectors.open(
            folder, self.dimension, self.rows, self.vectors_id, self.form, shared
        )
        vectors.mean, vectors.live = self.mean, live
        return vectors

    def lost_vectors(self) -> Vectors:
        """In the place of vectors that cannot be read: none."""
        nothing = np.empty((0, self.dimension), dtype=self.form.kind)
        checksums = np.empty((0, 2), dtype=np.uint64)
        return Vectors(Path(), Rows(self.form, nothing), [], checksums)

    def open_vector_writer(self, folder: Path) -> VectorWriter:
        """The vectors in a folder, to be appended to; see `VectorWriter.open`."""
        return VectorWriter.open(
            folder, self.dimension, self.rows, self.vectors_id, self.mean, has_places=self.shares
        )

    def new_vectors(self, folder: Path) -> VectorWriter:
        """A folder without vectors, into which all of them are to be written."""
        return self._replace(rows=0).open_vector_writer(folder)


def mean_of(state: State) -> Mean:
    """Against what the signs of all vectors are taken.

    Raises:
        IndexCorruptError: If the state's mean is none.
    """
    try:
        return unpacked(state.mean, state.dimension)
    except ValueError as error:
        raise IndexCorruptError("catalog.db", str(error)) from error


def both_vectors(layout: Layout, state: State) -> tuple[Vectors, Vectors]:
    """The vectors of passages and those of quotes that a state names.

    Raises:
        IndexCorruptError: If a file is missing, too short or cannot be read.
        IndexAccessError: If the system does not let it be read.
    """
    passages = PartState.of_passages(state).open_vectors(layout.part(state.vectors))
    quotes = PartState.of_quotes(state).open_vectors(
        layout.part(state.quote_vectors), passages=passages
    )
    return passages, quotes


class PartWriter:
    """Adds rows to a keyword index and to vectors, and makes both durable before they count."""

    def __init__(self, keyword: KeywordWriter, vectors: VectorWriter) -> None:
        self._keyword = keyword
        self._vectors = vectors

    @classmethod
    def open(cls, keyword: Path, vectors: Path, state: PartState) -> PartWriter:
        """Open both folders; what the catalog has not committed is cut off.

        Args:
            keyword: The keyword index's folder.
            vectors: The vectors' folder.
            state: What the catalog says of them.

        Raises:
            IndexCorruptError: If they lack something of that, or hold something else.
            IndexWriteError: If the disk or the permissions do not allow it; so below.
        """
        words = KeywordWriter.open(keyword, state.segment_list)
        try:
            return cls(words, state.open_vector_writer(vectors))
        except BaseException:
            words.close()
            raise

    @property
    def segment_list(self) -> str:
        """The name of the keyword index's present segment list, for the catalog."""
        return self._keyword.listed

    def add(
        self,
        rows: Sequence[KeywordRow],
        vectors: NDArray[np.float32],
        shared: NDArray[np.int64] | None = None,
    ) -> NDArray[np.uint64]:
        """Add rows and make them durable; the catalog does not name them yet.

        Args:
            rows: Numbered on from the last one.
            vectors: Their unit vectors, shape (n, dimension).
            shared: As `VectorWriter.append` takes it.

        Returns:
            The checksum of each vector, shape (n,).

        Raises:
            ValueError: If there are not as many vectors as rows.
        """
        if len(vectors) != len(rows):
            raise ValueError(f"{len(rows)} rows but {len(vectors)} vectors")
        checksums = np.empty(0, dtype=np.uint64)
        if rows:
            self._keyword.add(rows)
            checksums = self._vectors.append(vectors, shared)
            self._keyword.commit()
            self._vectors.commit()
        return checksums

    def move_vectors(self, folder: Path, state: PartState) -> None:
        """Go on with the vectors of another folder, of which the catalog says this."""
        moved = state.open_vector_writer(folder)
        self._vectors.close()
        self._vectors = moved

    def drop_garbage(self) -> None:
        """Remove what the present segment list does not name; the catalog names that list now."""
        self._keyword.drop_garbage()

    def settle(self, live: NDArray[np.int64]) -> None:
        """Take all numbers but these out of the keyword index, and merge segments where it pays."""
        self._keyword.keep_only(live)
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

    @classmethod
    def open(
        cls,
        keyword: Path,
        vectors: Path,
        state: PartState,
        document_of: NDArray[np.int64],
        passages: Vectors | None = None,
    ) -> Part:
        """Open both folders in the state that the catalog names.

        Args:
            keyword: The keyword index's folder.
            vectors: The vectors' folder.
            state: What the catalog says of them.
            document_of: As the attribute.
            passages: Of quotes: the vectors of the passages.

        Raises:
            IndexCorruptError: If one of them is damaged, missing, or of another index.
            IndexAccessError: If the system does not let it be read.
        """
        words = KeywordIndex.open(keyword, state.segment_list)
        live = document_of >= 0
        rows = state.open_vectors(vectors, live, passages)
        return cls(words, rows, document_of)

    @property
    def live(self) -> NDArray[np.bool_]:
        """Which numbers are live, shape (rows,)."""
        return self.document_of >= 0


def map_to_documents(
    catalog: Path, ranges: Sequence[tuple[int, int]] | NDArray[np.int64], rows: int
) -> NDArray[np.int64]:
    """Which document each number belongs to.

    Args:
        catalog: Where the ranges come from, for the message.
        ranges: First number and count of each document, in order of the documents, shape (n, 2).
        rows: How many numbers have been assigned.

    Returns:
        Positions of the documents, -1 where none is; int64, shape (rows,).

    Raises:
        IndexCorruptError: If a range does not lie within the rows.
    """
    first, counts = np.asarray(ranges, dtype=np.int64).reshape(-1, 2).T
    lost = np.flatnonzero((first < 0) | (counts < 0) | (first > rows) | (counts > rows - first))
    if len(lost):
        raise IndexCorruptError(catalog, f"its document at place {lost[0]} has no room")
    return owners_of(first, counts, np.arange(len(first)), rows)
