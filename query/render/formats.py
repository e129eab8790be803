"""The formats in which answers are written: a line for each, and a writer.

The command line takes its options, help and messages from this list. A new format needs a line
here and a module with a `WRITER`; the module is imported when the format is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from indexer.names.people import Person
    from query.batch import Answered
    from query.hits.hit import Answer
    from query.hits.quote_hit import QuoteAnswer


class Writer(Protocol):
    """Writes answers to stdout in one format."""

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Write the answer to one question.

        Args:
            answer: The answer.
            explain: Whether to show how scores come about, where the format has room for it.
        """
        ...

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write the answers to many questions as they come.

        Returns:
            How many questions have hits that seem to answer them.
        """
        ...

    def quotes(self, answer: QuoteAnswer) -> None:
        """Write quotes."""
        ...

    def speakers(self, people: Sequence[Person]) -> None:
        """Write people who are quoted."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers.

    Attributes:
        name: As `--format` takes it; also the name of the option that is short for it.
        help: What it is, for people who read the options.
        module: Where its `WRITER` is.
    """

    name: str
    help: str
    module: str

    def writer(self) -> Writer:
        """The writer of this format."""
        return cast("Writer", import_module(self.module).WRITER)


TERMINAL = Format("terminal", "For people.", "query.render.terminal_writer")
"""What is written unless another format is asked for."""

FORMATS = {
    one.name: one
    for one in (
        Format("json", "One JSON object.", "query.render.json_writer"),
        Format("jsonl", "A JSON object a line.", "query.render.jsonl_writer"),
        Format("csv", "A table; an apostrophe marks what a spreadsheet would run.",
               "query.render.csv_writer"),
        Format("markdown", "Markdown, for notes.", "query.render.markdown_writer"),
    )
}  # fmt: skip
"""Every other format by its name, in the order in which help shows them."""


def chosen_format(name: str | None, flags: Sequence[bool]) -> Format:
    """The format that the options ask for: by name, else by the first flag that is set.

    Args:
        name: What `--format` was given, checked; None without it.
        flags: Whether the option that is short for each of `FORMATS` was given, in their order.
    """
    if name is not None:
        return FORMATS[name]
    set_ones = (one for one, is_set in zip(FORMATS.values(), flags, strict=True) if is_set)
    return next(set_ones, TERMINAL)
