"""Answers as one JSON object each, and JSON as all formats write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.names.people import Person
from indexer.output import safe_json
from query.batch import Answered
from query.hits.hit import Answer
from query.hits.quote_hit import QuoteAnswer
from query.render.fields import answer_fields
from query.render.formats import Writer
from query.render.quote_fields import people_fields, quote_answer_fields


def write_json(value: object, indent: int | None = None) -> None:
    """Write a value to stdout, without indent on one line."""
    print(safe_json(value, indent))


class JsonWriter:
    """One JSON object for an answer; a batch has one a line."""

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Write the answer to one question."""
        write_json(answer_fields(answer, explain=explain), indent=2)

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write an object for each question on a line; returns how many are answered."""
        return write_batch(answered, explain=explain)

    def quotes(self, answer: QuoteAnswer) -> None:
        """Write quotes."""
        write_json(quote_answer_fields(answer), indent=2)

    def speakers(self, people: Sequence[Person]) -> None:
        """Write people who are quoted."""
        write_json(people_fields(people), indent=2)


def write_batch(answered: Iterable[Answered], *, explain: bool = False) -> int:
    """Write a JSON object for each question on a line; returns how many are answered."""
    found = 0
    for one in answered:
        if one.answer is None:
            fields = {
                "question": one.asked.question,
                "error": one.problem,
                "answered": False,
                "hits": [],
            }
        else:
            fields = answer_fields(one.answer, explain=explain)
            found += bool(one.answer.hits and one.answer.answered)
        write_json({"id": one.asked.id, **fields})
        # The reader of a pipe gets each answer when it is there.
        print(end="", flush=True)
    return found


WRITER: Writer = JsonWriter()
