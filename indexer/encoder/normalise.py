"""What every vector of an index is: a row of length 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.errors import EncoderError


def normalised(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows scaled to length 1, float32, shape as given (n, d).

    Raises:
        EncoderError: If a row is zero or not a number.
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)  # (n, 1)
    if not np.all(np.isfinite(lengths) & (lengths > 0)):
        raise EncoderError("the model gave an empty vector")
    scaled: NDArray[np.float32] = (rows / lengths).astype(np.float32, copy=False)
    return scaled
