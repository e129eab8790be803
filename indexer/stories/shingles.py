"""The runs of three words of a text, as numbers, each with the piece of the text that it is in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.text.paragraphs import split_paragraphs
from indexer.text.wording import wording

Shingles = NDArray[np.uint64]
"""The runs of a text, each once, ascending, shape (n,). The upper 52 bits are the run's number, the
lower 12 the number of the piece that it is in first."""

LENGTH = 3
"""Words of a run."""

PIECE_BITS = 12

LONGEST_PARAGRAPH = 600
"""Words: a longer paragraph is no paragraph but a text without any. It is cut into pieces."""

MOST_OF_TEXT = 0.9
"""Of the words of a text the share from which on its longest paragraph is cut, too."""

CUT = 40
"""Words of such a piece."""

_PIECES = (1 << PIECE_BITS) - 1
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_WORDS_KEPT = 2**16


def shingles(text: str) -> Shingles:
    """The runs of three words of a text; a text of one or two words has one run.

    The pieces are the paragraphs. A text without paragraphs has pieces of `CUT` words.
    """
    words: list[str] = []
    sizes: list[int] = []
    for span in split_paragraphs(text):
        own = wording(span.of(text))
        words += own
        sizes.append(len(own))
    most = min(LONGEST_PARAGRAPH, MOST_OF_TEXT * len(words))
    sizes = [part for size in sizes for part in ([size] if size <= most else _cut(size))]
    return _runs(words, np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes))


def shingles_of(words: Sequence[str]) -> Shingles:
    """The runs of words that are given in order, all in one piece."""
    return _runs(words, np.zeros(len(words), dtype=np.uint64))


def _cut(size: int) -> list[int]:
    """The sizes of the pieces of so many words."""
    whole, rest = divmod(size, CUT)
    return [CUT] * whole + [rest]


def _runs(words: Sequence[str], pieces: NDArray[np.uint64]) -> Shingles:
    if not words:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))
    if len(numbers) < LENGTH:
        numbers = np.concatenate([numbers, np.zeros(LENGTH - len(numbers), dtype=np.uint64)])
    end = len(numbers) - LENGTH + 1
    mixed = np.zeros(end, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += numbers[place : place + end] * factor
    mixed ^= mixed >> np.uint64(29)
    mixed *= _SPREAD
    mixed ^= mixed >> np.uint64(32)
    mixed &= np.uint64(2**64 - 1 - _PIECES)
    mixed |= pieces[:end] & np.uint64(_PIECES)
    mixed.sort()
    is_first = np.ones(end, dtype=bool)
    is_first[1:] = numbers_of(mixed[1:]) != numbers_of(mixed[:-1])
    found: Shingles = mixed[is_first]
    return found


def numbers_of(runs: Shingles) -> NDArray[np.uint64]:
    """The numbers of runs, without their pieces."""
    return runs >> np.uint64(PIECE_BITS)


def pieces_of(runs: Shingles) -> NDArray[np.int64]:
    """The number of the piece that each run is in."""
    return (runs & np.uint64(_PIECES)).astype(np.int64)


def shared(one: Shingles, other: Shingles) -> int:
    """How many runs two texts share."""
    both = np.concatenate([numbers_of(one), numbers_of(other)])
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def largest_share(one: Shingles, other: Shingles) -> int:
    """How many of the shared runs are in one piece of the first text, at most."""
    is_shared = np.isin(numbers_of(one), numbers_of(other), assume_unique=True)
    return int(np.bincount(pieces_of(one[is_shared]), minlength=1).max())


@lru_cache(maxsize=_WORDS_KEPT)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
