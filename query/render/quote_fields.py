"""The stable field names of quotes and speakers in JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.names.people import Person
from indexer.records import Document, Quote, page_of
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.fields import copies_fields, document_fields, quote_fields, span_fields


def quote_answer_fields(answer: QuoteAnswer) -> dict[str, Any]:
    """The quotes found, as plain values for JSON."""
    return {
        "question": answer.question,
        "notes": list(answer.notes),
        "quotes_searched": answer.searched,
        "quotes": [quote_hit_fields(hit) for hit in answer.hits],
    }


def quote_hit_fields(hit: QuoteHit) -> dict[str, Any]:
    """A quote as plain values; offsets are code points of the document's text.

    `speaker` is the name within the article, `person` the one across the archive.
    """
    document = hit.document
    return {
        "rank": hit.rank,
        "score": None if hit.score is None else round(hit.score, 6),
        "quote": words_of(document, hit.quote, " […] "),
        **quote_fields(document, hit.quote),
        "person": hit.person.name if hit.person else None,
        "context": span_fields(document, hit.context),
        "line": hit.line or None,
        "page": page_of(document, hit.quote.span),
        "passage_id": hit.passage_id,
        "paragraph": hit.paragraph,
        **document_fields(document),
        "file_change": hit.file_change and hit.file_change.value,
        **copies_fields(hit.copies),
    }


def people_fields(people: Sequence[Person]) -> dict[str, Any]:
    """Speakers as plain values, in their order."""
    return {"speakers": [person_fields(person) for person in people]}


def person_fields(person: Person) -> dict[str, Any]:
    """A speaker as plain values."""
    return {
        "speaker": person.name,
        "quotes": person.quotes,
        "sure": person.sure,
        "likely": person.likely,
        "documents": person.documents,
        "first": person.first,
        "last": person.last,
        "roles": [
            {"role": role.role, "quotes": role.quotes, "first": role.first, "last": role.last}
            for role in person.roles
        ],
        "aliases": [{"name": alias.name, "quotes": alias.quotes} for alias in person.aliases],
        "is_resolved": person.is_resolved,
    }


def counted_quotes(person: Person) -> str:
    """How many quotes a person has, and how many of them are not sure: "12 (3 likely)"."""
    return f"{person.quotes} ({person.likely} likely)" if person.likely else str(person.quotes)


def words_of(document: Document, quote: Quote, between: str) -> str:
    """The words between the quotation marks, each part exactly as in the document."""
    return between.join(part.of(document.text) for part in quote.parts)
