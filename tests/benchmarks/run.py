"""All figures that the documentation gives, measured by one command.

    python -m tests.benchmarks.run --articles DIR [--judged DIR ...] [--rounds 10]

DIR of --articles holds articles; each DIR of --judged is a judged collection as `whosaid evaluate`
takes it. Writes `tests/benchmarks/results/COMMIT.json` and prints its name. On two cores a thousand
articles take some three minutes, and each judged collection takes one to five.
`python -m tests.benchmarks.tables` puts the figures into the documentation.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import ROOT, describe
from tests.benchmarks.processes import cost, side_by_side, whosaid

RESULTS = Path(__file__).parent / "results"
QUESTION = "what did the mayor say about the flood?"
# The next run takes the quotes of the index for an older extractor's.
AFTER_UPGRADE = """
import sys
import indexer.build.update
from query.__main__ import main
indexer.build.update.EXTRACTOR_VERSION = "of a benchmark"
main()
"""


def main(arguments: list[str]) -> None:
    """Measure, and write the result."""
    parser = argparse.ArgumentParser(description="Measure all figures of the documentation.")
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--judged", type=Path, nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--passages", type=int, default=2048, help="for the encoder's speed")
    parser.add_argument("--to", type=Path, default=RESULTS)
    chosen = parser.parse_args(arguments)
    result = {
        **describe(),
        "speed": speed(chosen.articles.resolve(), chosen.rounds, chosen.passages),
        "retrieval": {folder.name: judge(folder.resolve()) for folder in chosen.judged},
    }
    path = chosen.to / f"{result['commit']}.json"
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(path)


def speed(articles: Path, rounds: int, passages: int) -> dict[str, Any]:
    """Seconds and megabytes of whole processes over a folder of articles."""
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        build = whosaid("index", articles, "--index", index, "--quiet")
        seconds = {"index": cost(build).seconds, "index again": cost(build).seconds}
        upgraded = [sys.executable, "-c", AFTER_UPGRADE, *build[3:]]
        seconds["quotes again"] = cost(upgraded).seconds
        commands = {
            "ask": whosaid("ask", QUESTION, "--index", index),
            "help": whosaid("--help"),
            "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
        }
        cold = side_by_side(commands, rounds)
        held = json.loads(output(whosaid("status", "--index", index, "--json")))
    theirs = cold["import sentence_transformers"].seconds
    encoder = [sys.executable, "-m", "tests.benchmarks.bench_encoder", str(articles)]
    return {
        "documents": held["documents"],
        "passages": held["passages"],
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "cold": {
            name: {"seconds": round(one.seconds, 3), "megabytes": round(one.megabytes)}
            for name, one in cold.items()
        },
        "ratios": {
            "import sentence_transformers / ask": round(theirs / cold["ask"].seconds, 1),
            "encoder": json.loads(output([*encoder, "--passages", str(passages)])),
        },
    }


def judge(folder: Path) -> dict[str, dict[str, float]]:
    """System -> measure -> mean on a judged collection."""
    found = json.loads(output(whosaid("evaluate", folder, "--ablations", "--json")))
    return {
        system: {measure: round(mean, 4) for measure, mean in means.items()}
        for system, means in found.items()
    }


def output(command: list[str]) -> str:
    """What a command writes to stdout; its other output passes through."""
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
