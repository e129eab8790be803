"""Articles that belong together by a chain of pairs (union-find)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


class Groups:
    """Groups of the numbers from 0 to `count` - 1; at first each is alone.

    Attributes:
        labels: For each number a label that it shares with its group alone, int64, shape (count,).
    """

    def __init__(self, count: int) -> None:
        self.labels: NDArray[np.int64] = np.arange(count)
        self._members: dict[int, list[int]] = {}

    def are_together(self, one: int, other: int) -> bool:
        """Whether two numbers are in one group."""
        return bool(self.labels[one] == self.labels[other])

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of two numbers."""
        kept, lost = int(self.labels[one]), int(self.labels[other])
        if kept == lost:
            return
        members, others = self._of(kept), self._of(lost)
        if len(members) < len(others):
            kept, lost, members, others = lost, kept, others, members
        self.labels[others] = kept
        self._members.pop(lost, None)
        self._members[kept] = members + others

    def shared(self) -> Iterable[list[int]]:
        """Each group of several numbers, the numbers ascending."""
        return (sorted(members) for members in self._members.values())

    def _of(self, label: int) -> list[int]:
        return self._members.get(label, [label])
