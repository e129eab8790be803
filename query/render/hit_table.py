"""The hits of many questions as one CSV table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from indexer.output import Output
from indexer.records import Document, Quote
from query.batch import Answered
from query.hits.hit import Hit
from query.render.cells import csv_row
from query.render.fields import answered_fields, copies_words, hit_fields, shown_speaker
from query.render.quote_fields import words_of

COLUMNS = (
    "id", "question", "rank", "score", "passage_id", "document_id", "title", "source", "date",
    "author", "url", "path", "paragraph", "line", "start", "end", "text", "answer", "speakers",
    "notes", "error", "quotes", "file_change", "also_in", "answered", "probability",
)  # fmt: skip
"""A row for every hit, and one without a passage for a question without hits."""


def write_hits(answered: Iterable[Answered], stream: Output) -> int:
    """Write a table of all hits; returns how many are answered."""
    stream.write(csv_row(COLUMNS))
    found = 0
    for one in answered:
        common: dict[str, Any] = {
            "id": one.asked.id,
            "question": one.asked.question,
            "error": one.problem,
        }
        hits = one.answer.hits if one.answer else ()
        if one.answer is not None:
            common["notes"] = "; ".join(one.answer.notes)
            common |= answered_fields(one.answer)
            common["answered"] = str(one.answer.answered).lower()
        rows = [{**common, **_row(hit)} for hit in hits] or [common]
        for row in rows:
            stream.write(csv_row(row.get(column) for column in COLUMNS))
        found += bool(one.answer and hits and one.answer.answered)
    return found


def _row(hit: Hit) -> dict[str, Any]:
    fields = {name: value for name, value in hit_fields(hit).items() if name in COLUMNS}
    speakers = dict.fromkeys(name for quote in hit.quotes for name in quote.speakers)
    answer = hit.answer.of(hit.document.text) if hit.answer else ""
    quotes = "; ".join(_attributed(hit.document, quote) for quote in hit.quotes)
    return {
        **fields,
        "answer": answer,
        "speakers": "; ".join(speakers),
        "quotes": quotes,
        "also_in": copies_words(hit.copies),
    }


def _attributed(document: Document, quote: Quote) -> str:
    """The words of a quote, and its speaker by name or as the text has it."""
    who = shown_speaker(document, quote)
    words = f"“{words_of(document, quote, ' […] ')}”"
    return f"{words} — {who}" if who else words
