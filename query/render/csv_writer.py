"""Hits, quotes and speakers as tables in CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.names.people import Person
from indexer.output import open_output
from query.batch import Answered, Asked
from query.hits.hit import Answer
from query.hits.quote_hit import QuoteAnswer
from query.render.formats import Writer
from query.render.hit_table import write_hits
from query.render.tables import write_quotes, write_speakers


class CsvWriter:
    """A table with a heading."""

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Write a row for each hit; a table has no room to explain scores."""
        self.batch([Answered(Asked("1", answer.question), answer)])

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write one table of all hits; returns how many are answered."""
        return write_hits(answered, open_output())

    def quotes(self, answer: QuoteAnswer) -> None:
        """Write a row for each quote."""
        write_quotes(answer, open_output())

    def speakers(self, people: Sequence[Person]) -> None:
        """Write a row for each person."""
        write_speakers(people, open_output())


WRITER: Writer = CsvWriter()
