"""Build one peer in a process of its own.

python -m tests.benchmarks.scale.peers.build NAME FOLDER PASSAGES.jsonl VECTORS.npy
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from tests.benchmarks.scale.peers.peer import load, read_texts


def main(name: str, folder: Path, passages: Path, vectors: Path) -> None:
    """Build it."""
    load(name, folder).build(read_texts(passages), np.load(vectors, allow_pickle=False))


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]))
