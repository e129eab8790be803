"""How long the semantic searcher takes beside a float32 product, on invented vectors.

    python -m tests.benchmarks.bench_semantic [PASSAGES] [DIMENSION]

Both run in the same process on the same vectors, warm, and are timed in turns: medians, in
milliseconds. On one core of an AMD EPYC, NumPy 2.4, 384 dimensions, without the closer estimate:

    passages                 18,000     33,000  1,000,000
    scan of the bits           0.15       0.24       5.90
    choice                     0.10       0.13       1.64
    exact scores               0.96       0.90       1.09
    search, all                1.19       1.28       8.69
    search, half filtered      1.26       1.39      11.55
    float32 product            2.67       4.74     139.45
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.store.vectors.estimate import estimates
from indexer.store.vectors.reader import Vectors, sign_words
from indexer.store.vectors.scan import WIDER, hamming_distances, nearest
from indexer.store.vectors.writer import VectorWriter
from query.rank.semantic import SemanticSearcher
from query.rows.vectors import EmbeddedVectors
from tests.support.rows import by_number

ID = "0123456789abcdef"
ROUNDS = 15
BATCH = 10_000


def write(folder: Path, passages: int, dimension: int) -> NDArray[np.float32]:
    """Append random unit rows in batches; returns them as float32."""
    rng = np.random.default_rng(0)
    rows = np.empty((passages, dimension), dtype=np.float32)
    began = time.perf_counter()
    with VectorWriter.open(folder, dimension, 0, ID) as writer:
        for start in range(0, passages, BATCH):
            batch = rng.standard_normal((min(BATCH, passages - start), dimension))
            batch /= np.linalg.norm(batch, axis=1, keepdims=True)
            rows[start : start + BATCH] = batch
            writer.append(rows[start : start + BATCH])
            writer.commit()
    print(f"written and synced   {passages / (time.perf_counter() - began):10.0f} rows/s")
    return rows


def medians(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Time the tasks in turns, so that a slow moment of the machine hits all."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            began = time.perf_counter()
            task()
            times[name].append(1000 * (time.perf_counter() - began))
    return {name: float(np.median(values)) for name, values in times.items()}


def main(passages: int, dimension: int) -> None:
    """Print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        rows = write(Path(folder), passages, dimension)
        began = time.perf_counter()
        vectors = Vectors.open(Path(folder), dimension, passages, ID)
        print(f"open                 {1000 * (time.perf_counter() - began):10.2f} ms")
        source, query = EmbeddedVectors(vectors), rows[passages // 2]
        searcher = SemanticSearcher(source, by_number)
        code = sign_words(query[None], vectors.mean)[0]
        distances = hamming_distances(vectors, code)
        wider = nearest(distances, WIDER * source.candidates, by_number)
        chosen = source.scan(query, None, source.candidates, by_number)
        half = np.arange(passages) % 2 == 0
        tasks: dict[str, Callable[[], object]] = {
            "scan of the bits": lambda: hamming_distances(vectors, code),
            "choice": lambda: nearest(distances, len(wider), by_number),
            "closer estimate": lambda: estimates(vectors.signs, query - vectors.mean, wider),
            "exact scores": lambda: source.rescore(query, chosen),
            "search, all": lambda: searcher.search(query, None, 100),
            "search, half filtered": lambda: searcher.search(query, half, 100),
            "float32 product": lambda: np.argpartition(-(rows @ query), 100),
        }
        for name, median in medians(tasks).items():
            print(f"{name:21}{median:10.2f} ms")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [1_000_000, 384][len(arguments) :]))
