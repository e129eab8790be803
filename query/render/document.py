"""A whole document, for people or as JSON."""

from __future__ import annotations

from typing import Any

from query.hits.hit import WholeDocument
from query.render.console.output import open_console
from query.render.fields import document_fields, passage_fields, quote_fields
from query.render.json_writer import write_json


def write_document(found: WholeDocument, *, as_json: bool = False) -> None:
    """Write a document with its passages to stdout; JSON has its quotes too."""
    if as_json:
        write_json(whole_document_fields(found), indent=2)
        return
    from query.render.terminal import render_document

    render_document(open_console(), found)


def whole_document_fields(found: WholeDocument) -> dict[str, Any]:
    """A document with its text, passages and quotes as plain values for JSON."""
    document = found.document
    return document_fields(document) | {
        "passage_id": found.passage and found.passage.passage_id,
        "file_change": found.file_change and found.file_change.value,
        "text": document.text,
        "passages": [passage_fields(passage) for passage in found.passages],
        "quotes": [quote_fields(document, quote) for quote in found.quotes],
    }
