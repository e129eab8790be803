"""How the server holds up under many clients, beside the engine alone and an empty server.

    python -m tests.benchmarks.bench_serve INDEX QUESTIONS [--clients 50] [--seconds 60]

QUESTIONS is a text file, a question a line. Clients ask without a pause, each over one connection:

    cold      from the start of `whosaid serve` to its first answer
    engine    the same questions in one process, in as many threads as the server has, no HTTP
    whosaid   `whosaid serve`, GET /api/v1/ask
    uvicorn   the same server with one constant answer: what HTTP alone costs here

`queue` is what a client waits at least: the engine's time for a question, times the clients, by the
threads. `p95 / queue` tells what the server adds. Memory is the server's resident set, a fifth of
the time after the start and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from query.engine import Engine
from query.serve.workers import THREADS
from query.settings import Settings
from tests.benchmarks.machine import ROOT

SETTINGS = Settings(mark=True)
CONSTANT = """
import sys, uvicorn
from starlette.responses import PlainTextResponse
uvicorn.run(PlainTextResponse("x" * 20000), port=int(sys.argv[1]), log_level="warning")
"""


@dataclass
class Load:
    """What many clients met with.

    Attributes:
        times: Seconds of each answer.
        errors: Answers that were none, by status.
        memory: Megabytes of the server early on and at the end.
        cpu: Seconds of all cores that the server took.
    """

    times: list[float] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    cpu: float = 0.0


async def client(port: int, paths: list[str], first: int, until: float, load: Load) -> None:
    """One client: one connection, one request after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in itertools.islice(itertools.cycle(paths), first, None):
        if time.perf_counter() > until:
            break
        started = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode("ascii"))
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        await reader.readexactly(int(length[1]) if length else 0)
        load.times.append(time.perf_counter() - started)
        if not head.startswith(b"HTTP/1.1 200"):
            load.errors.append(int(head.split()[1]))
    writer.close()


async def bear(port: int, process: int, paths: list[str], clients: int, seconds: float) -> Load:
    """Many clients for some time."""
    load, until = Load(), time.perf_counter() + seconds
    before = cpu_time(process)
    asking = [
        asyncio.create_task(client(port, paths, number * 7, until, load))
        for number in range(clients)
    ]
    for wait in (seconds / 5, seconds * 0.75):
        await asyncio.sleep(wait)
        load.memory.append(resident(process))
    await asyncio.gather(*asking)
    load.cpu = cpu_time(process) - before
    return load


def cpu_time(process: int) -> float:
    """Seconds that a process has run on all cores."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """Megabytes of a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1e3 if found else 0.0


def engine_alone(index: Path, questions: list[str], seconds: float) -> tuple[float, float]:
    """Questions a second that the engine answers in the threads of the server, and CPU seconds."""
    with Engine.open(index) as engine, ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda one: engine.ask(one, SETTINGS), questions[:20]))  # the first warm up
        started, done, before = time.perf_counter(), 0, time.process_time()
        while time.perf_counter() - started < seconds:
            asked = questions[done % len(questions) :][:50]
            done += len(list(pool.map(lambda one: engine.ask(one, SETTINGS), asked)))
        cpu = (time.process_time() - before) / done
        return done / (time.perf_counter() - started), cpu


def told(name: str, load: Load, queue: float | None = None) -> None:
    """A line about what clients met with."""
    times = load.times
    p95 = statistics.quantiles(times, n=20)[-1]
    beside = f"  p95 / queue {p95 / queue:.2f}" if queue else ""
    print(
        f"{name:<8} {len(times):>6} answers, {len(load.errors)} errors,"
        f" median {1000 * statistics.median(times):7.1f} ms  p95 {1000 * p95:7.1f} ms{beside}"
        f"  cpu {1000 * load.cpu / len(times):.1f} ms"
        f"  memory {load.memory[0]:.0f} -> {load.memory[-1]:.0f} MB",
        flush=True,
    )


def wait_for(port: int, path: str) -> float:
    """Seconds until a server has given its first answer."""
    started = time.perf_counter()
    while time.perf_counter() - started < 60:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
                answer.read()
            return time.perf_counter() - started
        except OSError:
            time.sleep(0.005)
    raise SystemExit("the server does not answer")


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description="Measure the server under many clients.")
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    questions = [one for one in chosen.questions.read_text("utf-8").splitlines() if one.strip()]
    paths = [f"/api/v1/ask?q={quote(one)}" for one in questions]
    serve = ["-m", "query", "serve", "--no-browser", "--index", str(chosen.index)]
    rate, cpu = engine_alone(chosen.index, questions, chosen.seconds / 6)
    queue = chosen.clients / rate
    print(
        f"engine   {rate:.1f} answers a second in {THREADS} threads,"
        f" queue {1000 * queue:.0f} ms, cpu {1000 * cpu:.1f} ms"
    )
    for name, command in {
        "whosaid": [*serve, "--port", str(chosen.port)],
        "uvicorn": ["-c", CONSTANT, str(chosen.port)],
    }.items():
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            print(f"{name:<8} first answer after {wait_for(chosen.port, paths[0]):.2f} s")
            load = asyncio.run(
                bear(chosen.port, process.pid, paths, chosen.clients, chosen.seconds)
            )
            told(name, load, queue if name == "whosaid" else None)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


if __name__ == "__main__":
    main()
