"""Questions after many small updates beside those to a fresh index of the same articles.

    python -m tests.benchmarks.bench_updates ARTICLES [PASSAGES] [UPDATES]

Makes an archive of real sentences in new articles (`archives`), 10,000 passages if not said, and
indexes it with an encoder that costs nothing. Then changes one article at a time, 1,000 times, with
a run after each. Prints what a run costs and what a question costs, in seconds of the processor,
and how the second compares with a fresh index: it is to be at most 1.3 times as much.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer.build.pipeline import build_index
from query.engine import Engine
from tests.benchmarks.archives import made_up, read_models
from tests.support.hashing import HashingEncoder

QUESTIONS = 200
TURNS = 3


def main(articles: Path, passages: int = 10_000, updates: int = 1_000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(articles, passages, updates, Path(scratch)), indent=2))


def measure(articles: Path, passages: int, updates: int, scratch: Path) -> dict[str, Any]:
    """What runs and questions cost, in milliseconds of the processor."""
    encoder, chance = HashingEncoder(), random.Random(7)
    folder = scratch / "articles"
    folder.mkdir()
    fields = list(made_up(read_models(articles), passages))
    for number, one in enumerate(fields):
        write(folder, number, one)
    build_index([folder], scratch / "updated", encoder=encoder)
    costs = []
    for update in range(updates):
        number = chance.randrange(len(fields))
        fields[number]["text"] += f" The report was changed for the {update}th time."
        write(folder, number, fields[number])
        begun = time.process_time()
        build_index([folder], scratch / "updated", encoder=encoder)
        costs.append(time.process_time() - begun)
    build_index([folder], scratch / "fresh", encoder=encoder)
    sentences = [one["text"].split(". ")[0] for one in chance.sample(fields, QUESTIONS)]
    updated, fresh = compare([scratch / "updated", scratch / "fresh"], sentences, encoder)
    return {
        "updates": updates,
        "update": round(1e3 * statistics.median(costs), 1) if costs else None,
        "question": round(1e3 * updated, 2),
        "question to a fresh index": round(1e3 * fresh, 2),
        "ratio": round(updated / fresh, 2),
    }


def write(folder: Path, number: int, fields: dict[str, str]) -> None:
    """Write one article."""
    line = json.dumps(fields, ensure_ascii=False) + "\n"
    (folder / f"{number:06}.jsonl").write_text(line, encoding="utf-8")


def compare(indexes: Sequence[Path], questions: Sequence[str], encoder: Any) -> list[float]:
    """Seconds of a question to each index, asked in turn; the median of several turns."""
    engines = [Engine.open(index, encoder) for index in indexes]
    costs: list[list[list[float]]] = [[[] for _ in questions] for _ in engines]
    for _ in range(TURNS):
        for place, question in enumerate(questions):
            for engine, times in zip(engines, costs, strict=True):
                begun = time.process_time()
                engine.ask(question)
                times[place].append(time.process_time() - begun)
    for engine in engines:
        engine.close()
    return [statistics.mean(map(statistics.median, times)) for times in costs]


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
