"""Many questions from one file, in order. A bad line does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from indexer.errors import CorpusError, QuerySyntaxError

if TYPE_CHECKING:
    from query.engine import Engine
    from query.hits.hit import Answer
    from query.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the file.

    Attributes:
        id: As given, or the number of the line, from 1.
        question: The question; empty if the line could not be read.
        problem: Why the line could not be read; "" if it could.
    """

    id: str
    question: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line with its answer, or with the problem that prevented one.

    Attributes:
        asked: The line.
        answer: The answer; None if there was a problem.
        problem: What was wrong; "" if nothing was.
    """

    asked: Asked
    answer: Answer | None
    problem: str = ""


@contextmanager
def opened(name: str, stdin: TextIO) -> Iterator[TextIO]:
    """The file of that name; `-` means `stdin`.

    Raises:
        CorpusError: If it cannot be opened.
    """
    if name == "-":
        yield stdin
        return
    try:
        with Path(name).open(encoding="utf-8-sig", errors="replace") as file:
            yield file
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise CorpusError(name, error.strerror or "cannot be read") from None


def read_questions(lines: Iterable[str]) -> Iterator[Asked]:
    """A question for every line that is not blank: plain words, or JSON with id and question."""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith("{"):
            yield _record(str(number), text)
        elif text:
            yield Asked(str(number), text)


def answer_all(
    engine: Engine, questions: Iterable[Asked], settings: Settings
) -> Iterator[Answered]:
    """Answer questions as they come; each answer is that of `Engine.ask`."""
    for asked in questions:
        if asked.problem:
            yield Answered(asked, None, asked.problem)
            continue
        try:
            yield Answered(asked, engine.ask(asked.question, settings))
        except QuerySyntaxError as error:
            yield Answered(asked, None, str(error))


def _record(number: str, text: str) -> Asked:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Asked(number, "", f"line {number} is not JSON: {error}")
    name = fields.get("id", number)
    question = fields.get("question")
    if not isinstance(question, str):
        return Asked(str(name), "", f'line {number} has no text under "question"')
    return Asked(str(name), question)
