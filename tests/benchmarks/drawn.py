"""Vectors for made-up paragraphs: the mean of the vectors of the sentences that they come from.

Encoding real sentences takes a minute, and a vector is then drawn in a hundredth of the time that
encoding takes. It is a function of the text alone, so that the same text has the same vector in
every run and process: three words in a row that only one sentence has lead to that sentence.

A scan finds as many of the nearest as with real vectors: of 187 news questions over 10,000 made-up
paragraphs it has .993 of the ten nearest among 1,000 candidates with either, .964 among 500 with
real vectors and .969 with drawn ones. (Noise on top, which would spread them as far as real ones,
loses another .005.) Where an archive has the answers, the nearest stand out more: with the same
questions over the 32,699 paragraphs that answer them, .999 are among 500.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder

IN_A_ROW = 3
BATCH = 4096  # texts whose rows are added up at once


class DrawnEncoder:
    """Encodes questions as the real encoder does, and draws vectors for passages.

    Args:
        real: The real encoder.
        keys: Of three words in a row that one sentence has, ascending, uint32.
        owners: Which sentence has them, as long as `keys`.
        rows: Unit vectors of the sentences, shape (sentences, dimension).
    """

    def __init__(
        self,
        real: Encoder,
        keys: NDArray[np.uint32],
        owners: NDArray[np.int32],
        rows: NDArray[np.float16],
    ) -> None:
        self._real = real
        self._keys, self._owners, self._rows = keys, owners, rows
        self.name, self.identity, self.dimension = real.name, real.identity, real.dimension

    @classmethod
    def make(cls, real: Encoder, sentences: Sequence[str]) -> DrawnEncoder:
        """Encode real sentences, each once, to draw vectors near theirs."""
        return cls(real, *draw_from(real, sentences))

    @classmethod
    def load(cls, real: Encoder, path: Path) -> DrawnEncoder:
        """What `save` has written."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(real, stored["keys"], stored["owners"], stored["rows"])

    def save(self, path: Path) -> None:
        """Write all but the real encoder to an .npz file."""
        np.savez(path, keys=self._keys, owners=self._owners, rows=self._rows)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """As the real one."""
        return self._real.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors near those of the sentences, shape (n, dimension)."""
        parts = [np.empty((0, self.dimension), dtype=np.float32)]
        parts += [
            self._drawn(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)
        ]
        return np.concatenate(parts)

    def _drawn(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = [self._sentences(text) for text in texts]
        drawn = np.stack([self._rows[one].mean(axis=0, dtype=np.float32) for one in found])
        lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
        return np.asarray(drawn / np.maximum(lengths, 1e-6), dtype=np.float32)

    def _sentences(self, text: str) -> NDArray[np.int32]:
        """The sentence of each three words in a row; one by chance if none is known."""
        wanted = np.array(keys_of(text), dtype=np.uint32)
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        found = self._owners[places[self._keys[places] == wanted]]
        if len(found):
            return found
        return np.array([zlib.crc32(text.encode()) % len(self._rows)], dtype=np.int32)


def draw_from(
    real: Encoder, sentences: Sequence[str]
) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.float16]]:
    """Keys, owners and rows for a `DrawnEncoder`."""
    different = list(dict.fromkeys(sentences))
    rows = real.encode_passages(different).astype(np.float16)
    keys_of_each = [list(set(keys_of(one))) for one in different]
    keys = np.array([key for one in keys_of_each for key in one], dtype=np.uint32)
    owners = np.repeat(np.arange(len(different), dtype=np.int32), [len(k) for k in keys_of_each])
    known, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return known[counts == 1], owners[first[counts == 1]], rows


def keys_of(text: str) -> list[int]:
    """A number for each three words in a row."""
    words = text.encode().split()
    return [
        zlib.crc32(b" ".join(words[start : start + IN_A_ROW]))
        for start in range(len(words) - IN_A_ROW + 1)
    ]
