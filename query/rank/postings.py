"""Postings in live passages, and what is made of them, kept for the next question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from indexer.store.keyword.reader import KeywordIndex, TermLists

RECENT_SIZE = 4_000_000
"""Bytes of lists kept as they were read: a question makes three things of each."""


class Occurrences(NamedTuple):
    """Where a term occurs in one field.

    Attributes:
        numbers: Each place (a passage or a document) once, int64.
        frequencies: How often it occurs there, float32, same shape.
    """

    numbers: NDArray[np.int64]
    frequencies: NDArray[np.float32]


_Arrays = TypeVar("_Arrays", bound=tuple[NDArray[Any], ...])
_Key = TypeVar("_Key", bound=Hashable)


class LivePostings:
    """Reads postings of a keyword index and leaves out passages that are not live."""

    def __init__(self, index: KeywordIndex, live: NDArray[np.bool_]) -> None:
        """Prepare to filter.

        Args:
            index: The open keyword index.
            live: Whether a passage is live, by number, shape (rows,).
        """
        self._index = index
        self._live = live
        self._recent = ArrayCache(RECENT_SIZE)
        self._all_are_live = index.rows <= len(live) and bool(live.all())
        # Where each passage's text begins if all are laid end to end, with one place between.
        self._starts = np.zeros(len(live) + 1, dtype=np.int64)
        np.cumsum(index.lengths("text", len(live)) + np.int64(1), out=self._starts[1:])

    @property
    def end(self) -> int:
        """One more than the last place, see `places`."""
        return int(self._starts[-1])

    def found(self, field: str, term: str) -> Occurrences:
        """The live passages whose field holds a term, and how often."""
        lists = self._recent.get(field, term, lambda term: self._live_lists(field, term))
        return Occurrences(lists.numbers, lists.frequencies.astype(np.float32))

    def places(self, term: str) -> NDArray[np.int64]:
        """Where a term stands in the texts of live passages, all texts laid end to end.

        Between two texts there is a place that no term has.

        Returns:
            Places, ascending.
        """
        lists = self._recent.get("text", term, lambda term: self._live_lists("text", term))
        places = np.repeat(self._starts[lists.numbers], lists.frequencies)
        places += lists.positions
        if not self._index.is_ordered:
            places.sort()
        return places

    def passages_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The passage number of each place."""
        return self._starts.searchsorted(places, side="right") - 1

    def _live_lists(self, field: str, term: str) -> TermLists:
        lists = self._index.lists(field, term)
        if self._all_are_live:
            return lists
        live = self._are_live(lists.numbers)
        stands = np.repeat(live, lists.frequencies)
        return TermLists(lists.numbers[live], lists.frequencies[live], lists.positions[stands])

    def _are_live(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these passages are live; the index may hold numbers beyond the last one."""
        known = numbers < len(self._live)
        known[known] = self._live[numbers[known]]
        return known


class ArrayCache:
    """What was made for a key, least recently used first to be dropped; for any thread."""

    def __init__(self, size: int) -> None:
        """Begin empty; keeps at most `size` bytes."""
        self._room = size
        self._entries: OrderedDict[tuple[str, Hashable], tuple[NDArray[Any], ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, kind: str, key: _Key, make: Callable[[_Key], _Arrays]) -> _Arrays:
        """The arrays of that kind for a key, made if they are not there. Not to be changed."""
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
    # Even an empty array takes some room.
    return sum(array.nbytes + 200 for array in arrays)
