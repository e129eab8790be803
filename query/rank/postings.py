"""Postings of a question's terms, and a cache for what is computed from them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from query.rows.sources import KeywordSource, Postings

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
    """Reads postings, and remembers the last ones.

    Args:
        source: Where the postings are.
    """

    def __init__(self, source: KeywordSource) -> None:
        self._source = source
        self._recent = ArrayCache(RECENT_SIZE)

    def found(self, field: str, term: str) -> Occurrences:
        """The rows whose field holds a term, and how often."""
        postings = self.lists(field, term)
        return Occurrences(postings.numbers, postings.frequencies.astype(np.float32))

    def lists(self, field: str, term: str) -> Postings:
        """All that is known of a term in a field."""
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
    # Even an empty array takes some memory; a view of the file takes none of its own.
    return sum(array.nbytes * array.flags.owndata + 200 for array in arrays)
