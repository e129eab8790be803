"""The words of a list that are few edits from another word, without comparing them all.

An edit puts a letter in, takes one out, changes one, or swaps two neighbours. So it changes the
length by one at most, brings in one new letter at most, and takes one away at most. Lengths and
letters rule out nearly all words before any distance is computed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def _bits() -> NDArray[np.uint32]:
    """A bit for each byte: letters have one each, five bits are for digits, one for the rest."""
    bits = np.full(256, 31, dtype=np.uint32)
    bits[ord("a") : ord("z") + 1] = np.arange(26)
    bits[ord("0") : ord("9") + 1] = 26 + np.arange(10) // 2
    return np.left_shift(np.uint32(1), bits)


_BITS = _bits()


class NearSpellings:
    """Finds near spellings among words.

    Args:
        words: Each once.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in words:
            self._by_length.setdefault(len(word), []).append(word)
        self._letters: dict[int, NDArray[np.uint32]] = {}

    def near(self, word: str, edits: int, like: str, same: str) -> list[str]:
        """The words that are at most so many edits from a word, in any order.

        Args:
            word: The word.
            edits: How many edits.
            like: A word, often the same one.
            same: Letters or digits of which a word must have those that `like` has, and no others.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        own, must = letters_of([word], len(word)), letters_of([like], len(like))
        decisive = np.bitwise_or.reduce(letters_of(list(same), 1))
        some: list[str] = []
        for length in range(max(1, len(word) - edits), len(word) + edits + 1):
            if words := self._by_length.get(length):
                letters = self._letters_of(length)
                is_near = np.bitwise_count(letters & ~own) <= edits
                is_near &= np.bitwise_count(own & ~letters) <= edits
                is_near &= (letters & decisive) == (must & decisive)
                some.extend(words[place] for place in np.flatnonzero(is_near).tolist())
        found = extract(word, some, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return [term for term, _, _ in found]

    def _letters_of(self, length: int) -> NDArray[np.uint32]:
        # Threads may both make it; it is the same.
        if length not in self._letters:
            self._letters[length] = letters_of(self._by_length[length], length)
        return self._letters[length]


def letters_of(words: Sequence[str], length: int) -> NDArray[np.uint32]:
    """Which letters words have, as bits, shape (words,).

    Args:
        words: All of one length.
        length: Their length, in characters.
    """
    data = np.frombuffer("".join(words).encode("ascii", "replace"), dtype=np.uint8)
    if not length:
        return np.zeros(len(words), dtype=np.uint32)
    table = data.reshape(len(words), length)
    found = np.zeros(len(words), dtype=np.uint32)
    for place in range(length):
        found |= _BITS[table[:, place]]
    return found
