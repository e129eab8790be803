"""Pairs of signatures that may be alike, found without comparing all with all.

Signatures are cut into bands of two places. Two that agree in a band are compared. Of pairs that
share 30 % of their runs 98 % are found, and about one in a thousand others.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.stories.groups import Groups
from indexer.stories.likeness import may_be_same_story
from indexer.stories.signature import PIECE_BITS, PLACES, Signature

BAND = 2
"""Places of a band."""

BANDS = PLACES // BAND

BLOCK = 2**15
"""Pairs that are estimated at once: 32 MiB of signatures."""

Pairs = NDArray[np.int64]
"""Shape (n, 2); the first number of a pair is the lower one."""


def likely_pairs(
    signatures: Signature, is_new: NDArray[np.bool_], groups: Groups
) -> Iterator[Pairs]:
    """Pairs that may be alike, each at most once for each band.

    Args:
        signatures: Of n articles.
        is_new: Which articles are to be compared with all; pairs of two others do not count.
        groups: What is together already; such pairs do not count either. The caller joins more
            between two steps.
    """
    for band in range(BANDS):
        numbers = signatures.places[:, BAND * band : BAND * (band + 1)] >> np.uint16(PIECE_BITS)
        keys = numbers[:, 0].astype(np.uint32) << np.uint32(16) | numbers[:, 1]
        yield from _pairs_in(keys, signatures, is_new, groups)


def _pairs_in(
    keys: NDArray[np.uint32],
    signatures: Signature,
    is_new: NDArray[np.bool_],
    groups: Groups,
) -> Iterator[Pairs]:
    """The pairs of a band: articles with equal keys."""
    order = _of_interest(np.argsort(keys, kind="stable"), keys, is_new, groups)
    ordered = keys[order]
    places = np.arange(len(order))
    for step in range(1, len(order)):
        # The article `step` places further on has the same key, or no later one has.
        places = places[places + step < len(order)]
        places = places[ordered[places] == ordered[places + step]]
        if not len(places):
            return
        for start in range(0, len(places), BLOCK):
            some = places[start : start + BLOCK]
            pairs = np.stack([order[some], order[some + step]], axis=1)
            pairs = pairs[is_new[pairs].any(axis=1)]
            pairs = pairs[groups.labels[pairs[:, 0]] != groups.labels[pairs[:, 1]]]
            one, other = (signatures.of(side) for side in pairs.T)
            pairs = pairs[may_be_same_story(one, other)]
            if len(pairs):
                yield np.sort(pairs, axis=1)


def _of_interest(
    order: NDArray[np.int64],
    keys: NDArray[np.uint32],
    is_new: NDArray[np.bool_],
    groups: Groups,
) -> NDArray[np.int64]:
    """The articles, in order of their keys, whose key others have that are not all together."""
    if not len(order):
        return order
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    labels = groups.labels[order]
    differs = np.minimum.reduceat(labels, starts) != np.maximum.reduceat(labels, starts)
    wanted = differs & np.logical_or.reduceat(is_new[order], starts)
    sizes = np.diff(np.append(starts, len(order)))
    found: NDArray[np.int64] = order[np.repeat(wanted, sizes)]
    return found
