"""An encoder that remembers the vectors of texts that readers meet again and again.

Two thirds of the time of an answer go into the sentences of its hits, whose vectors decide which
one is marked. Questions about the news of a month meet the same passages.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder

MOST = 8192
"""Texts that are remembered; their vectors take some 13 MB."""

LONGEST = 2000
"""Characters of a text that is remembered."""


class RememberingEncoder:
    """Another encoder, asked once for each text. Threads may share it.

    A vector depends on its own text alone, but for the rounding of its last digit.

    Args:
        encoder: What makes the vectors.
        most: How many texts are remembered: the last ones that were asked for.
    """

    def __init__(self, encoder: Encoder, most: int = MOST) -> None:
        self._encoder, self._most = encoder, most
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """What people call the model."""
        return self._encoder.name

    @property
    def identity(self) -> str:
        """SHA-256 (hex) over everything that changes vectors."""
        return self._encoder.identity

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._encoder.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a question, float32, shape (dimension,)."""
        return self._encoder.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, float32, shape (n, dimension), in their order."""
        found = self._recalled(texts)
        unknown = [text for text in dict.fromkeys(texts) if text not in found]
        if unknown:
            # Copies, so that one remembered row does not keep all rows of its batch.
            rows = self._encoder.encode_passages(unknown)
            made = {text: row.copy() for text, row in zip(unknown, rows, strict=True)}
            found |= made
            self._remember(made)
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([found[text] for text in texts])

    def _recalled(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
            for text in found:
                self._known.move_to_end(text)
        return found

    def _remember(self, made: dict[str, NDArray[np.float32]]) -> None:
        with self._lock:
            self._known |= {text: row for text, row in made.items() if len(text) <= LONGEST}
            while len(self._known) > self._most:
                self._known.popitem(last=False)
