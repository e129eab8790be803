"""Pairs of signatures that may be alike, found without comparing all with all.

Signatures are cut into bands of two places. Two that agree in a band are compared. Of pairs that
share 30 % of their runs 98 % are found, and about one in a thousand others.

A boilerplate puts thousands of articles into one bucket: they agree in a band, and are not alike
otherwise. Those of a bucket with many articles are compared only if they agree in the next band,
too, and so on. Copies do so in many bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.stories.groups import Groups
from indexer.stories.likeness import LEAST_ESTIMATE, may_be_same_story
from indexer.stories.signature import PIECE_BITS, PLACES, Signature, agreements

BAND = 2
"""Places of a band: an even one and the next."""

BANDS = PLACES // BAND

MANY = 64
"""Articles of a bucket; those of a larger one must agree in the next band, too."""

MOST_DEEP = 16
"""Bands in which those of a bucket agree at most before all of them are compared."""

FEW = 50
"""So many times as many articles there are in all where few are new: it takes a quarter of the time
then to look for their keys first."""

BLOCK = 1024
"""Pairs that are estimated at once: 16 MiB of signatures."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)

Pairs = NDArray[np.int64]
"""Shape (n, 2); the first number of a pair is the lower one."""


def likely_pairs(
    signatures: Signature, is_new: NDArray[np.bool_], groups: Groups
) -> Iterator[Pairs]:
    """Pairs that may be alike; each once, but for some of large buckets.

    Args:
        signatures: Of n articles.
        is_new: Which articles are to be compared with all; pairs of two others do not count.
        groups: What is together already; such pairs do not count either. The caller joins more
            between two steps.
    """
    buckets = _Buckets(signatures, is_new, groups)
    for band in range(BANDS):
        for pairs in _blocks(buckets.pairs_of(band)):
            pairs = pairs[groups.labels[pairs[:, 0]] != groups.labels[pairs[:, 1]]]
            found = _alike(pairs, band, signatures, buckets.is_large)
            if len(found):
                yield np.sort(found, axis=1)


def _blocks(found: Iterable[Pairs]) -> Iterator[Pairs]:
    """The same pairs, about `BLOCK` at once."""
    waiting: list[Pairs] = []
    count = 0
    for pairs in found:
        for start in range(0, len(pairs), BLOCK):
            waiting.append(pairs[start : start + BLOCK])
            count += len(waiting[-1])
            if count >= BLOCK:
                yield np.concatenate(waiting)
                waiting, count = [], 0
    if waiting:
        yield np.concatenate(waiting)


def _alike(pairs: Pairs, band: int, signatures: Signature, is_large: NDArray[np.bool_]) -> Pairs:
    """The pairs of a band that may be alike, without those that an earlier band has shown.

    Args:
        pairs: Pairs that agree in the band.
        band: Its number.
        signatures: Of all articles.
        is_large: See `_Buckets`.
    """
    agreed = agreements(signatures.places[pairs[:, 0]], signatures.places[pairs[:, 1]])
    in_band = agreed[:, ::BAND] & agreed[:, 1::BAND]
    in_band[:, :band] &= ~is_large[pairs[:, 0], :band]
    wanted = in_band.argmax(axis=1) == band
    wanted &= np.count_nonzero(agreed, axis=1) >= LEAST_ESTIMATE * PLACES
    pairs, agreed = pairs[wanted], agreed[wanted]
    one, other = (signatures.of(side) for side in pairs.T)
    return pairs[may_be_same_story(one, other, agreed)]


class _Buckets:
    """Articles that agree in a band, band after band.

    Attributes:
        is_large: Whether the bucket of an article in a band was large, so that not all of its pairs
            were shown; shape (n, BANDS).
    """

    def __init__(self, signatures: Signature, is_new: NDArray[np.bool_], groups: Groups) -> None:
        self._signatures = signatures
        self._is_new = is_new
        self._groups = groups
        self.is_large: NDArray[np.bool_] = np.zeros((len(is_new), BANDS), dtype=bool)

    def pairs_of(self, band: int) -> Iterator[Pairs]:
        """The pairs of each bucket of a band."""
        keys = self._keys(band)
        members = self._beside_new(keys)
        keys = keys[members]
        for depth in range(1, MOST_DEEP + 1):
            members, keys, sizes = self._of_interest(members, keys)
            is_large = sizes > (MANY if depth < MOST_DEEP else len(self._is_new))
            yield from self._pairs(members[~is_large], keys[~is_large])
            if not is_large.any():
                return
            members = members[is_large]
            self.is_large[members, band] = True
            deeper = self._keys((band + depth) % BANDS)[members]
            keys = (keys[is_large] * _SPREAD) ^ deeper

    def _beside_new(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The articles that may have the key of a new one; where few are new, these alone.

        Args:
            keys: Of all articles.
        """
        if np.count_nonzero(self._is_new) * FEW > len(keys):
            return np.arange(len(keys))
        wanted = np.unique(keys[self._is_new])
        if not len(wanted):
            return np.empty(0, dtype=np.int64)
        places = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
        return np.flatnonzero(wanted[places] == keys)

    def _keys(self, band: int) -> NDArray[np.uint64]:
        """A key for each article that it shares with those that agree with it in a band."""
        numbers = self._signatures.places[:, BAND * band : BAND * (band + 1)] >> PIECE_BITS
        found: NDArray[np.uint64] = numbers[:, 0].astype(np.uint64) << np.uint64(16)
        found |= numbers[:, 1]
        return found

    def _pairs(self, members: NDArray[np.int64], keys: NDArray[np.uint64]) -> Iterator[Pairs]:
        """The pairs of articles with equal keys, which are in order."""
        places = np.arange(len(members))
        for step in range(1, len(members)):
            # The article `step` places further on has the same key, or no later one has.
            places = places[places + step < len(members)]
            places = places[keys[places] == keys[places + step]]
            if not len(places):
                return
            pairs = np.stack([members[places], members[places + step]], axis=1)
            labels = self._groups.labels
            pairs = pairs[self._is_new[pairs].any(axis=1)]
            pairs = pairs[labels[pairs[:, 0]] != labels[pairs[:, 1]]]
            if len(pairs):
                yield pairs

    def _of_interest(
        self, members: NDArray[np.int64], keys: NDArray[np.uint64]
    ) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]]:
        """Articles in order of their keys, their keys, and how many have the same key.

        Without those whose key no other has, or only articles that are together already, or no new
        one.
        """
        if not len(members):
            return members, keys, np.empty(0, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        members, keys = members[order], keys[order]
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        labels = self._groups.labels[members]
        wanted = np.minimum.reduceat(labels, starts) != np.maximum.reduceat(labels, starts)
        wanted &= np.logical_or.reduceat(self._is_new[members], starts)
        sizes = np.diff(np.append(starts, len(members)))
        is_wanted = np.repeat(wanted, sizes)
        return members[is_wanted], keys[is_wanted], np.repeat(sizes, sizes)[is_wanted]
