"""Quotes and speakers as tables in CSV: a row each, the same columns always."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indexer.names.people import Person
from indexer.output import Output
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.cells import csv_row
from query.render.fields import copies_words, document_fields
from query.render.quote_fields import quote_hit_fields, words_of

DOCUMENT_COLUMNS = ("document_id", "title", "source", "date", "author", "url", "path", "record")
QUOTE_COLUMNS = (
    "rank", "score", "quote", "speaker", "person", "role", "mention", "cue", "kind", "confidence",
    "grade", "polarity", "joint_speakers",
    "context", *DOCUMENT_COLUMNS, "passage_id", "paragraph", "line", "start", "end",
    "parts", "file_change", "also_in",
)  # fmt: skip
SPEAKER_COLUMNS = (
    "speaker", "quotes", "sure", "likely", "documents", "first", "last", "roles", "aliases",
    "is_resolved",
)  # fmt: skip


def write_quotes(answer: QuoteAnswer, stream: Output) -> None:
    """A row for each quote, with " […] " between its parts.

    The column `parts` has the offsets of each part of the quote: "12-30; 51-80".
    """
    write_table(QUOTE_COLUMNS, map(_quote_row, answer.hits), stream)


def write_speakers(people: Iterable[Person], stream: Output) -> None:
    """A row for each person, with "; " between several roles or aliases."""
    write_table(SPEAKER_COLUMNS, map(_speaker_row, people), stream)


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], stream: Output) -> None:
    """A heading and the rows; a row that lacks a column has an empty cell there."""
    stream.write(csv_row(columns))
    for row in rows:
        stream.write(csv_row(row.get(column) for column in columns))


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
            "joint_speakers": "; ".join(one.speaker for one in hit.quote.joint_speakers),
            "also_in": copies_words(hit.copies),
            "parts": "; ".join(f"{part.start}-{part.end}" for part in hit.quote.parts),
        }
    )


def _speaker_row(person: Person) -> dict[str, Any]:
    return {
        "speaker": person.name,
        "quotes": person.quotes,
        "sure": person.sure,
        "likely": person.likely,
        "documents": person.documents,
        "first": person.first,
        "last": person.last,
        "roles": "; ".join(role.role for role in person.roles),
        "aliases": "; ".join(alias.name for alias in person.aliases),
        "is_resolved": str(person.is_resolved).lower(),
    }
