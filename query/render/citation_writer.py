"""Listings as citations: `--cite STYLE` on any command that lists passages or quotes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.errors import SearchError
from indexer.names.people import Person
from query.batch import Answered
from query.cite.citation import Citation, Place, cite_document
from query.cite.styles import STYLES
from query.hits.hit import Answer, Hit
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.formats import Format, Writer
from query.render.json_writer import write_batch


@dataclass(frozen=True, slots=True)
class CitationFormat(Format):
    """A format that cites what it lists; its name is that of a style."""

    def writer(self) -> Writer:
        """The writer of this style."""
        return CitationWriter(self.name)

    def cite(self, citations: Iterable[Citation]) -> None:
        """Write citations to stdout."""
        CitationWriter(self.name).cite(citations)


def citation_format(style: str) -> CitationFormat:
    """The format of a style (`query.cite.styles`)."""
    return CitationFormat(style, "Citations.", __name__)


class CitationWriter:
    """Citations of what is listed, in one style; a batch is JSON lines."""

    def __init__(self, style: str) -> None:
        self._write = STYLES[style]

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Cite the passages."""
        self.cite(cite_hit(hit) for hit in answer.hits)

    def batch(self, answered: Iterable[Answered], *, explain: bool = False) -> int:
        """Write an object for each question on a line; returns how many have hits."""
        return write_batch(answered, explain=explain)

    def quotes(self, answer: QuoteAnswer) -> None:
        """Cite the quotes."""
        self.cite(cite_quote(hit) for hit in answer.hits)

    def speakers(self, people: Sequence[Person]) -> None:
        """People are no places.

        Raises:
            SearchError: Always.
        """
        raise SearchError("speakers cannot be cited; cite their quotes")

    def cite(self, citations: Iterable[Citation]) -> None:
        """Write citations to stdout; nothing where there are none."""
        found = list(citations)
        if found:
            sys.stdout.write(self._write(found))


def cite_hit(hit: Hit) -> Citation:
    """The citation of a passage, looked at today."""
    passage = hit.passage
    place = Place(passage.passage_id, passage.paragraph, passage.text)
    return cite_document(hit.document, _today(), place)


def cite_quote(hit: QuoteHit) -> Citation:
    """The citation of a quote, looked at today."""
    span, text = hit.quote.span, hit.document.text
    place = Place(
        f"{hit.document.document_id}:{span.start}-{span.end}",
        hit.paragraph,
        " […] ".join(part.of(text) for part in hit.quote.parts),
        hit.speaker,
    )
    return cite_document(hit.document, _today(), place)


def _today() -> str:
    return date.today().isoformat()
