"""What passages and quotes of the embedded index have in common."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.reader import Catalog
from indexer.store.index import Index
from indexer.store.rows import languages_of
from query.rows.array_cache import ArrayCache
from query.rows.columns import DocumentColumns
from query.rows.keyword import EmbeddedKeyword
from query.rows.sources import Mask, Numbers
from query.rows.vectors import EmbeddedVectors

if TYPE_CHECKING:
    from query.speakers.directory import Directory

MASKS_KEPT = 8
"""How many masks of rows are kept at least: what a speaker said takes long to find."""

MASKS_SIZE = 1_000_000
"""Bytes that are kept beside."""


class EmbeddedRows:
    """One kind of row of an open index.

    Args:
        index: The open index.
        document_of: For each row the ordinal of its document, -1 where it is not live.
        keyword: Their terms.
        vectors: Their vectors.
        beside: Other rows of the same index, which share what is known of its documents.
    """

    def __init__(
        self,
        index: Index,
        document_of: Numbers,
        keyword: EmbeddedKeyword,
        vectors: EmbeddedVectors,
        beside: EmbeddedRows | None = None,
    ) -> None:
        self.catalog: Catalog = index.catalog
        self.document_numbers: Numbers = index.documents
        self.document_of = document_of
        self.live: Mask = document_of >= 0
        self.languages: tuple[str, ...] = languages_of(index.state)
        self.keyword = keyword
        self.vectors = vectors
        self._beside = beside
        self.columns: DocumentColumns = beside.columns if beside else DocumentColumns(index.catalog)
        self.masks = ArrayCache(MASKS_KEPT * len(document_of) + MASKS_SIZE)

    @cached_property
    def directory(self) -> Directory:
        """The people who are quoted."""
        if self._beside is not None:
            return self._beside.directory
        from query.speakers.directory import Directory  # names take longer to load than to search

        return Directory(self.catalog)

    def tie_keys(self, numbers: Numbers) -> Numbers:
        """Keys that order live rows by path, line and place in the document.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        if self._ranks is None:
            return numbers
        ranks: Numbers = self._ranks[self.document_of[numbers]]
        return ranks * len(self.document_of) + numbers

    @cached_property
    def _ranks(self) -> NDArray[np.int64] | None:
        """Where each document stands in order of path and line; None if that is their order."""
        # As folders are walked: "news/a.md" comes before "news-2/b.md".
        paths = [(path or "").replace("/", "\0") for path in self.catalog.column("path")]
        if all(map(str.__lt__, paths, paths[1:])):
            return None
        lines = self.catalog.select("SELECT line FROM documents ORDER BY document")
        keys = [(path, line) for path, (line,) in zip(paths, lines, strict=True)]
        ordered = sorted(range(len(keys)), key=keys.__getitem__)
        ranks = np.empty(len(keys), dtype=np.int64)
        ranks[ordered] = np.arange(len(keys))
        return None if ordered == list(range(len(keys))) else ranks
