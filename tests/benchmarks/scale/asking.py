"""How long a warm engine takes for a question of each kind.

python -m tests.benchmarks.scale.asking INDEX ENCODER      (started by `measure`)
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.scale.figures import summary
from tests.benchmarks.scale.questions import PLAIN, Asked
from tests.benchmarks.scale.worker import Worker, serve

WARM_UP = 10  # questions of each kind
MODULE = "tests.benchmarks.scale.asking"


def measure(index: Path, encoder: str, questions: Mapping[str, Sequence[Asked]]) -> dict[str, Any]:
    """Milliseconds of each kind, and of a question's encoding alone; memory at the end.

    The kinds take turns, question by question.
    """
    with Worker(MODULE, index, encoder) as worker:
        opened = worker.ask()
        for chosen in questions.values():
            for one in chosen[:WARM_UP]:
                worker.ask(**asdict(one))
        times: dict[str, list[float]] = {kind: [] for kind in (*questions, "encoding")}
        cpu: dict[str, list[float]] = {kind: [] for kind in times}
        megabytes = 0.0
        for number in range(max(map(len, questions.values()))):
            for kind, chosen in questions.items():
                found = worker.ask(**asdict(chosen[number % len(chosen)]))
                times[kind].append(found["seconds"])
                cpu[kind].append(found["cpu"])
                megabytes = found["megabytes"]
            alone = worker.ask(encode=questions[PLAIN][number % len(questions[PLAIN])].question)
            times["encoding"].append(alone["seconds"])
            cpu["encoding"].append(alone["cpu"])
    return {
        "opening": round(opened["seconds"], 3),
        "megabytes": round(megabytes),
        "milliseconds": {
            kind: {**summary(taken), "cpu": summary(cpu[kind])["mean"]}
            for kind, taken in times.items()
        },
    }


def ratio(first: Path, second: Path, encoder: str, asked: Sequence[Asked]) -> dict[str, float]:
    """How much longer a question takes over the second index than over the first.

    Both are asked each question in turn.
    """
    with Worker(MODULE, first, encoder) as one, Worker(MODULE, second, encoder) as other:
        times: tuple[list[float], list[float]] = ([], [])
        for worker in (one, other):
            worker.ask()
        warm_up = asked[:WARM_UP]
        for number, question in enumerate([*warm_up, *asked]):
            for worker, taken in zip((one, other), times, strict=True):
                found = worker.ask(**asdict(question))
                if number >= len(warm_up):
                    taken.append(found["cpu"])
    before, after = summary(times[0]), summary(times[1])
    return {
        name: round(after[name] / max(before[name], 0.01), 3) for name in ("p50", "p95", "mean")
    }


def main(index: Path, encoder: str) -> None:
    """Answer requests with the engine of an index."""
    from tests.benchmarks.scale.encoders import open_engine

    def opened() -> Any:
        engine = open_engine(encoder, index)

        def answer(request: dict[str, Any]) -> int:
            if "encode" in request:
                return len(engine.encoder.encode_query(request["encode"]))
            one = Asked(**request)
            return len(engine.ask(one.question, one.settings()).hits)

        return answer

    serve(opened)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
