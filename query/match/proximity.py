"""Where terms stand next to or near one another, by arithmetic on their places.

A place is one number: passage number and position within the passage side by side, so that what
is near in a passage is near as a number, and what is in another passage is far away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
"""Ascending, each once."""

_STRIDE = 1 << 32


def places(numbers: NDArray[np.int64], positions: NDArray[np.unsignedinteger]) -> Places:
    """Occurrences (passage numbers and positions, in any order) as places."""
    return np.sort(numbers * _STRIDE + positions.astype(np.int64))


def passages(found: Places) -> NDArray[np.int64]:
    """The passages of places, ascending, each once."""
    return np.unique(found // _STRIDE)


def in_sequence(terms: Sequence[Places]) -> Places:
    """Where the first of the terms stands with all others right after it, in order."""
    shifted = [found - offset for offset, found in enumerate(terms)]
    # Beginning with the rarest keeps what is compared small.
    shifted.sort(key=len)
    starts = shifted[0]
    for found in shifted[1:]:
        starts = starts[_contains(found, starts)]
    return starts


def within(terms: Sequence[tuple[Places, int]], distance: int) -> Places:
    """Where a stretch of text begins that holds all terms.

    Args:
        terms: Each different term's places, and how often it must stand in the stretch.
        distance: How far the last word of a stretch may be from its first, at least 1.
    """
    starts = np.unique(np.concatenate([found for found, _ in terms]))
    for found, times in terms:
        first = np.searchsorted(found, starts)
        after = np.searchsorted(found, starts + distance, side="right")
        starts = starts[after - first >= times]
    return starts


def _contains(held: Places, sought: Places) -> NDArray[np.bool_]:
    """Which of the sought are held."""
    if not len(held):
        return np.zeros(len(sought), dtype=bool)
    spots = np.minimum(np.searchsorted(held, sought), len(held) - 1)
    found: NDArray[np.bool_] = held[spots] == sought
    return found
