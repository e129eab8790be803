"""The text of an article in paragraphs, with what is marked in each and who speaks there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records import Document, Passage, Quote, Span, page_of
from indexer.text.analyzer import find_terms
from query.annotations.annotation import Note
from query.annotations.place import place_of_note
from query.cite.citation import Place, cite_document
from query.cite.styles import STYLES
from query.hits.hit import WholeDocument
from query.serve.pages.search.results import ShownQuote, shown_quote
from query.serve.pages.segments import Layer, Segment, quote_layers, segments

BEGINNING = 60
"""Characters of a quote that its speaker's entry in the margin begins with."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote that begins in a paragraph, for the margin.

    Attributes:
        quote: With its speaker.
        key: Of its place in the text.
        begins: Its first words.
    """

    quote: ShownQuote
    key: str
    begins: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a line outside of paragraphs.

    Attributes:
        paragraph: Its number; None for a line outside of paragraphs.
        id: The name to cite it by, or "".
        span: Where it stands.
        pieces: Its text.
        voices: The quotes that begin in it.
        notes: The reader's own notes about words that begin in it.
        page: The page that begins with it; None within a page.
        citation: Its words with their source, to be copied; "" outside of paragraphs.
    """

    paragraph: int | None
    id: str
    span: Span
    pieces: tuple[Segment, ...]
    voices: tuple[Voice, ...]
    notes: tuple[Note, ...]
    page: int | None
    citation: str


def blocks(
    found: WholeDocument, terms: Sequence[str], at: Span | None, notes: Sequence[Note], today: str
) -> list[Block]:
    """All of the text but the headline, in order.

    Args:
        found: The article.
        terms: The words of the question, analysed.
        at: The place to show, or None.
        notes: The reader's own notes about the article.
        today: ISO 8601, for citations.
    """
    document = found.document
    layers = quote_layers(found.quotes)
    placed = [(note, place_of_note(note, document.text)) for note in notes]
    layers += [Layer(at, "at")] if at else []
    layers += [Layer(span, f"noted {note.colour.value}") for note, span in placed if span]
    listed: list[Block] = []
    page = None
    for span, passage in _spans(found):
        begins = page_of(document, span)
        own = [*layers, *_matches(document, span, terms)]
        listed.append(
            Block(
                passage.paragraph if passage else None,
                passage.passage_id if passage else "",
                span,
                segments(document.text, span, own),
                tuple(_voices(document, found.quotes, span)),
                tuple(note for note, where in placed if where and _begins_in(where, span)),
                begins if begins != page else None,
                _citation(document, passage, today) if passage else "",
            )
        )
        page = begins
    return listed


def lost_notes(document: Document, notes: Sequence[Note]) -> list[Note]:
    """The notes about words that the article does not have any more."""
    return [one for one in notes if place_of_note(one, document.text) is None]


def _spans(found: WholeDocument) -> list[tuple[Span, Passage | None]]:
    """Paragraphs, lines outside of them, and whatever else is not blank; no headline."""
    text, title = found.document.text, found.document.title
    known: list[tuple[Span, Passage | None]] = [(one.span, one) for one in found.passages]
    known += [(span, None) for span in found.document.context]
    known.sort(key=lambda one: one[0])
    spans: list[tuple[Span, Passage | None]] = []
    end = 0
    for span, passage in [*known, (Span(len(text), len(text)), None)]:
        spans += _rest(text, end, span.start)
        if span.end > span.start and not (passage is None and _is_title(span.of(text), title)):
            spans.append((span, passage))
        end = max(end, span.end)
    return spans


def _rest(text: str, start: int, end: int) -> list[tuple[Span, None]]:
    piece = text[start:end]
    if not piece.strip():
        return []
    first = start + len(piece) - len(piece.lstrip())
    return [(Span(first, first + len(piece.strip())), None)]


def _is_title(line: str, title: str | None) -> bool:
    return " ".join(line.strip("# \t\n").split()) == " ".join((title or "").split())


def _matches(document: Document, span: Span, terms: Sequence[str]) -> list[Layer]:
    if not terms:
        return []
    return [
        Layer(Span(span.start + token.start, span.start + token.end), "match")
        for token in find_terms(span.of(document.text), set(terms))
    ]


def _voices(document: Document, quotes: Sequence[Quote], span: Span) -> list[Voice]:
    found = []
    for quote in quotes:
        if _begins_in(quote.span, span):
            words = " ".join(quote.parts[0].of(document.text).split())
            cut = words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} …"
            shown = shown_quote(document, quote, "")
            found.append(Voice(shown, f"q{quote.span.start}", cut))
    return found


def _begins_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _citation(document: Document, passage: Passage, today: str) -> str:
    place = Place(passage.passage_id, passage.paragraph, "")
    return f"{passage.text}\n\n{STYLES['chicago']([cite_document(document, today, place)])}"
