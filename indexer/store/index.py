"""Opening an index for reading: one consistent state of all its parts."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder, open_encoder
from indexer.errors import AnalyzerMismatchError, IndexCorruptError
from indexer.store.catalog.connect import open_for_reading
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import State, read_state
from indexer.store.catalog.trouble import explained
from indexer.store.encoder_files import EncoderFiles
from indexer.store.guard import refuse_foreign, require_index
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.layout import Layout
from indexer.store.manifest import Manifest, read_manifest
from indexer.store.part import Part, PartState, map_to_documents
from indexer.store.vectors.reader import Vectors
from indexer.text import analyzer as analysis

ATTEMPTS = 20
"""How often to open again when a writer commits in between; once is enough unless it races."""


@dataclass(frozen=True)
class Index:
    """One state of an index, read-only. Later commits are not seen; open again to see them.

    Attributes:
        root: The index's folder.
        manifest: What it says of itself.
        state: Which parts are current.
        catalog: Documents, passages and quotes.
        keyword: Terms by passage number; may hold passages that are not live.
        vectors: A row for each passage number, live or not.
        document_of: For each passage number, the position in `documents` of the document that it
            belongs to, or -1 where the number is not live; int64, shape (rows,).
        documents: The documents' numbers, ascending; int64, shape (n,).
        quotes: The same for quotes, by quote number; None if it was not asked for.
        encoder_files: The encoder's files, open: they outlive a rebuild.
    """

    root: Path
    manifest: Manifest
    state: State
    catalog: Catalog
    keyword: KeywordIndex
    vectors: Vectors
    document_of: NDArray[np.int64]
    documents: NDArray[np.int64]
    quotes: Part | None = None
    encoder_files: EncoderFiles | None = None

    @classmethod
    def open(cls, root: Path, *, quotes: bool = False) -> Index:
        """Open the index in a folder.

        Args:
            root: The folder.
            quotes: Whether quotes are to be searched, too.

        Raises:
            IndexNotFoundError: If there is none.
            IndexTooOldError, IndexTooNewError: If this program cannot read its format.
            AnalyzerMismatchError: If its terms were made by another analyzer.
            IndexCorruptError: If a part is damaged or missing.
        """
        layout = Layout(root)
        require_index(layout)
        refuse_foreign(root)
        manifest = read_manifest(layout.manifest)
        if manifest.analyzer != analysis.IDENTITY:
            raise AnalyzerMismatchError(root, manifest.analyzer, analysis.IDENTITY)
        for _ in range(ATTEMPTS):
            index = cls._open_parts(layout, manifest, quotes)
            if index is not None:
                return index
        raise IndexCorruptError(root, "is being rewritten faster than it can be opened")

    @classmethod
    def _open_parts(cls, layout: Layout, manifest: Manifest, quotes: bool) -> Index | None:
        """Open all parts, or None if a writer committed meanwhile."""
        with ExitStack() as opened:
            catalog = Catalog.open(layout.catalog)
            opened.callback(catalog.close)
            index = cls._with_catalog(layout, manifest, catalog, quotes)
            if index is not None:
                opened.pop_all()
            return index

    @classmethod
    def _with_catalog(
        cls, layout: Layout, manifest: Manifest, catalog: Catalog, quotes: bool
    ) -> Index | None:
        """Open the parts that belong to the catalog's state.

        A writer removes what only an earlier state named. So the catalog is asked again at the
        end: what was opened by then stays readable.
        """
        state, ranges = catalog.state(), catalog.range_rows
        document_of = map_to_documents(layout.catalog, ranges[:, 1:3], state.rows)
        documents = ranges[:, 0]
        try:
            part = Part.open(
                layout.part(state.keyword),
                layout.part(state.vectors),
                PartState.of_passages(state),
                document_of,
            )
            quoted = _open_quotes(layout, state, ranges, part.vectors) if quotes else None
            encoder = EncoderFiles.open(layout.part(state.encoder))
        except (IndexCorruptError, OSError):
            if _generation(layout) == state.generation:
                raise
            return None
        if _generation(layout) != state.generation:
            part.keyword.close()
            encoder.close()
            return None
        return cls(
            layout.root, manifest, state, catalog, part.keyword, part.vectors, document_of,
            documents, quoted, encoder,
        )  # fmt: skip

    @property
    def live(self) -> NDArray[np.bool_]:
        """Which passage numbers are live, shape (rows,)."""
        return self.document_of >= 0

    def open_encoder(self) -> Encoder:
        """The encoder that the index carries.

        Raises:
            EncoderError, IndexCorruptError: If its files are not what the catalog says.
        """
        folder = Layout(self.root).part(self.state.encoder)
        encoder = self.encoder_files.load(folder) if self.encoder_files else open_encoder(folder)
        if encoder.identity != self.state.encoder_identity:
            raise IndexCorruptError(folder, "is not the encoder that made the vectors")
        return encoder

    def spare_memory(self) -> None:
        """Keep no rows of vectors in memory: who asks one question reads few rows twice."""
        self.vectors.rows.spare_memory()
        if self.quotes:
            self.quotes.vectors.rows.spare_memory()

    def close(self) -> None:
        """Let go of all files."""
        self.keyword.close()
        if self.quotes:
            self.quotes.keyword.close()
        if self.encoder_files:
            self.encoder_files.close()
        self.catalog.close()


def _generation(layout: Layout) -> int:
    connection = open_for_reading(layout.catalog)
    try:
        return read_state(connection).generation
    except sqlite3.DatabaseError as error:
        raise explained(layout.catalog, error) from error
    except ValueError as error:
        raise IndexCorruptError(layout.catalog, str(error)) from error
    finally:
        connection.close()


def _open_quotes(
    layout: Layout, state: State, ranges: NDArray[np.int64], passages: Vectors
) -> Part:
    return Part.open(
        layout.part(state.quote_keyword),
        layout.part(state.quote_vectors),
        PartState.of_quotes(state),
        map_to_documents(layout.catalog, ranges[:, 3:5], state.quote_rows),
        passages,
    )
