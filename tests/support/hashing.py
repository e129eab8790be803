"""An encoder without a model: texts that share words get similar vectors, in microseconds.

A pure function of the text, the same on every machine and in every process.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_FILE = "hashing.json"


class HashingEncoder:
    """Sums one pseudo-random direction for each different word of a text.

    Args:
        dimension: Columns of a vector; a multiple of 8, at most 512.
        name: What it calls itself, so that a test can have two that differ.
    """

    def __init__(self, dimension: int = 64, name: str = "hashing") -> None:
        self._dimension = dimension
        self._name = name
        self._directions: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def identity(self) -> str:
        return hashlib.sha256(f"{self._name} {self._dimension}".encode()).hexdigest()

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        words = sorted(set(_WORD.findall(text.lower()))) or [""]
        # Whole numbers up to the very end, so that the order of the sum cannot matter.
        total = np.sum([self._direction(word) for word in words], axis=0, dtype=np.float32)
        if not total.any():  # two words may point in opposite directions
            total = self._direction(" ".join(words))
        vector: NDArray[np.float32] = (total / np.linalg.norm(total)).astype(np.float32)
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            rows[number] = self.encode_query(text)
        return rows

    def save(self, folder: Path) -> None:
        """Write what `load` needs into a folder, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        content = {"dimension": self._dimension, "name": self._name}
        (folder / _FILE).write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> HashingEncoder:
        """The encoder that was saved there."""
        return cls(**json.loads((folder / _FILE).read_text(encoding="utf-8")))

    def _direction(self, word: str) -> NDArray[np.float32]:
        """+1 or -1 in each column, from the bits of the word's hash."""
        if word not in self._directions:
            digest = hashlib.blake2b(
                f"{self._name}\0{word}".encode(errors="surrogatepass"),
                digest_size=self._dimension // 8,
            ).digest()
            bits = np.unpackbits(np.frombuffer(digest, dtype=np.uint8))
            self._directions[word] = bits.astype(np.float32) * 2 - 1
        return self._directions[word]
