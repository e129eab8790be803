"""Hits, quotes and speakers in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.names.people import Person
from indexer.output import open_output
from query.batch import Answered
from query.hits.hit import Answer
from query.hits.quote_hit import QuoteAnswer
from query.render.formats import Writer
from query.render.json_writer import write_batch
from query.render.markdown import hits_markdown, quotes_markdown, speakers_markdown


class MarkdownWriter:
    """Markdown, line by line; a batch is JSON lines."""

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Write the hits; Markdown has no room to explain scores."""
        _print(hits_markdown(answer))

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write an object for each question on a line; returns how many are answered."""
        return write_batch(answered, explain=explain)

    def quotes(self, answer: QuoteAnswer) -> None:
        """Write quotes."""
        _print(quotes_markdown(answer))

    def speakers(self, people: Sequence[Person]) -> None:
        """Write a table of people."""
        _print(speakers_markdown(people))


def _print(lines: Iterable[str]) -> None:
    output = open_output()
    for line in lines:
        output.write(line + "\n")


WRITER: Writer = MarkdownWriter()
