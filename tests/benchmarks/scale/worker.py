"""Processes that answer requests one by one and say how long each took.

Each system has a process of its own, so that its memory counts alone; they are asked in turn, so
that whatever else the machine does falls on all of them alike. A request is a line of JSON on
stdin, an answer one on what was stdout at the start: what libraries print goes to stderr.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.benchmarks.machine import ROOT

Answer = Callable[[dict[str, Any]], Any]


class WorkerError(Exception):
    """A worker ended before it answered; tells the last line that it wrote."""


class Worker:
    """A running process that answers; use as `with Worker(...) as worker`.

    Args:
        module: What is run by `python -m`; its main calls `serve`.
        arguments: Of its command line.
    """

    def __init__(self, module: str, *arguments: object) -> None:
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def ask(self, **request: Any) -> dict[str, Any]:
        """The answer: "result", "seconds" of the clock, "cpu" seconds, "megabytes" so far.

        Raises:
            WorkerError: If there is none.
        """
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        if not line:
            raise WorkerError(self._last_words())
        found: dict[str, Any] = json.loads(line)
        return found

    def _last_words(self) -> str:
        self._process.wait()
        self._said.seek(0)
        lines = [line.strip() for line in self._said if line.strip()]
        return lines[-1] if lines else f"ended with {self._process.returncode}"

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()


def serve(open_system: Callable[[], Answer]) -> None:
    """Open a system, then answer each request until stdin ends; the first answer is the opening."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    started, busy = time.perf_counter(), time.process_time()
    answer = open_system()
    opening = time.perf_counter() - started, time.process_time() - busy
    for number, line in enumerate(sys.stdin):
        started, busy = time.perf_counter(), time.process_time()
        result = answer(json.loads(line)) if number else None
        taken = time.perf_counter() - started, time.process_time() - busy
        seconds, cpu = taken if number else opening
        told = {"result": result, "seconds": seconds, "cpu": cpu, "megabytes": most_memory()}
        out.write(json.dumps(told) + "\n")
        out.flush()


def most_memory() -> float:
    """Megabytes that this process has held at most."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
    return int(found[1]) * 1024 / 1e6 if found else 0.0
