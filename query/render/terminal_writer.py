"""Hits, quotes and speakers for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from query.render.console.output import open_console
from query.render.formats import Writer
from query.render.json_writer import write_batch
from query.render.quote_terminal import render_quotes, render_speakers
from query.render.terminal import render_answer

if TYPE_CHECKING:
    from indexer.names.people import Person
    from query.batch import Answered
    from query.hits.hit import Answer
    from query.hits.quote_hit import QuoteAnswer


class TerminalWriter:
    """Text for a terminal; a batch is JSON lines."""

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Write the hits."""
        render_answer(open_console(), answer, explain=explain)

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write an object for each question on a line; returns how many are answered."""
        return write_batch(answered, explain=explain)

    def quotes(self, answer: QuoteAnswer) -> None:
        """Write quotes."""
        render_quotes(open_console(), answer)

    def speakers(self, people: Sequence[Person]) -> None:
        """Write people who are quoted."""
        render_speakers(open_console(), people)


WRITER: Writer = TerminalWriter()
