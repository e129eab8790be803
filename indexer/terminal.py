"""Running a program: one line and a hint for whatever a user can cause, and exit codes.

0 found or done, 1 nothing found, 2 an error, 130 interrupted.

Nothing slow is imported here, so that an interruption while the commands are loaded ends as any
other does.
"""

from __future__ import annotations

import atexit
import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn, TextIO

from indexer.errors import OutputError, SearchError
from indexer.limits import limit_behind, require_room

FOUND, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130

_NOT_WRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EIO)
_IMPATIENCE = 1.0
"""Seconds in which several interruptions count as one."""


def run(load: Callable[[], Callable[..., Any]]) -> NoReturn:
    """Run a program and end with its exit code.

    Args:
        load: Imports the commands, and gives what runs them with `standalone_mode=True`.
    """
    try:
        heed_interruptions()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a file name may hold what no encoding has
                stream.reconfigure(errors="backslashreplace")
        require_room()
        _run(load)
    except KeyboardInterrupt:
        end_interrupted()
    except BrokenPipeError:
        end_unread()
    except SearchError as error:
        _fail(limit_behind(error) or error)
    except Exception as error:
        _end_unforeseen(error)
    sys.exit(FOUND)


def _run(load: Callable[[], Callable[..., Any]]) -> None:
    try:
        load()(standalone_mode=True)
    finally:
        if sys.stdout is not None:  # as where it is closed
            sys.stdout.flush()  # what Python would write on its way out, where none could tell


def heed_interruptions(*numbers: signal.Signals) -> None:
    """Let a signal interrupt the program once, however often it comes within a second.

    Args:
        numbers: Of the signals besides the one of Ctrl-C.
    """
    last = -_IMPATIENCE
    atexit.register(_ignore_interruptions)  # nothing could heed them any more

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal last
        before, last = last, time.monotonic()
        if last - before >= _IMPATIENCE:
            raise KeyboardInterrupt

    with suppress(ValueError):  # signals are for the first thread of a process
        if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
            signal.signal(signal.SIGINT, interrupt)
        for number in numbers:
            signal.signal(number, interrupt)


def end_interrupted(message: str = "interrupted") -> NoReturn:
    """Say that the program was interrupted, and end it."""
    say(message)
    sys.exit(INTERRUPTED)


def end_unread() -> NoReturn:
    """End because whoever read the output has seen enough."""
    _drop(sys.stdout)
    sys.exit(FOUND)


def say(message: str) -> None:
    """A line for people, on stderr, so that stdout holds nothing but results.

    Where stderr is closed or cannot be written, the line is lost and the results are not.
    """
    if sys.stderr is None:  # `print` would take stdout in its place
        return
    try:
        print(printable(message), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _drop(sys.stderr)


def printable(line: str) -> str:
    """The line without anything that could act on a terminal, each replaced by a sign."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def _ignore_interruptions() -> None:
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _fail(error: SearchError) -> NoReturn:
    say(f"error: {error}")
    if error.hint:
        say(f"hint: {error.hint}")
    sys.exit(ERROR)


def _end_unforeseen(error: Exception) -> NoReturn:
    """End because of an error that is no answer of the program's own."""
    if limit := limit_behind(error):
        _drop(sys.stdout)
        _fail(limit)
    if isinstance(error, OSError) and error.errno in _NOT_WRITABLE:
        # What the index and the articles meet with has errors of its own: this is the output.
        _drop(sys.stdout)
        _fail(OutputError(error.strerror or str(error)))
    from traceback import format_exception

    # A fault of the program. Python's own status for it would mean "nothing found".
    for line in "".join(format_exception(error)).splitlines():
        say(line)
    sys.exit(ERROR)


def _drop(stream: TextIO | None) -> None:
    """Forget what a stream still holds, since Python would try to write it once more on closing."""
    with suppress(OSError, ValueError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
