"""How long a warm engine takes for a question, beside bm25s and an exact NumPy scan.

    pip install bm25s
    python -m tests.benchmarks.bench_ask INDEX QUESTIONS

QUESTIONS is a text file, a question a line, or BEIR's queries.jsonl. The three are asked in turn,
question by question, so that whatever else the machine does falls on all of them alike:

    ask       Engine.ask with its defaults, the question's encoding and the hits' texts included
    encode    the question's encoding alone
    baseline  the encoding, bm25s over the same passages, and the product of the question with
              all vectors in float32: two rankings, neither fused nor read
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from indexer.text.analyzer import terms
from query.engine import Engine

MOST = 300
TOP = 100


def read_questions(path: Path) -> list[str]:
    """The questions of either form."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in lines][:MOST]
    return [line for line in lines if line.strip()][:MOST]


def baseline(engine: Engine) -> Callable[[str], Any]:
    """bm25s and an exact scan over the engine's passages."""
    import bm25s

    catalog = engine.index.catalog
    texts = [
        passage.text
        for document in engine.index.documents.tolist()
        for passage in catalog.passages_of(document)
    ]
    retriever = bm25s.BM25(k1=0.9, b=0.5)
    retriever.index([terms(text) for text in texts], show_progress=False)
    vectors = engine.index.vectors.decoded(np.arange(len(engine.index.vectors)))

    def answer(question: str) -> Any:
        vector = engine.encoder.encode_query(question)
        words = terms(question)
        ranked = retriever.retrieve([words], k=TOP, show_progress=False)
        cosines = vectors @ vector
        return ranked, np.argpartition(-cosines, TOP)[:TOP]

    return answer


def main() -> None:
    questions = read_questions(Path(sys.argv[2]))
    with Engine.open(sys.argv[1]) as engine:
        compared: dict[str, Callable[[str], Any]] = {
            "ask": engine.ask,
            "encode": engine.encoder.encode_query,
            "baseline": baseline(engine),
        }
        seconds: dict[str, list[float]] = {name: [] for name in compared}
        for place, question in enumerate([*questions[:10], *questions]):
            for name, answer in compared.items():
                started = time.perf_counter()
                answer(question)
                if place >= 10:  # the first ones warm up
                    seconds[name].append(time.perf_counter() - started)
        print(
            f"{len(engine.index.document_of)} passages, {len(questions)} questions, milliseconds:"
        )
        for name, times in seconds.items():
            p95 = statistics.quantiles(times, n=20)[-1]
            print(
                f"{name:<10} median {1000 * statistics.median(times):6.2f}  p95 {1000 * p95:6.2f}"
            )


if __name__ == "__main__":
    main()
