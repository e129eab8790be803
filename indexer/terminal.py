"""Running a command line: one line and a hint for whatever a user can cause, and exit codes.

0 found or done, 1 nothing found, 2 an error, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.core import TyperGroup

from indexer.errors import OutputError, SearchError

FOUND, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130

_NOT_WRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EIO)

IndexFolder = Annotated[
    Path,
    typer.Option("--index", envvar="WHOSAID_INDEX", metavar="DIR", help="The index's folder."),
]
DEFAULT_INDEX = Path("index_data")


class _Program(TyperGroup):
    """Ends in the ways that this program promises rather than in Typer's."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("interrupted")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:  # whoever read the output has seen enough
            _drop_output()
            sys.exit(FOUND)


def new_app(purpose: str) -> typer.Typer:
    """An app that leaves tracebacks alone and shows its help without colours and boxes."""
    return typer.Typer(
        cls=_Program,
        help=purpose,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def run(app: typer.Typer) -> None:
    """Run an app as a program; does not return."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a file name may hold what no encoding has
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app(standalone_mode=True)
        finally:
            if sys.stdout is not None:  # as where it is closed
                sys.stdout.flush()  # what Python would write on its way out, where none could tell
    except SearchError as error:
        _fail(error)
    except BrokenPipeError:
        _drop_output()
        sys.exit(FOUND)
    except OSError as error:
        # What the index and the articles meet with has errors of its own: this is the output.
        if error.errno not in _NOT_WRITABLE:
            raise
        _drop_output()
        _fail(OutputError(error.strerror or str(error)))


def _fail(error: SearchError) -> NoReturn:
    say(f"error: {error}")
    if error.hint:
        say(f"hint: {error.hint}")
    sys.exit(ERROR)


def _drop_output() -> None:
    """Forget what stdout still holds, since Python would try to write it once more on closing."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """A line for people, on stderr, so that stdout holds nothing but results."""
    print(printable(message), file=sys.stderr, flush=True)


def printable(line: str) -> str:
    """The line without anything that could act on a terminal, each replaced by a sign."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
