"""A document with what was found in it: as it is to be stored, or as it was."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.records import Document, Passage, Quote
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.reader import Catalog


@dataclass(frozen=True, slots=True)
class Entry:
    """A document ready to be stored, with what was found in it.

    Attributes:
        document: The document.
        passages: Its passages, in order.
        quotes: Its quotes, in order.
        digest: SHA-256 in hex over the document but for its line; an equal one means that nothing
            has to be indexed again.
        replaces: Number of the stored document that this one takes the place of, or None.
    """

    document: Document
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    digest: str
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where a document is that says the same as before.

    Attributes:
        document_id, path, record, line: As in `Document`.
        digest: As in `Entry`.
    """

    document_id: str
    path: str
    record: str
    line: int
    digest: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What is needed to compare a stored document with its source."""

    document: int
    document_id: str
    digest: str
    line: int


def stored_entry(catalog: Catalog, number: int) -> Entry:
    """The document of that number as it was when it was stored.

    Raises:
        IndexCorruptError: If it is not there or not what was written.
    """
    document = catalog.document(number)
    return Entry(
        document=document,
        passages=tuple(catalog.passages_of(number)),
        quotes=tuple(catalog.quotes_of(number)),
        digest=document_digest(document),
    )
