"""What `whosaid ask` does: one question, a file of questions, or questions from a prompt."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import SearchError
from indexer.terminal import FOUND, NOTHING, say
from query.cli.opening import open_engine
from query.render.formats import Format
from query.settings import Mode, Settings

if TYPE_CHECKING:
    from query.engine import Engine
    from query.hits.hit import Answer


@dataclass(frozen=True, slots=True)
class Output:
    """How answers are written.

    Attributes:
        format: The format.
        explain: Whether to show how scores come about.
    """

    format: Format
    explain: bool = False


def ask_one(index: Path, question: str, settings: Settings, output: Output) -> int:
    """Answer one question; returns the exit status."""
    with _open(index, settings) as engine:
        return _show(engine.ask(question, settings), output)


def ask_all(index: Path, batch: str, settings: Settings, output: Output) -> int:
    """Answer a file of questions; returns the exit status.

    Raises:
        CorpusError: If the file cannot be read.
    """
    from query.batch import answer_all, opened, read_questions

    with _open(index, settings, once=False) as engine, opened(batch, sys.stdin) as lines:
        answered = answer_all(engine, read_questions(lines), settings)
        found = output.format.writer().batch(answered, explain=output.explain)
    return FOUND if found else NOTHING


def ask_on(index: Path, settings: Settings, output: Output) -> int:
    """Answer questions that are typed at a terminal; returns the exit status.

    Raises:
        SearchError: If there is no terminal to type at.
    """
    if not sys.stdin.isatty():
        raise SearchError("no question, and no terminal to type one; --batch - reads from a pipe")
    from query.cli.prompt import converse

    with _open(index, settings, once=False) as engine:
        converse(_typed, lambda question: _ignored(_show(engine.ask(question, settings), output)))
    return FOUND


def _open(index: Path, settings: Settings, *, once: bool = True) -> Engine:
    return open_engine(index, is_encoding=settings.mode is not Mode.KEYWORD, once=once)


def _typed() -> str:
    # With readline, `input` has a history and editing.
    with suppress(ImportError):
        import_module("readline")
    say("ask, or press Enter to end:")
    return input()


def _ignored(status: int) -> None:
    """A prompt has no exit status."""


def _show(answer: Answer, output: Output) -> int:
    for note in answer.notes:
        say(f"note: {note}")
    output.format.writer().answer(answer, explain=output.explain)
    if answer.hits:
        return FOUND if answer.answered else NOTHING
    say("nothing found" if answer.searched else "no passage satisfies the conditions and filters")
    return NOTHING
