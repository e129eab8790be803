"""How much faster than sentence-transformers passages are encoded, how alike, and how cold.

    python -m tests.benchmarks.bench_encoder [FOLDER] [--passages 2048] [--precision int8]

FOLDER holds articles (.txt, .md), whose paragraphs are the passages; without it, passages of
lengths as in news are made up. Both encoders take turns over the same blocks of passages, as many
as the indexer gives at once, in one process, so that other work on the machine slows both down;
the least time of three turns counts. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

TURNS = 3
COLD_RUNS = 10

COLD_PROGRAM = (
    "import sys; from pathlib import Path; from indexer.encoder.encoder import open_encoder;"
    "open_encoder(Path(sys.argv[1])).encode_query('Where is the harbour?');"
    # Of this process alone: `getrusage` would count the parent's before `exec`.
    "status = Path('/proc/self/status');"
    "print(status.read_text().split('VmHWM:')[1].split()[0] if status.exists() else 0)"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--passages", type=int, default=2048)
    parser.add_argument("--precision", choices=("int8", "float32"), default="int8")
    options = parser.parse_args()
    passages = read_passages(options.folder) if options.folder else made_up(options.passages)
    random.Random(7).shuffle(passages)
    passages = passages[: options.passages]
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(passages, options.precision, Path(folder) / "encoder"), indent=2))


def measure(passages: list[str], precision: str, folder: Path) -> dict[str, Any]:
    """Speed, agreement and cold start over the passages."""
    from sentence_transformers import SentenceTransformer

    from indexer.build.encode_ahead import SLICE_PASSAGES
    from indexer.encoder.models import find_model
    from indexer.encoder.prepare import prepare_encoder

    ours = prepare_encoder(None, precision, folder)
    theirs = SentenceTransformer(str(find_model(None).folder), device="cpu")
    ours.encode_passages(passages[:32])
    encode = partial(theirs.encode, show_progress_bar=False)
    encode(passages[:32])
    our_times, their_times, cosines = [], [], []
    for start in range(0, len(passages), SLICE_PASSAGES):
        block = passages[start : start + SLICE_PASSAGES]
        turns = [(timed(ours.encode_passages, block), timed(encode, block)) for _ in range(TURNS)]
        our_times.append(np.min([turn[0][1] for turn in turns], axis=0))
        their_times.append(np.min([turn[1][1] for turn in turns], axis=0))
        (our_rows, _), (their_rows, _) = turns[0]
        # Of longer ones sentence-transformers would drop the end, and the vectors differ.
        fits = [len(theirs.tokenizer(text)["input_ids"]) <= theirs.max_seq_length for text in block]
        cosines.append(np.sum(our_rows * their_rows, axis=1)[fits])
    cosine = np.concatenate(cosines)
    (our_wall, our_cpu), (their_wall, their_cpu) = np.sum(our_times, 0), np.sum(their_times, 0)
    return {
        "passages": len(passages),
        "mean_length": round(statistics.mean(map(len, passages))),
        "ours_per_second": round(len(passages) / our_wall, 1),
        "sentence_transformers_per_second": round(len(passages) / their_wall, 1),
        "ratio": round(their_wall / our_wall, 2),
        "ratio_of_processor_time": round(their_cpu / our_cpu, 2),
        "cosine_mean": round(float(cosine.mean()), 4),
        "cosine_least": round(float(cosine.min()), 4),
        **cold(folder),
    }


def timed(encode: Callable[[list[str]], Any], texts: list[str]) -> tuple[Any, tuple[float, float]]:
    """What `encode` gives, with the seconds of the clock and of the processors."""
    wall, cpu = time.perf_counter(), time.process_time()
    rows = encode(texts)
    return rows, (time.perf_counter() - wall, time.process_time() - cpu)


def cold(folder: Path) -> dict[str, float]:
    """Whole processes that open the encoder and encode one question."""
    times, sizes = [], []
    for _ in range(COLD_RUNS):
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", COLD_PROGRAM, str(folder)],
            capture_output=True,
            text=True,
            check=True,
        )
        times.append(time.perf_counter() - start)
        sizes.append(int(run.stdout) / 1024)
    return {
        "cold_seconds_median": round(statistics.median(times), 3),
        "cold_seconds_least": round(min(times), 3),
        "cold_megabytes": round(statistics.median(sizes)),
    }


def read_passages(folder: Path) -> list[str]:
    """Paragraphs of the articles under a folder, front matter left out."""
    passages = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".md"}:
            text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(errors="replace"), flags=re.S)
            passages += [part.strip() for part in text.split("\n\n") if part.strip()]
    return passages


def made_up(number: int) -> list[str]:
    """Passages of made-up words, as long as paragraphs of news are."""
    chance = random.Random(11)
    syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(3000)]
    lengths = [max(3, round(chance.lognormvariate(3.5, 0.6))) for _ in range(number)]
    return [" ".join(chance.choices(words, k=length)) + "." for length in lengths]


if __name__ == "__main__":
    main()
