"""How long a question takes from a cold start, as whole processes, side by side.

    python -m tests.benchmarks.bench_cold INDEX [QUESTION]

Runs in turn, ten times each: `whosaid ask`, `whosaid --help`, Python with nothing, and Python
importing sentence_transformers, which is what asking would cost without an exported encoder.
Prints the medians of the wall-clock time and of the most memory that the process held.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 10
DEFAULT_QUESTION = "what did the mayor say about the flood?"


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds and megabytes of one run of a command."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    index = Path(sys.argv[1])
    question = sys.argv[2] if len(sys.argv) > 2 else DEFAULT_QUESTION
    commands = {
        "whosaid ask": [sys.executable, "-m", "query", "ask", question, "--index", str(index)],
        "whosaid --help": [sys.executable, "-m", "query", "--help"],
        "python": [sys.executable, "-c", "pass"],
        "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
    }
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            measured[name].append(measure(command))
    for name, runs in measured.items():
        seconds = statistics.median(run[0] for run in runs)
        megabytes = statistics.median(run[1] for run in runs)
        print(f"{name:<30} {seconds:6.3f} s {megabytes:7.1f} MB   (median of {RUNS})")


if __name__ == "__main__":
    main()
