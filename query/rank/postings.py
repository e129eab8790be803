"""Postings of a question's terms, read once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from query.rows.array_cache import ArrayCache
from query.rows.sources import KeywordSource

DECODED_SIZE = 4_000_000
"""Bytes of postings kept by a reader that is given no cache."""


class Occurrences(NamedTuple):
    """Where a term occurs in one field.

    Attributes:
        numbers: Each row, or each document, once; an integer type, shape (n,).
        frequencies: How often it occurs there, float32, shape (n,).
    """

    numbers: NDArray[np.integer]
    frequencies: NDArray[np.float32]


class Lists(NamedTuple):
    """The postings of a term in one field, as they are kept.

    Attributes:
        numbers: The rows that hold the term, ascending, each once; int32, shape (n,).
        frequencies: How often it stands in each, at least 1; the narrowest unsigned type.
        positions: Token positions from 0, row by row, ascending within a row.
    """

    numbers: NDArray[np.int32]
    frequencies: NDArray[np.unsignedinteger]
    positions: NDArray[np.unsignedinteger]


class PostingReader:
    """Reads postings, and remembers the last ones.

    Args:
        source: Where the postings are.
        cache: Where they are kept; None makes a small one.
    """

    def __init__(self, source: KeywordSource, cache: ArrayCache | None = None) -> None:
        self._source = source
        self._cache = cache or ArrayCache(DECODED_SIZE)

    def found(self, field: str, term: str) -> Occurrences:
        """The rows whose field holds a term, ascending, and how often."""
        lists = self.lists(field, term)
        return Occurrences(lists.numbers, lists.frequencies.astype(np.float32))

    def lists(self, field: str, term: str) -> Lists:
        """All that is known of a term in a field."""
        return self._cache.get(field, term, lambda term: self._read(field, term))

    def _read(self, field: str, term: str) -> Lists:
        numbers, frequencies, positions = self._source.postings(field, term)
        if np.any(numbers[1:] < numbers[:-1]):
            order = np.argsort(numbers, kind="stable")
            ends = np.cumsum(frequencies, dtype=np.int64)
            taken = ranges((ends - frequencies)[order], frequencies[order])
            numbers, frequencies, positions = numbers[order], frequencies[order], positions[taken]
        narrow = np.min_scalar_type(int(frequencies.max(initial=0)))
        return Lists(numbers.astype(np.int32), frequencies.astype(narrow), positions)


def ranges(begins: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.int64]:
    """The numbers of several ranges, one range after the other."""
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    numbers = np.arange(total)
    numbers += np.repeat(begins.astype(np.int64) - (ends - counts), counts)
    return numbers
