"""Postings of a question's terms, and a cache for what is computed from them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

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


_Arrays = TypeVar("_Arrays", bound=tuple[NDArray[Any], ...])
_Key = TypeVar("_Key", bound=Hashable)


class ArrayCache:
    """Keeps arrays by key and drops the least recently used; safe for threads."""

    def __init__(self, size: int) -> None:
        """Begin empty; keeps at most `size` bytes."""
        self._room = size
        self._entries: OrderedDict[tuple[str, Hashable], tuple[NDArray[Any], ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, kind: str, key: _Key, make: Callable[[_Key], _Arrays]) -> _Arrays:
        """The arrays of that kind for a key, made if they are missing. Do not change them."""
        with self._lock:
            if (kind, key) in self._entries:
                self._entries.move_to_end((kind, key))
                return cast("_Arrays", self._entries[kind, key])
        made = make(key)
        with self._lock:
            if (kind, key) not in self._entries:
                self._room -= _size(made)
                self._entries[kind, key] = made
            while self._room < 0:
                _, dropped = self._entries.popitem(last=False)
                self._room += _size(dropped)
        return made


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


def _size(arrays: tuple[NDArray[Any], ...]) -> int:
    # Even an empty array takes some memory; a view of the file takes none of its own.
    return sum(array.nbytes * array.flags.owndata + 200 for array in arrays)
