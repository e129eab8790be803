"""An encoder that remembers what it was asked to encode."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tests.support.hashing import HashingEncoder


class CountingEncoder(HashingEncoder):
    """The hashing encoder with a list of all texts of passages that it encoded."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return super().encode_passages(texts)
