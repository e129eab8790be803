"""A run of the indexer that a page has started: a process of its own, followed line by line.

The run is a process so that questions are answered meanwhile, and so that the server never loads
what only an indexer needs.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Any

from indexer.errors import SearchError

PROGRAM = ("-m", "query")
"""How Python starts this program."""

MOST_LINES = 20
"""Lines of messages that are kept, the last ones."""

LONGEST_LINE = 500


class RunError(SearchError):
    """A run cannot be started."""

    hint = "Wait until the run has finished; you can ask questions meanwhile."


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run is.

    Attributes:
        is_running: Whether it goes on.
        done, total: Bytes of the files to read.
        documents, passages: What was indexed so far.
        path: The file that is being read, or "".
        report: What the run did, by name; nothing before it has ended.
        messages: What it said.
        status: Its exit status; None while it runs.
    """

    is_running: bool = False
    done: int = 0
    total: int = 0
    documents: int = 0
    passages: int = 0
    path: str = ""
    report: tuple[tuple[str, int], ...] = ()
    messages: tuple[str, ...] = ()
    status: int | None = None


class IndexRun:
    """The run of a server: at most one at a time. Threads may share it.

    Args:
        root: The index's folder.
        command: What to run; None runs this program's own `index`.
    """

    def __init__(self, root: Path, command: Sequence[str] | None = None) -> None:
        own = [sys.executable, *PROGRAM, "index", "--index", str(root.resolve())]
        self._command = list(command or [*own, "--json", "--progress"])
        self._lock = Lock()
        self._state: RunState | None = None
        self._process: subprocess.Popen[str] | None = None

    @property
    def state(self) -> RunState | None:
        """How far the last run is; None before the first."""
        with self._lock:
            return self._state

    def start(self) -> None:
        """Begin a run.

        Raises:
            RunError: If one is going on, or the system does not start it.
        """
        with self._lock:
            if self._state and self._state.is_running:
                raise RunError("a run is going on already")
            try:
                process = subprocess.Popen(
                    self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
                )  # fmt: skip
            except OSError as error:
                raise RunError(f"the run cannot be started: {error.strerror}") from None
            self._process, self._state = process, RunState(is_running=True)
        Thread(target=self._follow, args=(process,), daemon=True).start()

    def stop(self) -> None:
        """Interrupt the run; what it has committed stays. Nothing happens if there is none."""
        with self._lock:
            if self._process and self._process.poll() is None:
                # A server in the background of a shell ignores SIGINT, and so does its run.
                self._process.terminate()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        listener = Thread(target=self._listen, args=(process.stderr,), daemon=True)
        listener.start()
        for line in process.stdout:
            self._take(line)
        listener.join()
        status = process.wait()
        process.stdout.close()
        process.stderr.close()
        with self._lock:
            if self._state:
                self._state = replace(self._state, is_running=False, status=status, path="")

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            text = line.strip()[:LONGEST_LINE]
            with self._lock:
                if text and self._state:
                    kept = (*self._state.messages, text)[-MOST_LINES:]
                    self._state = replace(self._state, messages=kept)

    def _take(self, line: str) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            return
        with self._lock:
            if isinstance(told, dict) and self._state:
                self._state = _after(self._state, told)


def _after(state: RunState, told: dict[str, Any]) -> RunState:
    progress = told.get("progress")
    if isinstance(progress, dict):
        return replace(
            state,
            done=int(progress["done"]),
            total=int(progress["total"]),
            documents=int(progress["documents"]),
            passages=int(progress["passages"]),
            path=str(progress.get("path", "")),
        )
    report = tuple((name, count) for name, count in told.items() if isinstance(count, int))
    return replace(state, report=report, done=state.total)
