"""Presenting quotes and speakers in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.names.people import Person
from indexer.output import open_output
from query.hits.quote_hit import QuoteAnswer
from query.render.console import open_console
from query.render.forms import Form, write_json
from query.render.quote_fields import person_fields, quote_answer_fields, quote_hit_fields


def present_quotes(answer: QuoteAnswer, form: Form) -> None:
    """Write quotes to stdout."""
    match form:
        case "json":
            write_json(quote_answer_fields(answer), indent=2)
        case "jsonl":
            for hit in answer.hits:
                write_json(quote_hit_fields(hit))
        case "csv":
            from query.render.tables import write_quotes

            write_quotes(answer, open_output())
        case "markdown":
            from query.render.markdown import quotes_markdown

            _print_lines(quotes_markdown(answer))
        case "terminal":
            from query.render.quote_terminal import render_quotes

            render_quotes(open_console(), answer)


def present_speakers(people: Sequence[Person], form: Form) -> None:
    """Write speakers to stdout."""
    match form:
        case "json":
            write_json({"speakers": [person_fields(person) for person in people]}, indent=2)
        case "jsonl":
            for person in people:
                write_json(person_fields(person))
        case "csv":
            from query.render.tables import write_speakers

            write_speakers(people, open_output())
        case "markdown":
            from query.render.markdown import speakers_markdown

            _print_lines(speakers_markdown(people))
        case "terminal":
            from query.render.quote_terminal import render_speakers

            render_speakers(open_console(), people)


def _print_lines(lines: Iterable[str]) -> None:
    output = open_output()
    for line in lines:
        output.write(line + "\n")
