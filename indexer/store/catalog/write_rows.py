"""Records as rows of the catalog, in the order of the columns; checksums are added elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from indexer.names.keys import name_keys
from indexer.records import Places, Quote
from indexer.store.catalog.checksums import Value
from indexer.store.catalog.entry import Entry
from indexer.store.catalog.state import DocumentRanges
from indexer.text.wording import wording_number

Row = tuple[Value, ...]


def document_row(entry: Entry, ranges: DocumentRanges, vectors: tuple[int, int]) -> Row:
    """The row of a document.

    Args:
        entry: The document with what was found in it.
        ranges: Its numbers.
        vectors: The sums of the checksums of its passages' and of its quotes' vectors.
    """
    document = entry.document
    return (
        ranges.document, document.document_id, document.path, document.record, document.line,
        document.title, document.date, document.source, document.author, document.url,
        json.dumps(dict(document.rules), sort_keys=True), json.dumps(document.context),
        document.language, document.section, places_text(document.places), entry.digest,
        ranges.first_passage, ranges.passages, ranges.first_quote, ranges.quotes,
        *vectors,
    )  # fmt: skip


def places_text(places: Places | None) -> str:
    """A document's places as JSON: unit, starts and numbers; "null" if there are none."""
    return json.dumps(places and [places.unit.value, places.starts, places.numbers])


def passage_rows(entry: Entry, ranges: DocumentRanges) -> list[Row]:
    """The rows of a document's passages."""
    return [
        (number, ranges.document, passage.paragraph, *passage.span)
        for number, passage in enumerate(entry.passages, ranges.first_passage)
    ]


def quote_rows(document: int, text: str, quotes: Sequence[Quote], first: int) -> list[Row]:
    """The rows of a document's quotes, numbered from `first` on.

    Args:
        document: The document's number.
        text: Its text.
        quotes: In order.
        first: The number of the first quote.
    """
    return [
        (number, document, *_quote_values(quote), statement(text, quote.parts))
        for number, quote in enumerate(quotes, first)
    ]


def statement(text: str, parts: Iterable[Sequence[int]]) -> int | None:
    """The number that quotes with the same words share; None without a word.

    Args:
        text: Of the document.
        parts: Start and end of each part of the quote.
    """
    return wording_number(" ".join(text[start:end] for start, end in parts))


def key_rows(quotes: Sequence[Quote]) -> list[Row]:
    """What the speakers of quotes are looked up by, each once."""
    names = {name for quote in quotes for name in quote.speakers}
    return sorted({(key, name) for name in names for key in name_keys(name)})


def _quote_values(quote: Quote) -> Row:
    """What follows a quote's numbers in its row."""
    cue = quote.cue or (None, None)
    mention = quote.mention or (None, None)
    return (
        *quote.span, json.dumps(quote.parts), quote.kind.value, *cue, *mention,
        quote.speaker, quote.role, float(quote.confidence), quote.grade.value,
        quote.polarity.value, _joint_text(quote),
    )  # fmt: skip


def _joint_text(quote: Quote) -> str | None:
    """Those who say a quote together with its speaker, as JSON; None for nobody."""
    if not quote.joint_speakers:
        return None
    listed = [
        [one.speaker, *one.mention, one.role, float(one.confidence), one.grade.value]
        for one in quote.joint_speakers
    ]
    return json.dumps(listed)
