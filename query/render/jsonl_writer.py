"""Hits, quotes and speakers as a JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.names.people import Person
from query.batch import Answered
from query.hits.hit import Answer
from query.hits.quote_hit import QuoteAnswer
from query.render.fields import answered_fields, hit_fields
from query.render.formats import Writer
from query.render.json_writer import write_batch, write_json
from query.render.quote_fields import person_fields, quote_hit_fields


class JsonLinesWriter:
    """A JSON object a line."""

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Write a line for each hit."""
        for hit in answer.hits:
            write_json({**hit_fields(hit, explain=explain), **answered_fields(answer)})

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write a line for each question; returns how many are answered."""
        return write_batch(answered, explain=explain)

    def quotes(self, answer: QuoteAnswer) -> None:
        """Write a line for each quote."""
        for hit in answer.hits:
            write_json(quote_hit_fields(hit))

    def speakers(self, people: Sequence[Person]) -> None:
        """Write a line for each person."""
        for person in people:
            write_json(person_fields(person))


WRITER: Writer = JsonLinesWriter()
