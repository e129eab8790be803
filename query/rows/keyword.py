"""The keyword source over the embedded index: its postings without rows that are not live."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.keyword.reader import KeywordIndex
from query.rows.array_cache import ArrayCache
from query.rows.sources import Mask, Numbers, Postings

RECENT_SIZE = 8_000_000
"""Bytes of postings that are kept: a question asks for those of a word several times."""

RECENT_A_ROW = 8
"""Bytes more for each row."""


class EmbeddedKeyword:
    """Terms of live rows (`KeywordSource`).

    Args:
        index: The open keyword index. It may hold rows that are not live, and rows beyond the
            last one that the catalog knows.
        live: Which rows are live, shape (rows,).
    """

    def __init__(self, index: KeywordIndex, live: Mask) -> None:
        self._index, self._live = index, live
        self._recent = ArrayCache(RECENT_SIZE + RECENT_A_ROW * len(live))
        self._lengths = lru_cache(maxsize=None)(self._read_lengths)
        self._all_are_live = index.rows <= len(live) and bool(live.all())

    def vocabulary(self, field: str) -> Sequence[str]:
        """Every term of a field, ascending; some may have no live row any more."""
        return self._index.vocabulary(field)

    def has_term(self, field: str, term: str) -> bool:
        """Whether a live row holds the term."""
        if not self._index.has_term(field, term):
            return False
        return self._all_are_live or len(self.postings(field, term).numbers) > 0

    def count(self, field: str, term: str) -> int:
        """How many live rows hold the term."""
        if self._holds_only_live:
            return self._index.count(field, term)
        return len(self.postings(field, term).numbers)

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in live rows. Do not change it."""
        return self._recent.get(field, term, lambda term: self._read(field, term))

    def _read(self, field: str, term: str) -> Postings:
        numbers, frequencies, positions = self._index.lists(field, term)
        if self._holds_only_live:
            return Postings(numbers, frequencies, positions)
        are_live = self._are_live(numbers)
        stands = np.repeat(are_live, frequencies)
        return Postings(numbers[are_live], frequencies[are_live], positions[stands])

    def lengths(self, field: str) -> NDArray[np.uint32]:
        """How many terms the field has, by row number; 0 where it is not live. Do not change it.

        Raises:
            IndexCorruptError: If a live row is not in the index.
        """
        return self._lengths(field)

    def _read_lengths(self, field: str) -> NDArray[np.uint32]:
        if self._missing:
            raise IndexCorruptError("keyword index", f"{self._missing} rows are missing")
        lengths = self._index.lengths(field, len(self._live))
        return lengths if self._holds_only_live else np.where(self._live, lengths, np.uint32(0))

    @cached_property
    def _holds_only_live(self) -> bool:
        """Whether no list has a row that is not live: the end of each run sees to that."""
        if self._index.rows > len(self._live):
            return False
        return self._all_are_live or not np.any(self._held & ~self._live)

    @cached_property
    def _missing(self) -> int:
        """How many live rows the index lacks."""
        return int(np.count_nonzero(self._live & ~self._held))

    @cached_property
    def _held(self) -> Mask:
        return self._index.held(len(self._live))

    def _are_live(self, numbers: Numbers) -> Mask:
        known = numbers < len(self._live)
        known[known] = self._live[numbers[known]]
        return known
