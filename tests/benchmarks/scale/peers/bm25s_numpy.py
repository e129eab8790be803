"""bm25s with its default settings, stop words and stemmer; NumPy over all vectors in float32."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import Stemmer

from tests.benchmarks.scale.peers.fusion import DEEP, fused


class System:
    """The index of the words is mapped, as its documentation has it; the vectors are, too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Write both."""
        stemmer = Stemmer.Stemmer("english")
        retriever = bm25s.BM25()
        retriever.index(
            bm25s.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False),
            show_progress=False,
        )
        retriever.save(str(self._folder / "words"), corpus=[{"text": one} for one in texts])
        np.save(self._folder / "vectors.npy", vectors)

    def open(self) -> None:
        """Map both; the vectors are read at the first question."""
        words = str(self._folder / "words")
        self._retriever = bm25s.BM25.load(words, mmap=True, load_corpus=True)
        self._stemmer = Stemmer.Stemmer("english")
        self._vectors = np.load(self._folder / "vectors.npy", mmap_mode="r")

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """Both rankings, joined by their ranks."""
        deep = min(DEEP, len(self._vectors))
        tokens = bm25s.tokenize(
            [question], stopwords="en", stemmer=self._stemmer, show_progress=False
        )
        corpus = np.arange(len(self._vectors))
        ranked, scores = self._retriever.retrieve(
            tokens, corpus=corpus, k=deep, show_progress=False
        )
        words = ranked[0][scores[0] > 0].tolist()
        best = fused([words, self.nearest(vector, deep)], count)
        return [(number, self._text(number)) for number in best]

    def _text(self, number: int) -> str:
        found = self._retriever.corpus[number]
        return str((json.loads(found) if isinstance(found, str) else found)["text"])

    def nearest(self, vector: Any, count: int) -> list[int]:
        """The exact scan."""
        cosines = self._vectors @ vector
        best = np.argpartition(-cosines, count - 1)[:count]
        found: list[int] = best[np.argsort(-cosines[best], kind="stable")].tolist()
        return found
