"""Neighbouring terms of a question that stand side by side in a text too, by BM25.

Only the rows of the rarer term of a pair are looked at, so that a pair costs what its rarer term
does. Two stopwords make no pair: "of the" stands in every other row, says nothing, and would cost
more than all the rest (nDCG@10 on five sets .7425 without them, .7424 with them).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from query.rank.postings import Occurrences, PostingReader
from query.rank.stopwords import is_stopword
from query.rows.sources import Numbers

Pair = tuple[str, str]


def telling_pairs(terms: Sequence[str]) -> list[Pair]:
    """The pairs of neighbouring terms that are not two stopwords, each once; all if none is left.

    Args:
        terms: All terms of a question, in its order.
    """
    every = list(dict.fromkeys(pairwise(terms)))
    return [pair for pair in every if not all(map(is_stopword, pair))] or every


class Stands(NamedTuple):
    """Where a term stands, in a form in which rows are looked up quickly.

    Attributes:
        numbers: Row numbers, ascending, each once, shape (n,).
        begins: Where the positions of each row begin, and the end of the last, shape (n + 1,).
        positions: Token positions from 0, row by row, ascending within a row.
    """

    numbers: NDArray[np.int32]
    begins: NDArray[np.uint32]
    positions: NDArray[np.unsignedinteger]


def stands(postings: PostingReader, term: str) -> Stands:
    """Where a term stands in the texts of rows."""
    numbers, frequencies, positions = postings.lists("text", term)
    if np.any(numbers[1:] < numbers[:-1]):
        order = np.argsort(numbers, kind="stable")
        ends = np.cumsum(frequencies, dtype=np.int64)
        taken = _ranges((ends - frequencies)[order], frequencies[order])
        numbers, frequencies, positions = numbers[order], frequencies[order], positions[taken]
    begins = np.zeros(len(numbers) + 1, dtype=np.uint32)
    np.cumsum(frequencies, out=begins[1:])
    return Stands(numbers.astype(np.int32), begins, positions)


def side_by_side(first: Stands, second: Stands) -> Occurrences:
    """The rows in which two terms stand side by side in that order, ascending, and how often."""
    rows, in_first, in_second = _shared(first.numbers, second.numbers)
    owner, starts = _positions(first, in_first)
    other, follows = _positions(second, in_second)
    # One number for a place in a row, wide enough that no row reaches into the next.
    wide = 2 + int(max(starts.max(initial=0), follows.max(initial=0)))
    met = _among(owner * wide + starts + 1, other * wide + follows)
    found, times = _counted(owner[met])
    return Occurrences(rows[found].astype(np.int64), times)


def _shared(
    first: NDArray[np.int32], second: NDArray[np.int32]
) -> tuple[NDArray[np.int32], Numbers, Numbers]:
    """The numbers that both have, and the place of each in the one and the other."""
    if len(first) > len(second):
        rows, in_second, in_first = _shared(second, first)
        return rows, in_first, in_second
    if not len(first):
        return first, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    places = np.minimum(second.searchsorted(first), len(second) - 1)
    kept = np.flatnonzero(second[places] == first)
    return first[kept], kept, places[kept]


def _positions(term: Stands, places: Numbers) -> tuple[Numbers, Numbers]:
    """All positions in some of a term's rows, with the ordinal of the row that each is in."""
    begins = term.begins[places].astype(np.int64)
    counts = term.begins[places + 1].astype(np.int64) - begins
    owner = np.repeat(np.arange(len(places)), counts)
    return owner, term.positions[_ranges(begins, counts)].astype(np.int64)


def _among(sought: Numbers, held: Numbers) -> NDArray[np.bool_]:
    """Which of some numbers are held; both ascending."""
    if not len(held):
        return np.zeros(len(sought), dtype=bool)
    places = np.minimum(held.searchsorted(sought), len(held) - 1)
    found: NDArray[np.bool_] = held[places] == sought
    return found


def _ranges(begins: NDArray[np.integer], counts: NDArray[np.integer]) -> Numbers:
    """The numbers of several ranges, one range after the other."""
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Numbers = np.arange(total)
    numbers += np.repeat(begins.astype(np.int64) - (ends - counts), counts)
    return numbers


def _counted(holders: Numbers) -> tuple[Numbers, NDArray[np.float32]]:
    """Each number once, and how often it occurs; equal ones stand side by side.

    `np.unique` does the same and takes five times as long for the few of most pairs.
    """
    if not len(holders):
        return holders, np.empty(0, dtype=np.float32)
    begins = np.concatenate(([0], np.flatnonzero(holders[1:] != holders[:-1]) + 1))
    times = np.diff(begins, append=len(holders)).astype(np.float32)
    return holders[begins], times
