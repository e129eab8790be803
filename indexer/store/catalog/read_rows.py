"""Rows of the catalog as records, each compared with its seal on the way."""

from __future__ import annotations

import json
from typing import Any

from indexer.records import Document, Quote, QuoteKind, Span
from indexer.store.catalog.checksums import document_digest, seal, unsealed

DOCUMENT_COLUMNS = (
    "document_id, path, text, record, line, title, date, source, author, url, rules, context,"
    " digest, first_passage, passages, first_quote, quotes, seal"
)
"""Of the tables `documents` and `texts`, what `document_from` reads."""

QUOTE_COLUMNS = (
    "quote, document, start, end, parts, kind, cue_start, cue_end, mention_start, mention_end,"
    " speaker, role, confidence, seal"
)
"""Of the table `quotes`, what `quote_from` reads."""


def document_from(number: int, row: tuple[Any, ...]) -> Document:
    """A document from its row; see `DOCUMENT_COLUMNS`.

    Raises:
        ValueError: If the row is not what was written.
    """
    rules, context, digest, *one, sealed = row[10:]
    spans = tuple(Span(*span) for span in json.loads(context))
    document = Document(*(*row[:10], json.loads(rules), spans))
    if seal(number, document.line, *one, digest) != sealed:
        raise ValueError(f"document number {number} is not what was written")
    if document_digest(document) != digest:
        raise ValueError(f"the article {document.path} is not what was written")
    return document


def quote_from(row: tuple[Any, ...]) -> Quote:
    """A quote from its row; see `QUOTE_COLUMNS`.

    Raises:
        ValueError: If the row is not what was written.
    """
    _, _, _, _, parts, kind, *cue_and_mention, speaker, role, confidence = unsealed(*row)
    cue_start, cue_end, mention_start, mention_end = cue_and_mention
    spans = tuple(Span(*part) for part in json.loads(parts))
    if not spans:
        raise ValueError("a quote has no parts")
    return Quote(
        parts=spans,
        kind=QuoteKind(kind),
        cue=_span(cue_start, cue_end),
        mention=_span(mention_start, mention_end),
        speaker=speaker,
        role=role,
        confidence=float(confidence),
    )


def _span(start: object, end: object) -> Span | None:
    return Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
