"""Presenting answers and documents in the form that was asked for."""

from __future__ import annotations

from indexer.output import open_output
from query.hits.hit import Answer, WholeDocument
from query.render.console import open_console
from query.render.fields import (
    answer_fields,
    document_fields,
    hit_fields,
    passage_fields,
    quote_fields,
)
from query.render.forms import Form, write_json


def present(answer: Answer, form: Form, *, explain: bool = False) -> None:
    """Write an answer to stdout; a table of answers is in `render.batch`."""
    if form == "json":
        write_json(answer_fields(answer, explain=explain), indent=2)
    elif form == "jsonl":
        for hit in answer.hits:
            write_json(hit_fields(hit, explain=explain))
    elif form == "markdown":
        from query.render.markdown import hits_markdown

        open_output().write("\n".join(hits_markdown(answer)) + "\n")
    else:
        from query.render.terminal import render_answer

        render_answer(open_console(), answer, explain=explain)


def present_document(found: WholeDocument, form: Form) -> None:
    """Write a whole document to stdout."""
    if form == "terminal":
        from query.render.terminal import render_document

        render_document(open_console(), found)
        return
    document = found.document
    fields = document_fields(document) | {
        "rules": dict(document.rules),
        "text": document.text,
        "passages": [passage_fields(passage) for passage in found.passages],
        "quotes": [quote_fields(document, quote) for quote in found.quotes],
    }
    write_json(fields, indent=2)
