"""Postings in live passages, and what is made of them, kept for the next question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from indexer.store.keyword import KeywordIndex


class Occurrences(NamedTuple):
    """Where a term occurs in one field.

    Attributes:
        numbers: Each place (a passage or a document) once, int64.
        frequencies: How often it occurs there, float32, same shape.
    """

    numbers: NDArray[np.int64]
    frequencies: NDArray[np.float32]


_Arrays = TypeVar("_Arrays", bound=tuple[NDArray[Any], ...])


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
        numbers, frequencies = self._index.postings(field, term)
        if not self._all_are_live:
            live = self._are_live(numbers)
            numbers, frequencies = numbers[live], frequencies[live]
        return Occurrences(numbers, frequencies.astype(np.float32))

    def places(self, term: str) -> NDArray[np.int64]:
        """Where a term stands in the texts of live passages, all texts laid end to end.

        Between two texts there is a place that no term has.

        Returns:
            Places, ascending.
        """
        numbers, frequencies = self._index.postings("text", term)
        positions = self._index.positions("text", term)
        if not self._all_are_live:
            live = self._are_live(numbers)
            positions = positions[np.repeat(live, frequencies)]
            numbers, frequencies = numbers[live], frequencies[live]
        places = np.repeat(self._starts[numbers], frequencies)
        places += positions
        if not self._index.is_ordered:
            places.sort()
        return places

    def passages_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The passage number of each place."""
        return np.searchsorted(self._starts, places, side="right") - 1

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
        self._entries: OrderedDict[tuple[str, str], tuple[NDArray[Any], ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, kind: str, term: str, make: Callable[[str], _Arrays]) -> _Arrays:
        """The arrays of that kind for a term, made if they are not there. Not to be changed."""
        with self._lock:
            if (kind, term) in self._entries:
                self._entries.move_to_end((kind, term))
                return cast("_Arrays", self._entries[kind, term])
        made = make(term)
        with self._lock:
            if (kind, term) not in self._entries:
                self._room -= _size(made)
                self._entries[kind, term] = made
            while self._room < 0:
                _, dropped = self._entries.popitem(last=False)
                self._room += _size(dropped)
        return made


def _size(arrays: tuple[NDArray[Any], ...]) -> int:
    # Even an empty array takes some room.
    return sum(array.nbytes + 200 for array in arrays)
