"""Neighbouring terms of a question that stand side by side in a text too.

All tokens of an archive are numbered, row after row, with one number left free between two rows.
Two terms stand side by side where the number after one of the first term is one of the second. The
rarer term is looked up among the places of the other: in a table of bits for the commonest terms,
else in a small table that rules out most places, and then in the sorted list.

Two stopwords make no pair: "of the" stands in every other row, says nothing, and would cost more
than all the rest (nDCG@10 on five sets .7425 without them, .7424 with them).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from query.rank.postings import Occurrences, PostingReader
from query.rank.stopwords import is_stopword
from query.rows.array_cache import ArrayCache

Pair = tuple[str, str]

Places = NDArray[np.signedinteger[Any]]
"""Numbers of tokens, ascending, each once."""

COMMON = 64
"""A term that is at least one token in so many has a table of bits, 1 for each token."""

FEW = 16
"""How many times rarer a term must be for its places to be looked up in the sorted list at once."""

ROOM = 8
"""Flags of the small table for each place."""

TABLE_BITS = (12, 21)
"""The size of the small table, at least and at most: it should stay near the processor."""

CHUNK = 1 << 20
"""Tokens whose bits are made at once."""


def telling_pairs(terms: Sequence[str]) -> list[Pair]:
    """The pairs of neighbouring terms that are not two stopwords, each once; all if none is left.

    Args:
        terms: All terms of a question, in its order.
    """
    every = list(dict.fromkeys(pairwise(terms)))
    return [pair for pair in every if not all(map(is_stopword, pair))] or every


class PairFinder:
    """Finds the rows in whose text two terms stand side by side.

    Args:
        postings: Where the terms stand.
        lengths: How many terms the text of each row has, shape (rows,).
        cache: Keeps the places of terms.
    """

    def __init__(
        self, postings: PostingReader, lengths: NDArray[np.uint32], cache: ArrayCache
    ) -> None:
        self._postings, self._lengths, self._cache = postings, lengths, cache

    def find(self, pair: Pair) -> Occurrences:
        """The rows in which two terms stand side by side in that order, ascending; how often.

        Raises:
            IndexCorruptError: If a term stands where no text is.
        """
        first, second = (len(self._postings.lists("text", term).positions) for term in pair)
        if first <= second:
            return self._met(pair[0], pair[1], 1)
        return self._met(pair[1], pair[0], -1)

    def _met(self, rare: str, common: str, step: int) -> Occurrences:
        """Where the rarer term has the other one so many tokens behind it."""
        numbers, frequencies, _ = self._postings.lists("text", rare)
        sought = self._places(rare) + np.int32(step)
        if len(self._postings.lists("text", common).positions) * COMMON >= self._tokens:
            met = _marked(self._bits(common), sought)
        else:
            met = self._among(sought, common)
        return _counted(_owners(numbers, frequencies, len(sought), met))

    def _among(self, sought: Places, term: str) -> NDArray[np.int64]:
        """Which of some places are a term's, as ordinals."""
        held = self._places(term)
        if not len(held):
            return np.empty(0, dtype=np.int64)
        if len(sought) * FEW < len(held):
            return np.flatnonzero(_are_held(sought, held))
        if is_stopword(term):  # many questions have it: its table is kept, in bits
            table = self._cache.get("table", term, self._make_table)[0]
            likely = _marked(table, sought & (8 * len(table) - 1))
        else:
            flags = _table(held)
            likely = np.flatnonzero(flags[sought & (len(flags) - 1)])
        return likely[_are_held(sought[likely], held)]

    def _make_table(self, term: str) -> tuple[NDArray[np.uint8]]:
        return (np.packbits(_table(self._places(term)), bitorder="little"),)

    @property
    def _tokens(self) -> int:
        return int(self._begins[-1])

    @cached_property
    def _begins(self) -> Places:
        """The number of the first token of each row, and the end of the last; shape (rows + 1,)."""
        ends = np.ones(len(self._lengths) + 1, dtype=np.int64)
        np.cumsum(self._lengths + np.int64(1), out=ends[1:])
        ends[1:] += 1
        return ends.astype(np.int32) if ends[-1] < np.iinfo(np.int32).max else ends

    def _places(self, term: str) -> Places:
        return self._cache.get("places", term, lambda term: (self._find_places(term),))[0]

    def _find_places(self, term: str) -> Places:
        numbers, frequencies, positions = self._postings.lists("text", term)
        begins = self._begins[numbers]
        if len(positions) > len(numbers):
            begins = np.repeat(begins, frequencies)
        begins += positions.astype(begins.dtype)
        if len(begins) and int(begins.max()) >= self._tokens:
            raise IndexCorruptError("keyword index", "a word stands behind the end of its text")
        return begins

    def _bits(self, term: str) -> NDArray[np.uint8]:
        return self._cache.get("bits", term, lambda term: (self._make_bits(term),))[0]

    def _make_bits(self, term: str) -> NDArray[np.uint8]:
        """A bit for each token of the archive, 1 where it is the term."""
        places, tokens = self._find_places(term), self._tokens + 1
        bits = np.empty(-(-tokens // 8), dtype=np.uint8)
        bounds = places.searchsorted(np.arange(0, tokens + CHUNK, CHUNK))
        for number, (start, end) in enumerate(pairwise(bounds.tolist())):
            begin = number * CHUNK
            marks = np.zeros(min(CHUNK, tokens - begin), dtype=np.uint8)
            marks[places[start:end] - begin] = 1
            bits[begin // 8 : (begin + CHUNK) // 8] = np.packbits(marks, bitorder="little")
        return bits


def _table(places: Places) -> NDArray[np.bool_]:
    """Flags that places share with places far before and behind, as many as a power of 2.

    A place whose flag is not set is none of these.
    """
    least, most = TABLE_BITS
    size = 1 << min(max((ROOM * len(places)).bit_length(), least), most)
    flags = np.zeros(size, dtype=bool)
    flags[places & (size - 1)] = True
    return flags


def _marked(bits: NDArray[np.uint8], sought: Places) -> NDArray[np.int64]:
    """Which of some places have a bit, as ordinals."""
    words = bits[sought >> 3]
    return np.flatnonzero((words >> (sought & 7).astype(np.uint8)) & 1)


def _are_held(sought: Places, held: Places) -> NDArray[np.bool_]:
    places = np.minimum(held.searchsorted(sought), len(held) - 1)
    found: NDArray[np.bool_] = held[places] == sought
    return found


def _owners(
    numbers: NDArray[np.int32],
    frequencies: NDArray[np.unsignedinteger],
    tokens: int,
    chosen: NDArray[np.int64],
) -> NDArray[np.int32]:
    """The rows of some of a term's tokens, given as ordinals."""
    owners = numbers if tokens == len(numbers) else np.repeat(numbers, frequencies)
    found: NDArray[np.int32] = owners[chosen]
    return found


def _counted(holders: NDArray[np.int32]) -> Occurrences:
    """Each row once, and how often it occurs; equal ones stand side by side.

    `np.unique` does the same and takes five times as long for the few of most pairs.
    """
    if not len(holders):
        return Occurrences(holders, np.empty(0, dtype=np.float32))
    begins = np.concatenate(([0], np.flatnonzero(holders[1:] != holders[:-1]) + 1))
    times = np.diff(begins, append=len(holders)).astype(np.float32)
    return Occurrences(holders[begins], times)
