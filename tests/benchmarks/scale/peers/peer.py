"""What a peer can do. A peer's module has a class `System` of this form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

NAMES = {
    "bm25s_numpy": "bm25s with NumPy",
    "tantivy_faiss": "tantivy with faiss",
    "txtai": "txtai",
    "zvec": "zvec",
    "lancedb": "LanceDB",
}
"""Module -> what people call it."""

PACKAGES = {
    "bm25s_numpy": ("bm25s", "numpy"),
    "tantivy_faiss": ("tantivy", "faiss-cpu"),
    "txtai": ("txtai",),
    "zvec": ("zvec",),
    "lancedb": ("lancedb",),
}
"""Module -> the packages that it consists of."""


class Peer(Protocol):
    """A system over the passages of one archive, in one folder."""

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Index texts with their unit vectors, float32, shape (n, dimension)."""
        ...

    def open(self) -> None:
        """Open what was built."""
        ...

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """The best passages for a question by words and by meaning: number and text, best first."""
        ...

    def nearest(self, vector: Any, count: int) -> list[int]:
        """The passages nearest to a vector, best first, as the hybrid answer looks for them."""
        ...


def load(name: str, folder: Path) -> Peer:
    """A peer by the name of its module.

    Raises:
        ImportError: If it is not installed.
    """
    system: Peer = import_module(f"tests.benchmarks.scale.peers.{name}").System(folder)
    return system


def versions(packages: Sequence[str]) -> str:
    """What is measured, such as "bm25s 0.3.1, numpy 2.0"."""
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} (not installed)")
    return ", ".join(found)


def read_texts(path: Path) -> list[str]:
    """The passages of an archive, each with its article's title before it, as in BEIR."""
    with path.open(encoding="utf-8") as lines:
        return ["\n".join(filter(None, json.loads(line))) for line in lines]
