"""Whole processes: how long they take, what they compute, and how much memory they hold at most."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tests.benchmarks.machine import ROOT

Command = list[str]


# The system counts the memory of whoever starts a process as that of the process until it runs its
# own program. So a small process starts it.
LAUNCH = """
import os, sys, time
started = time.perf_counter()
process = os.fork()
if not process:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - started
print(status, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


class Cost(NamedTuple):
    """What a process costs.

    Attributes:
        seconds: Of the clock.
        megabytes: Of a million bytes, held at most; of several processes, by the largest.
        cpu: Seconds of all cores, with those of the processes that it started.
    """

    seconds: float
    megabytes: float
    cpu: float


def whosaid(*arguments: object) -> Command:
    """The program's command line, from this checkout."""
    return [sys.executable, "-m", "query", *map(str, arguments)]


def cost(command: Command) -> Cost:
    """Run a command once.

    Raises:
        SystemExit: If it ends with an error.
    """
    launched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LAUNCH, *command],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    status, seconds, cpu, size = launched.stdout.split()
    code = os.waitstatus_to_exitcode(int(status))
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    size_of_unit = 1 if sys.platform == "darwin" else 1024
    return Cost(float(seconds), int(size) * size_of_unit / 1e6, float(cpu))


def side_by_side(commands: Mapping[str, Command], rounds: int) -> dict[str, Cost]:
    """The medians of commands that are run in turn.

    In turn, so that whatever else the machine does falls on all of them alike: the ratios hold
    even where the seconds do not.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost(command))
    return {name: median(found) for name, found in costs.items()}


def median(costs: Iterable[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))
