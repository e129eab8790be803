"""Presenting answers and documents in the form that was asked for."""

from __future__ import annotations

import json
from typing import Literal

from query.hits import Answer, WholeDocument
from query.render.fields import answer_fields, document_fields, hit_fields, quote_fields

Form = Literal["terminal", "json", "jsonl"]


def present(answer: Answer, form: Form, *, explain: bool = False) -> None:
    """Write an answer to stdout."""
    if form == "json":
        _write(answer_fields(answer, explain=explain), indent=2)
    elif form == "jsonl":
        for hit in answer.hits:
            _write(hit_fields(hit, explain=explain))
    else:
        from rich.console import Console

        from query.render.terminal import render_answer

        render_answer(Console(), answer, explain=explain)


def present_document(found: WholeDocument, form: Form) -> None:
    """Write a whole document to stdout."""
    if form == "terminal":
        from rich.console import Console

        from query.render.terminal import render_document

        render_document(Console(), found)
        return
    document = found.document
    fields = document_fields(document) | {
        "rules": dict(document.rules),
        "text": document.text,
        "passages": [
            {"passage_id": p.passage_id, "paragraph": p.paragraph, "start": p.span.start,
             "end": p.span.end, "text": p.text}
            for p in found.passages
        ],
        "quotes": [quote_fields(document, quote) for quote in found.quotes],
    }  # fmt: skip
    _write(fields, indent=2)


def _write(value: object, indent: int | None = None) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=indent))
