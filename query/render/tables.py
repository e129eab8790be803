"""Quotes and speakers as tables in CSV: a row each, the same columns always.

A cell that a spreadsheet would run as a formula is preceded by an apostrophe, since what stands in
an article must not act in a reader's spreadsheet. `--json` and `--jsonl` keep every character.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from indexer.names.people import Person
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.fields import document_fields
from query.render.quote_fields import quote_hit_fields, words_of

DOCUMENT_COLUMNS = ("document_id", "title", "source", "date", "author", "url", "path", "record")
QUOTE_COLUMNS = (
    "rank", "score", "quote", "speaker", "person", "role", "mention", "cue", "kind", "confidence",
    "context", *DOCUMENT_COLUMNS, "passage_id", "paragraph", "line", "start", "end",
    "parts",
)  # fmt: skip
SPEAKER_COLUMNS = (
    "speaker", "quotes", "documents", "first", "last", "roles", "aliases", "is_resolved"
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_quotes(answer: QuoteAnswer, stream: TextIO) -> None:
    """A row for each quote; what stands between its parts is " […] ".

    The column `parts` has the offsets of each part, "12-30; 51-80", of which the quote is made.
    """
    write_table(QUOTE_COLUMNS, map(_quote_row, answer.hits), stream)


def write_speakers(people: Iterable[Person], stream: TextIO) -> None:
    """A row for each person; several roles or aliases are parted by "; "."""
    write_table(SPEAKER_COLUMNS, map(_speaker_row, people), stream)


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """A heading and the rows, with what each has of the columns."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row.get(column)) for column in columns])


def safe_cell(value: object) -> object:
    """The value, unless a spreadsheet would run it; then with an apostrophe before it.

    >>> safe_cell("=1+1"), safe_cell("a=b"), safe_cell(-1)
    ("'=1+1", 'a=b', -1)
    """
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _quote_row(hit: QuoteHit) -> dict[str, Any]:
    fields = quote_hit_fields(hit)
    text = hit.document.text
    return (
        fields
        | document_fields(hit.document)
        | {
            "quote": words_of(hit.document, hit.quote, " […] "),
            "mention": hit.quote.mention.of(text) if hit.quote.mention else None,
            "cue": hit.quote.cue.of(text) if hit.quote.cue else None,
            "context": hit.context.of(text),
            "parts": "; ".join(f"{part.start}-{part.end}" for part in hit.quote.parts),
        }
    )


def _speaker_row(person: Person) -> dict[str, Any]:
    return {
        "speaker": person.name,
        "quotes": person.quotes,
        "documents": person.documents,
        "first": person.first,
        "last": person.last,
        "roles": "; ".join(role.role for role in person.roles),
        "aliases": "; ".join(alias.name for alias in person.aliases),
        "is_resolved": str(person.is_resolved).lower(),
    }
