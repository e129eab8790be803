"""Whole processes: how long they take, what they compute, and how much memory they hold at most."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tests.benchmarks.machine import ROOT

Command = list[str]


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
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    size = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(seconds, size / 1e6, usage.ru_utime + usage.ru_stime)


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
