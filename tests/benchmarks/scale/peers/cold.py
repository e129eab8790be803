"""One question from a cold start: open, encode, answer, print.

    python -m tests.benchmarks.scale.peers.cold NAME FOLDER MODEL QUESTION
    python -m tests.benchmarks.scale.peers.cold NAME FOLDER VECTOR.npy QUESTION

MODEL is a folder with the model, with which sentence-transformers encodes the question, as the
peers' documentation has it; txtai does so itself. With a vector nothing is encoded.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.scale.peers.peer import load

COUNT = 10


def main(name: str, folder: Path, encoded_by: Path, question: str) -> None:
    """Answer one question."""
    system = load(name, folder)
    vector = None
    if encoded_by.suffix == ".npy":
        import numpy as np

        vector = np.load(encoded_by, allow_pickle=False)
        system.open()
    elif name == "txtai":
        system.open_with_model(str(encoded_by))  # type: ignore[attr-defined]
    else:
        from sentence_transformers import SentenceTransformer

        system.open()
        vector = SentenceTransformer(str(encoded_by)).encode(question)
    for number, text in system.ask(question, vector, COUNT):
        print(number, text)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
