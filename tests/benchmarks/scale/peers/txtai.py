"""txtai as its documentation shows hybrid search: `hybrid=True`, `content=True`, defaults else.

The vectors are given (its method "external"); from a cold start it encodes the question itself with
the same model.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from txtai import Embeddings


class System:
    """One txtai index."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "txtai")
        self._vectors: dict[str, Any] = {}

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Write it."""
        self._vectors = dict(zip(texts, vectors, strict=True))
        embeddings = self._new()
        embeddings.index((number, text, None) for number, text in enumerate(texts))
        embeddings.save(self._path)

    def _new(self) -> Any:
        def transform(texts: Sequence[str]) -> Any:
            return np.stack([self._vectors[text] for text in texts])

        return Embeddings(method="external", transform=transform, hybrid=True, content=True)

    def open(self) -> None:
        """Open it with vectors that are given."""
        self._embeddings = self._new()
        config = {"method": "external", "transform": self._embeddings.config["transform"]}
        self._embeddings.load(self._path, config=config)

    def open_with_model(self, model: str) -> None:
        """Open it with the model, to encode questions itself."""
        self._embeddings = Embeddings()
        config = {"method": "sentence-transformers", "path": model, "transform": None}
        self._embeddings.load(self._path, config=config)

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """Its hybrid search."""
        if vector is not None:  # else it encodes the question itself
            self._vectors[question] = vector
        found = self._embeddings.search(question, count)
        return [(int(one["id"]), one["text"]) for one in found]

    def nearest(self, vector: Any, count: int) -> list[int]:
        """Its vectors alone."""
        found = self._embeddings.ann.search(vector[None], count)[0]
        return [number for number, _ in found]
