"""What a citation is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii

from indexer.records import Document
from query.cite.authors import Author, authors_of


@dataclass(frozen=True, slots=True)
class Citation:
    """An article, and the place in it.

    Attributes:
        id: The document, passage or span that is cited, as `whosaid cite` takes it.
        title: Of the article; its file's name where it has none.
        authors: In order; nothing where they are not known.
        source: The paper, or None.
        date: ISO 8601 as precise as known, or None.
        url: Where a reader finds it, or None.
        accessed: The day on which it was looked at, ISO 8601.
        paragraph: The number of the paragraph, or None for a whole article.
        words: The words that are cited, or None.
        speaker: Whose words they are, if they are a quote with a known speaker, or None.
    """

    id: str
    title: str
    authors: tuple[Author, ...]
    source: str | None
    date: str | None
    url: str | None
    accessed: str
    paragraph: int | None = None
    words: str | None = None
    speaker: str | None = None

    @property
    def key(self) -> str:
        """A name for reference managers: author or paper, year, and the id."""
        name = self.authors[0].family if self.authors else self.source or "article"
        plain = re.sub(r"[^a-z0-9]", "", anyascii(name).lower())[:20] or "article"
        year = (self.date or "")[:4] or "nd"
        return f"{plain}{year}-{re.sub(r'[^A-Za-z0-9]+', '-', self.id)}"

    @property
    def note(self) -> str:
        """The place in the article and the words, in one line; "" for a whole article."""
        place = f"paragraph {self.paragraph}" if self.paragraph is not None else ""
        words = f"“{' '.join(self.words.split())}”" if self.words else ""
        who = f"{words} ({self.speaker})" if words and self.speaker else words
        return ": ".join(part for part in (place, who) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article.

    Attributes:
        id: Its name, as `whosaid cite` takes it.
        paragraph: The number of the paragraph, or None.
        words: The words there.
        speaker: Whose words they are, or None.
    """

    id: str
    paragraph: int | None
    words: str
    speaker: str | None = None


def cite_document(
    document: Document, accessed: str, place: Place | None = None, address: str | None = None
) -> Citation:
    """The citation of a document, or of a place in it.

    Args:
        document: What is cited.
        accessed: The day of access, ISO 8601.
        place: Where in it; None for the whole document.
        address: A pattern for the archive's own address, with {document_id}, {passage_id} and
            {paragraph}; None for the address that the article has.
    """
    paragraph = place.paragraph if place else None
    return Citation(
        id=place.id if place else document.document_id,
        title=" ".join((document.title or _file_name(document)).split()),
        authors=authors_of(document.author),
        source=document.source,
        date=document.date,
        url=_filled(address, document, paragraph) if address else document.url,
        accessed=accessed,
        paragraph=paragraph,
        words=place.words if place else None,
        speaker=place.speaker if place else None,
    )


def _filled(address: str, document: Document, paragraph: int | None) -> str:
    passage = document.document_id if paragraph is None else f"{document.document_id}:{paragraph}"
    values = {
        "{document_id}": document.document_id,
        "{passage_id}": passage,
        "{paragraph}": "" if paragraph is None else str(paragraph),
    }
    for name, value in values.items():
        address = address.replace(name, value)
    return address


def _file_name(document: Document) -> str:
    return document.path.rpartition("/")[2] or document.document_id
