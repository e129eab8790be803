"""What `whosaid ask` does: one question, a file of them, or as many as someone types."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from indexer.errors import SearchError
from indexer.output import open_output
from indexer.terminal import FOUND, NOTHING, say
from query.engine import Engine
from query.hits.hit import Answer
from query.render.answers import present
from query.render.forms import Form as Kind
from query.settings import Settings


@dataclass(frozen=True, slots=True)
class Form:
    """How answers are written."""

    kind: Kind = "terminal"
    explain: bool = False


def chosen_kind(as_json: bool, as_jsonl: bool, as_csv: bool, as_markdown: bool) -> Kind:
    """The form that options ask for; the first of them counts."""
    kinds: tuple[tuple[bool, Kind], ...] = (
        (as_json, "json"), (as_jsonl, "jsonl"), (as_csv, "csv"), (as_markdown, "markdown"),
    )  # fmt: skip
    return next((kind for is_chosen, kind in kinds if is_chosen), "terminal")


def ask_one(index: Path, question: str, settings: Settings, form: Form) -> int:
    """Answer one question; returns the exit status."""
    with Engine.open(index) as engine:
        return _show(engine.ask(question, settings), form)


def ask_all(index: Path, batch: str, settings: Settings, form: Form) -> int:
    """Answer a file of questions; returns the exit status.

    Raises:
        CorpusError: If the file cannot be read.
    """
    from query.batch import answer_all, opened, read_questions
    from query.render.batch import write_csv, write_jsonl

    with Engine.open(index) as engine, opened(batch, sys.stdin) as lines:
        answered = answer_all(engine, read_questions(lines), settings)
        if form.kind == "csv":
            found = write_csv(answered, open_output())
        else:
            found = write_jsonl(answered, open_output(), explain=form.explain)
    return FOUND if found else NOTHING


def ask_on(index: Path, settings: Settings, form: Form) -> int:
    """Answer what is typed at a terminal; returns the exit status.

    Raises:
        SearchError: If there is no terminal to type at.
    """
    if not sys.stdin.isatty():
        raise SearchError("no question, and no terminal to type one; --batch - reads from a pipe")
    from query.cli.prompt import converse

    with Engine.open(index) as engine:
        converse(_typed, lambda question: _ignored(_show(engine.ask(question, settings), form)))
    return FOUND


def _typed() -> str:
    # Gives `input` a history and editing, where Python has it.
    with suppress(ImportError):
        import_module("readline")
    say("ask, or press Enter to end:")
    return input()


def _ignored(status: int) -> None:
    """At a prompt nobody sees an exit status."""


def _show(answer: Answer, form: Form) -> int:
    for note in answer.notes:
        say(f"note: {note}")
    if form.kind == "csv":
        from query.batch import Answered, Asked
        from query.render.batch import write_csv

        write_csv([Answered(Asked("1", answer.question), answer)], open_output())
    else:
        present(answer, form.kind, explain=form.explain)
    if answer.hits:
        return FOUND
    say("nothing found" if answer.searched else "no passage satisfies the conditions and filters")
    return NOTHING
