"""Where terms stand next to or near one another, by arithmetic on their positions.

A position here is one number: the row number and the token position within the row side by side.
Tokens that are near in a row are near as numbers, and tokens of other rows are far away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from query.rows.sources import KeywordSource

Positions = NDArray[np.int64]
"""Ascending, each once."""

_STRIDE = 1 << 32


def positions(numbers: NDArray[np.int64], within: NDArray[np.unsignedinteger]) -> Positions:
    """Occurrences as positions.

    Args:
        numbers: The row number of each occurrence, in any order, shape (n,).
        within: Its token position within the row, shape (n,).
    """
    found = numbers * _STRIDE + within
    return found if np.all(found[1:] > found[:-1]) else np.sort(found)


def rows_at(found: Positions) -> NDArray[np.int64]:
    """The rows of positions, ascending, each once."""
    return np.unique(found // _STRIDE)


def in_sequence(terms: Sequence[Positions], offsets: Sequence[int] | None = None) -> Positions:
    """Where a span of text begins that holds the terms in order.

    Args:
        terms: The positions of each; at least one.
        offsets: How many words stand before each in the span; None for terms side by side.
    """
    places = range(len(terms)) if offsets is None else offsets
    shifted = [found - offset for offset, found in zip(places, terms, strict=True)]
    # The rarest term first: few positions remain to be compared.
    shifted.sort(key=len)
    starts = shifted[0]
    for found in shifted[1:]:
        starts = starts[_contains(found, starts)]
    return starts


def within(terms: Sequence[tuple[Positions, int]], distance: int) -> Positions:
    """Where a span of text begins that holds all terms.

    Args:
        terms: Each different term's positions, and how often it must stand in the span.
        distance: How far the last word of a span may be from its first, at least 1.
    """
    starts = np.unique(np.concatenate([found for found, _ in terms]))
    for found, times in terms:
        first = np.searchsorted(found, starts)
        after = np.searchsorted(found, starts + distance, side="right")
        starts = starts[after - first >= times]
    return starts


def _contains(held: Positions, sought: Positions) -> NDArray[np.bool_]:
    """Which of the sought positions are held."""
    if not len(held):
        return np.zeros(len(sought), dtype=bool)
    spots = np.minimum(np.searchsorted(held, sought), len(held) - 1)
    found: NDArray[np.bool_] = held[spots] == sought
    return found


def positions_of(source: KeywordSource, field: str, term: str) -> Positions:
    """Every position at which a term stands in a field."""
    numbers, frequencies, within = source.postings(field, term)
    return positions(np.repeat(numbers, frequencies), within)
