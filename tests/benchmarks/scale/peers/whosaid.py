"""This program through the same door as its peers; its index is there already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from query.engine import Engine
from query.evaluation.experiment import HYBRID
from query.rank.semantic import SemanticSearcher
from query.rows.passages import PassageRows
from query.settings import Settings


class System:
    """An engine over the index in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Nothing: indexing is measured by itself."""

    def open(self) -> None:
        """Open the index."""
        self._engine = Engine.open(self._folder)
        self._rows = PassageRows(self._engine.index)
        self._searcher = SemanticSearcher(self._rows.vectors, self._rows.tie_keys)

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """A whole answer; it encodes the question itself."""
        answer = self._engine.ask(question, Settings(limit=count))
        return [(place, hit.passage.text) for place, hit in enumerate(answer.hits)]

    def rank(self, question: str, count: int) -> list[int]:
        """Passages as `whosaid evaluate` ranks them for judged questions."""
        return [number for number, _ in self._engine.rank(question, HYBRID)][:count]

    def nearest(self, vector: Any, count: int) -> list[int]:
        """The semantic searcher alone."""
        found: list[int] = self._searcher.search(vector, None, count).numbers.tolist()
        return found
