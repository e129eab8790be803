"""All peers and this program over one archive: what they cost, and what they find."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import open_encoder
from indexer.encoder.models import find_model
from tests.benchmarks.machine import ROOT
from tests.benchmarks.processes import Command, Cost, cost, median, whosaid
from tests.benchmarks.scale.archive import Archive
from tests.benchmarks.scale.cold import rounded
from tests.benchmarks.scale.figures import summary
from tests.benchmarks.scale.peers.peer import NAMES, PACKAGES, versions
from tests.benchmarks.scale.recall import nearest, share_found
from tests.benchmarks.scale.worker import Worker, WorkerError

PEERS = "tests.benchmarks.scale.peers"
OURS = "whosaid"
WARM_UP = 10
COUNT = 10
"""Passages in an answer."""


class Peers:
    """The peers that could be built over an archive, each in a folder of its own.

    Args:
        archive: With its index, passages and vectors.
        names: Modules of the peers.
    """

    def __init__(self, archive: Archive, names: Sequence[str] = tuple(NAMES)) -> None:
        self._archive = archive
        self._names = [*names]
        self.found: dict[str, dict[str, Any]] = {OURS: {}, **{name: {} for name in names}}

    def build(self) -> None:
        """Build each that is not there; leave out, with the reason, what cannot be built."""
        for name in [*self._names]:
            folder = self._folder(name)
            done = folder / "done"
            if done.exists():
                self.found[name].update(json.loads(done.read_text(encoding="utf-8")))
                continue
            folder.mkdir(parents=True, exist_ok=True)
            command = self._command("build", name, self._archive.passages, self._archive.vectors)
            started = time.perf_counter()
            if reason := fails(command):
                self._leave_out(name, reason)
                continue
            built = {
                "versions": versions(PACKAGES[name]),
                "seconds to build": round(time.perf_counter() - started, 1),
                "megabytes on disk": round(size_of(folder) / 1e6),
            }
            self.found[name].update(built)
            done.write_text(json.dumps(built), encoding="utf-8")

    def cold(self, questions: Sequence[str], rounds: int) -> None:
        """What one question costs from a cold start, with and without encoding it."""
        encoder = open_encoder(self._encoder)
        model = find_model(None).folder
        vector = self._archive.root / "question.npy"
        taken: dict[tuple[str, str], list[Cost]] = {}
        for number in range(rounds):
            question = questions[number % len(questions)]
            np.save(vector, encoder.encode_query(question))
            ours = whosaid("ask", "--index", self._archive.index, "--limit", COUNT, "--", question)
            taken.setdefault((OURS, "cold"), []).append(cost(ours))
            for name in [*self._names]:
                for kind, given in {"cold": model, "cold, encoded": vector}.items():
                    command = self._command("cold", name, given, question)
                    try:
                        taken.setdefault((name, kind), []).append(cost(command))
                    except SystemExit as error:
                        self._leave_out(name, str(error))
                        break
        for (name, kind), costs in taken.items():
            self.found[name][kind] = rounded(median(costs))

    def warm(self, questions: Sequence[str]) -> None:
        """Milliseconds of a hybrid answer, memory, and recall@10 of the vectors, in turn."""
        times: dict[str, list[float]] = {}
        busy: dict[str, list[float]] = {}
        with ExitStack() as stack:
            workers = self._workers(stack)
            first = questions[:WARM_UP]
            for place, question in enumerate([*first, *questions]):
                for name, answer in self._each(workers, "ask", question):
                    if place >= len(first):
                        times.setdefault(name, []).append(answer["seconds"])
                        busy.setdefault(name, []).append(answer["cpu"])
            recalled = self._recall(workers, questions)
        for name, share in recalled.items():
            taken = {**summary(times[name]), "cpu": summary(busy[name])["mean"]}
            self.found[name].update(milliseconds=taken, recall=share)

    def rank(self, questions: dict[str, str]) -> dict[str, dict[str, list[int]]]:
        """System -> question id -> the ten best passage numbers, best first."""
        runs: dict[str, dict[str, list[int]]] = {}
        with ExitStack() as stack:
            workers = self._workers(stack)
            for name, question in questions.items():
                for system, answer in self._each(workers, "rank", question):
                    runs.setdefault(system, {})[name] = answer["result"]
        return {system: run for system, run in runs.items() if len(run) == len(questions)}

    def recall(self, questions: Sequence[str]) -> dict[str, float]:
        """System -> recall@10 of its vectors beside the exact scan."""
        with ExitStack() as stack:
            return self._recall(self._workers(stack), questions)

    def _recall(self, workers: dict[str, Worker], questions: Sequence[str]) -> dict[str, float]:
        wanted = nearest(self._archive.read_vectors(), self._queries(questions)).tolist()
        found: dict[str, list[list[int]]] = {}
        for question in questions:
            for name, answer in self._each(workers, "nearest", question):
                found.setdefault(name, []).append(answer["result"])
                self.found[name]["megabytes"] = round(answer["megabytes"])
        whole = {name: rows for name, rows in found.items() if len(rows) == len(questions)}
        return {name: round(share_found(rows, wanted), 4) for name, rows in whole.items()}

    def _workers(self, stack: ExitStack) -> dict[str, Worker]:
        """A process for each system, opened."""
        workers: dict[str, Worker] = {}
        for name in [OURS, *self._names]:
            folder = self._archive.index if name == OURS else self._folder(name)
            worker = stack.enter_context(Worker(f"{PEERS}.worker", name, folder, self._encoder))
            try:
                worker.ask()
                workers[name] = worker
            except WorkerError as error:
                self._leave_out(name, str(error))
        return workers

    def _each(
        self, workers: dict[str, Worker], what: str, question: str
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """The answer of each system in turn; one that fails is asked no more."""
        for name in [*workers]:
            try:
                yield name, workers[name].ask(what=what, question=question, count=COUNT)
            except WorkerError as error:
                del workers[name]
                self._leave_out(name, str(error))

    def _queries(self, questions: Sequence[str]) -> NDArray[np.float32]:
        encoder = open_encoder(self._encoder)
        return np.stack([encoder.encode_query(one) for one in questions])

    @property
    def _encoder(self) -> Path:
        return self._archive.index / "encoder"

    def _folder(self, name: str) -> Path:
        return self._archive.root / "peers" / name

    def _command(self, module: str, name: str, *arguments: object) -> Command:
        line = [f"{PEERS}.{module}", name, self._folder(name), *arguments]
        return [sys.executable, "-m", *map(str, line)]

    def _leave_out(self, name: str, reason: str) -> None:
        if name in self._names:
            self._names.remove(name)
        self.found[name]["left out"] = reason


def fails(command: Command) -> str:
    """Run a command; the last line that it wrote if it ends with an error, else ""."""
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    if not ended.returncode:
        return ""
    lines = [line.strip() for line in ended.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else f"ended with {ended.returncode}"


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
