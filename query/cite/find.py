"""The citation that a name on the command line means: an article, a paragraph, or some words.

DOCUMENT              the article (its id, path, title, as `whosaid show` takes it)
DOCUMENT:PARAGRAPH    a paragraph, as listings name it
DOCUMENT:START-END    the words between two offsets of the article, as exports give them
"""

from __future__ import annotations

import re

from indexer.errors import DocumentNotFoundError
from indexer.records import Span, listed
from query.cite.citation import Citation, Place, cite_document
from query.engine import Engine
from query.hits.hit import WholeDocument

_PLACE = re.compile(
    r"^(?P<document>.+):(?:(?P<start>\d{1,9})-(?P<end>\d{1,9})|(?P<number>\d{1,9}))$"
)


def find_citation(engine: Engine, name: str, accessed: str, address: str | None = None) -> Citation:
    """The citation of a place.

    Args:
        engine: The open index.
        name: As above.
        accessed: The day of access, ISO 8601.
        address: See `cite_document`.

    Raises:
        DocumentNotFoundError: If there is no such document, paragraph or span, or several.
    """
    place = _PLACE.match(name)
    if place is None:
        return cite_document(engine.show(name).document, accessed, address=address)
    found = engine.show(place["document"])
    if place["number"]:
        return _of_paragraph(found, name, int(place["number"]), accessed, address)
    span = Span(int(place["start"]), int(place["end"]))
    return _of_words(found, name, span, accessed, address)


def _of_paragraph(
    found: WholeDocument, name: str, number: int, accessed: str, address: str | None
) -> Citation:
    for passage in found.passages:
        if passage.paragraph == number:
            place = Place(passage.passage_id, number, passage.text)
            return cite_document(found.document, accessed, place, address)
    raise DocumentNotFoundError(name, f"the article has no paragraph {number}")


def _of_words(
    found: WholeDocument, name: str, span: Span, accessed: str, address: str | None
) -> Citation:
    document = found.document
    if not span.start < span.end <= len(document.text):
        raise DocumentNotFoundError(name, "the article has no such offsets")
    speakers = [
        listed(quote.speakers)
        for quote in found.quotes
        if quote.span.start <= span.start and span.end <= quote.span.end
    ]
    paragraphs = [
        one.paragraph for one in found.passages if one.span.start <= span.start < one.span.end
    ]
    place = Place(
        f"{document.document_id}:{span.start}-{span.end}",
        paragraphs[0] if paragraphs else None,
        span.of(document.text),
        speakers[0] or None if speakers else None,
    )
    return cite_document(document, accessed, place, address)
