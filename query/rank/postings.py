"""Postings of a question's terms, and a cache for what is computed from them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from query.rows.sources import KeywordSource, Numbers, Postings

RECENT_SIZE = 4_000_000
"""Bytes of postings kept as they were read: a question computes three things from each."""


class Occurrences(NamedTuple):
    """Where a term occurs in one field.

    Attributes:
        numbers: Each row, or each document, once; int64, shape (n,).
        frequencies: How often it occurs there, float32, shape (n,).
    """

    numbers: NDArray[np.int64]
    frequencies: NDArray[np.float32]


_Arrays = TypeVar("_Arrays", bound=tuple[NDArray[Any], ...])
_Key = TypeVar("_Key", bound=Hashable)


class PostingReader:
    """Reads postings; also as positions in all texts laid end to end.

    Args:
        source: Where the postings are.
        lengths: How many terms each row's text has, shape (rows,).
    """

    def __init__(self, source: KeywordSource, lengths: NDArray[np.uint32]) -> None:
        self._source = source
        self._recent = ArrayCache(RECENT_SIZE)
        # Where each text begins. One position between two texts stays free.
        self._starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        np.cumsum(lengths + np.int64(1), out=self._starts[1:])

    @property
    def end(self) -> int:
        """One more than the last position of `positions`."""
        return int(self._starts[-1])

    def found(self, field: str, term: str) -> Occurrences:
        """The rows whose field holds a term, and how often."""
        postings = self._postings(field, term)
        return Occurrences(postings.numbers, postings.frequencies.astype(np.float32))

    def positions(self, term: str) -> NDArray[np.int64]:
        """Where a term stands in the texts, all laid end to end; ascending.

        No term stands at the position between two texts.
        """
        numbers, frequencies, within = self._postings("text", term)
        positions = np.repeat(self._starts[numbers], frequencies)
        positions += within
        if np.any(numbers[1:] < numbers[:-1]):
            positions.sort()
        return positions

    def rows_at(self, positions: NDArray[np.int64]) -> Numbers:
        """The row number of each position."""
        return self._starts.searchsorted(positions, side="right") - 1

    def _postings(self, field: str, term: str) -> Postings:
        return self._recent.get(field, term, lambda term: self._source.postings(field, term))


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


def _size(arrays: tuple[NDArray[Any], ...]) -> int:
    # Even an empty array takes some memory.
    return sum(array.nbytes + 200 for array in arrays)
