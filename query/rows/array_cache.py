"""A cache for arrays, bounded by their size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from numpy.typing import NDArray

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


def _size(arrays: tuple[NDArray[Any], ...]) -> int:
    # Even an empty array takes some memory; a view of the file takes none of its own.
    return sum(array.nbytes * array.flags.owndata + 200 for array in arrays)
