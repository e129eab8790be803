"""The encoder of an open index, loading in a thread of its own while the program goes on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.ahead import Ahead
from indexer.store.index import Index


class EarlyEncoder:
    """An encoder (`Encoder`) that is waited for when it first has something to encode.

    Loading the model takes a third of the time of a single question, and leaves Python's lock to
    others for most of it.

    Args:
        index: Open until the encoder is first used.
    """

    def __init__(self, index: Index) -> None:
        self._state = index.state
        self._opened = Ahead(index.open_encoder)

    @property
    def name(self) -> str:
        """What people call it."""
        return self._state.encoder_name

    @property
    def identity(self) -> str:
        """SHA-256 (hex) over everything that changes vectors."""
        return self._state.encoder_identity

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._state.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a question, shape (dimension,).

        Raises:
            EncoderError, IndexCorruptError: As `Index.open_encoder`; so below.
        """
        return self._opened.result().encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, one row each in their order, shape (n, dimension)."""
        return self._opened.result().encode_passages(texts)
