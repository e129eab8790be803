"""The runs of three words of a text, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.text.wording import wording

Shingles = NDArray[np.uint64]
"""Numbers of the runs of a text, each once, ascending, shape (n,)."""

LENGTH = 3
"""Words of a run."""

_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_WORDS_KEPT = 2**16


def shingles(text: str) -> Shingles:
    """The runs of three words of a text; a text of one or two words has one run."""
    return shingles_of(wording(text))


def shingles_of(words: Sequence[str]) -> Shingles:
    """The same for words that are given in order."""
    if not words:
        return np.empty(0, dtype=np.uint64)
    numbers = np.array([_number(word) for word in words], dtype=np.uint64)
    if len(numbers) < LENGTH:
        numbers = np.concatenate([numbers, np.zeros(LENGTH - len(numbers), dtype=np.uint64)])
    end = len(numbers) - LENGTH + 1
    mixed = np.zeros(end, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += numbers[place : place + end] * factor
    mixed ^= mixed >> np.uint64(29)
    mixed *= _SPREAD
    mixed ^= mixed >> np.uint64(32)
    found: Shingles = np.unique(mixed)
    return found


def shared(one: Shingles, other: Shingles) -> int:
    """How many runs two texts share."""
    both = np.concatenate([one, other])
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


@lru_cache(maxsize=_WORDS_KEPT)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
