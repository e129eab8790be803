"""Hits and quotes as a list shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from indexer.records import Document, Polarity, Quote, Span
from query.annotations.annotation import Note
from query.annotations.file import Annotations
from query.hits.copies import Copies, Copy
from query.hits.hit import Hit
from query.hits.quote_hit import QuoteHit
from query.render.fields import copies_words, shown_role
from query.serve.pages import words
from query.serve.pages.segments import (
    Excerpt,
    Layer,
    Segment,
    excerpt,
    grade_name,
    quote_layers,
    segments,
    text_of,
)


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote with its speaker.

    Attributes:
        words: Exactly as in the article.
        who: The name, or the words for someone unnamed; "" where the article does not tell.
        name: The name to look up, or "".
        role: As written, or "".
        grade: "sure", "likely" or "unnamed".
        polarity: "" for words that were said, else "denied" and the like.
        address: Where the quote stands in its article.
        start: The offset at which it begins there.
    """

    words: str
    who: str
    name: str
    role: str
    grade: str
    polarity: str
    address: str
    start: int


@dataclass(frozen=True, slots=True)
class ShownCopies:
    """The other articles with the same story or the same words.

    Attributes:
        told: How many, and which was first.
        others: The articles, with their addresses.
    """

    told: str
    others: tuple[tuple[Copy, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A passage or a quote in a list.

    Attributes:
        rank: From 1.
        document: Its article.
        title: Of the article.
        address: Of the place in the article.
        place: Paragraph, and page or line; "" if places are not shown.
        excerpt: What is shown of the text.
        whole: The whole paragraph if the excerpt is cut; else nothing.
        quotes: The quotes in it.
        copies: Where else it stands; None if nowhere.
        changed: What has become of the file, or "".
        notes: The reader's own notes there.
        labels: The reader's own labels of the article.
        id: The name to cite it by.
        is_quote: Whether the list is one of quotes, so that the words come before their sentence.
    """

    rank: int
    document: Document
    title: str
    address: str
    place: str
    excerpt: Excerpt
    whole: tuple[Segment, ...]
    quotes: tuple[ShownQuote, ...]
    copies: ShownCopies | None
    changed: str
    notes: tuple[Note, ...]
    labels: tuple[str, ...]
    id: str
    is_quote: bool = False


def article_address(document_id: str, q: str, at: Span | None, paragraph: int | None) -> str:
    """The address of a place in an article.

    Args:
        document_id: The article.
        q: The question whose words are marked there, or "".
        at: What is marked as the place, or None.
        paragraph: The paragraph to open it at, or None.
    """
    pairs = [("q", q)] if q else []
    if at is not None:
        pairs.append(("at", f"{at.start}-{at.end}"))
    query = f"?{urlencode(pairs, errors='replace')}" if pairs else ""
    place = f"#p{paragraph}" if paragraph is not None else ""
    return f"/article/{words.encoded(document_id)}{query}{place}"


def shown_hit(hit: Hit, q: str, annotations: Annotations, *, places: bool) -> Result:
    """A passage as a list shows it."""
    document, passage = hit.document, hit.passage
    layers = [*quote_layers(hit.quotes), *(Layer(span, "match") for span in hit.matches)]
    if hit.answer:
        layers.append(Layer(hit.answer, "answer"))
    focus = ([hit.answer] if hit.answer else []) + list(hit.matches)
    cut = excerpt(document.text, passage.span, layers, focus)
    is_cut = cut.is_cut_before or cut.is_cut_after
    return Result(
        rank=hit.rank,
        document=document,
        title=words.title(document),
        address=article_address(
            document.document_id, q, hit.answer or passage.span, passage.paragraph
        ),
        place=_place(document, passage.span, passage.paragraph) if places else "",
        excerpt=cut,
        whole=segments(document.text, passage.span, layers) if is_cut else (),
        quotes=tuple(shown_quote(document, quote, q) for quote in hit.quotes),
        copies=_shown_copies(hit.copies, "The same story is also in"),
        changed=hit.file_change.told if hit.file_change else "",
        notes=_notes_within(annotations, document, passage.span),
        labels=tuple(annotations.labels_of(document.document_id)),
        id=passage.passage_id,
    )


def shown_quote_hit(hit: QuoteHit, q: str, annotations: Annotations, *, places: bool) -> Result:
    """A quote as a list shows it."""
    document = hit.document
    layers = quote_layers([hit.quote])
    quote = shown_quote(document, hit.quote, q, hit.person.name if hit.person else None)
    return Result(
        rank=hit.rank,
        document=document,
        title=words.title(document),
        address=article_address(document.document_id, q, hit.quote.span, hit.paragraph),
        place=_place(document, hit.quote.span, hit.paragraph) if places else "",
        excerpt=Excerpt(segments(document.text, hit.context, layers) if hit.is_in_sentence else ()),
        whole=(),
        quotes=(quote,),
        copies=_shown_copies(hit.copies, "The same words are also in"),
        changed=hit.file_change.told if hit.file_change else "",
        notes=_notes_within(annotations, document, hit.quote.span),
        labels=tuple(annotations.labels_of(document.document_id)),
        id=hit.passage_id or document.document_id,
        is_quote=True,
    )


def shown_quote(document: Document, quote: Quote, q: str, person: str | None = None) -> ShownQuote:
    """A quote with its speaker, the name across the archive where it is known."""
    mention = quote.mention.of(document.text) if quote.mention else ""
    return ShownQuote(
        words=text_of(document, quote),
        who=quote.speaker or mention,
        name=person or quote.speaker or "",
        role=shown_role(document, quote) or "",
        grade=grade_name(quote),
        polarity="" if quote.polarity is Polarity.SAID else quote.polarity.value,
        address=article_address(document.document_id, q, quote.span, None),
        start=quote.span.start,
    )


def _place(document: Document, span: Span, paragraph: int | None) -> str:
    told = words.place(document, span)
    parts = [told, f"paragraph {paragraph}" if paragraph is not None else ""]
    return ", ".join(part for part in parts if part)


def _shown_copies(copies: Copies | None, head: str) -> ShownCopies | None:
    if copies is None:
        return None
    others = ((one, article_address(one.document_id, "", None, None)) for one in copies.others)
    return ShownCopies(f"{head} {copies_words(copies)}", tuple(others))


def _notes_within(annotations: Annotations, document: Document, span: Span) -> tuple[Note, ...]:
    about: Sequence[Note] = annotations.about(document.document_id)
    return tuple(one for one in about if one.start < span.end and one.end > span.start)
