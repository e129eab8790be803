"""What the system refuses is named, and nobody is told that nothing was found."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import IndexCorruptError, SystemLimitError
from indexer.limits import blame_the_limit, limit_behind
from indexer.maintain.check import check_index
from tests.support.program import Program

resource = pytest.importorskip("resource")
ROOT = Path(__file__).parent.parent
MIB = 1 << 20


def whosaid(
    *arguments: object, limit: Callable[[], None] | None = None, **options: object
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, under a limit."""
    command = [sys.executable, "-m", "query", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output="stderr" not in options,
        text=True,
        preexec_fn=limit,
        check=False,
        **options,
    )  # type: ignore[call-overload, no-any-return]


def limit(kind: str, value: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(getattr(resource, kind), (value, value))


def assert_refused(ended: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "--rebuild" not in ended.stderr
    assert "--repair" not in ended.stderr
    error, hint = ended.stderr.splitlines()[-2:]
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    for word in words:
        assert word in ended.stderr.lower()


@pytest.mark.parametrize("files", [5, 6, 7, 8, 10])
@pytest.mark.parametrize("command", ["quotes", "speakers", "check", "compact"])
def test_few_open_files_do_not_make_an_index_a_damaged_one(
    built_index: Path, command: str, files: int, tmp_path: Path
):
    index = shutil.copytree(built_index, tmp_path / "index")

    ended = whosaid(command, "--index", index, limit=limit("RLIMIT_NOFILE", files))

    assert_refused(ended, "too many open files")


@pytest.mark.skipif(sys.platform != "linux", reason="limits on memory hold on Linux")
@pytest.mark.parametrize("mib", [64, 100, 160, 220])
def test_little_memory_is_said(built_index: Path, mib: int):
    ended = whosaid("quotes", "--index", built_index, limit=limit("RLIMIT_AS", mib * MIB))

    assert_refused(ended, "memory", f"{mib} mib")


@pytest.mark.parametrize("length", [300, 5_000])
@pytest.mark.parametrize(
    "command",
    [["ask", "x"], ["quotes"], ["speakers"], ["show", "x"], ["status"], ["check"], ["compact"],
     ["check", "--repair"], ["index"], ["index", "tests/corpus"], ["index", "--rebuild"]],
    ids=" ".join,
)  # fmt: skip
def test_a_path_that_is_too_long_is_said(whosaid: Program, command: list[str], length: int):
    path = "/".join(["x" * 300] if length == 300 else ["y" * 99] * (length // 100))

    ended = whosaid(*command, "--index", path)

    assert ended.status == 2
    assert "name too long" in ended.err
    assert "Choose a shorter path" in ended.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("command", "status"),
    [(["quotes"], 0), (["quotes", "--speaker", "Nobody"], 1), (["status", "--nope"], 2),
     (["ask", "x", "--index", "missing"], 2)],
)  # fmt: skip
def test_a_standard_error_that_is_full_changes_no_status(
    built_index: Path, command: list[str], status: int
):
    where = [] if "--index" in command else ["--index", built_index]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = whosaid(*command, *where, stdout=subprocess.PIPE, stderr=full)

    assert ended.returncode == status
    assert bool(ended.stdout) == (status == 0)


def test_without_a_standard_error_stdout_holds_results_alone(built_index: Path):
    shell = f'{sys.executable} -m query quotes --speaker Nobody --index "{built_index}" 2>&-'
    ended = subprocess.run(
        shell, shell=True, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (1, "")


@pytest.mark.parametrize("wait", [0.0, 0.1, 0.2, 0.35])
def test_quick_interruptions_are_one(built_index: Path, wait: float):
    """From when the program heeds them; whatever is being imported."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, "check", "--index", str(built_index)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        time.sleep(0.002)
    _, err = process.communicate(timeout=60)

    # Where Python has ended the program and not yet itself, the signal ends it.
    assert process.returncode in (130, -signal.SIGINT, 0)
    assert "Traceback" not in err


STARTED = """
import indexer.terminal
from query.__main__ import main

heed = indexer.terminal.heed_interruptions

def heed_and_tell(*numbers):
    heed(*numbers)
    print("started", flush=True)

indexer.terminal.heed_interruptions = heed_and_tell
main()
"""


def test_a_fault_of_the_program_is_not_nothing_found(
    whosaid: Program, built_index: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise LookupError("a fault")

    monkeypatch.setattr("query.quote_engine.QuoteEngine.by_date", fail)

    ended = whosaid("quotes", "--index", built_index)

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.endswith("LookupError: a fault\n")


def chained(cause: BaseException) -> Exception:
    error = IndexCorruptError("catalog.db", "cannot be read")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE), "a.db"), "a.db: Too many open files"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "File name too long"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "Cannot allocate memory"),
        (MemoryError(), "not enough memory"),
        (ImportError("x.so: failed to map segment from shared object"), "not enough memory"),
        (chained(chained(MemoryError())), "not enough memory"),
    ],
)
def test_a_refusal_is_found_behind_other_errors(cause: BaseException, words: str):
    found = limit_behind(chained(cause))

    assert found is not None
    assert str(found) == words
    assert found.hint


@pytest.mark.parametrize(
    "cause",
    [OSError(errno.EIO, "I/O error"), ValueError(), ImportError("no module"),
     sqlite3.OperationalError("unable to open database file")],
)  # fmt: skip
def test_other_causes_are_not_called_a_refusal(cause: BaseException):
    assert limit_behind(chained(cause)) is None
    blame_the_limit(chained(cause))


def test_a_check_does_not_call_damaged_what_it_had_no_memory_for(
    built_index: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise chained(OSError(errno.ENOMEM, "Cannot allocate memory"))

    monkeypatch.setattr("indexer.store.keyword.reader.KeywordIndex.verify", fail)

    with pytest.raises(SystemLimitError):
        check_index(built_index)
