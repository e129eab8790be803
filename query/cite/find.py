"""The citation that a name on the command line means: an article, a paragraph, or some words.

DOCUMENT              the article (its id, path, title, as `whosaid show` takes it)
ID:PARAGRAPH          a passage, as listings name it
PATH:LINE             the passage on that line of a file
DOCUMENT:START-END    the words between two offsets of the article, as exports give them
"""

from __future__ import annotations

import re

from indexer.errors import DocumentNotFoundError
from indexer.records import Span, listed
from query.cite.citation import Citation, Place, cite_document
from query.engine import Engine
from query.hits.hit import WholeDocument

_WORDS = re.compile(r"^(?P<document>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})$")


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
    words = _WORDS.match(name)
    if words:
        span = Span(int(words["start"]), int(words["end"]))
        return _of_words(engine.show(words["document"]), name, span, accessed, address)
    found = engine.show(name)
    if found.passage is None:
        return cite_document(found.document, accessed, address=address)
    place = Place(found.passage.passage_id, found.passage.paragraph, found.passage.text)
    return cite_document(found.document, accessed, place, address)


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
