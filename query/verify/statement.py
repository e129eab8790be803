"""What a claim is compared with: a quote of the archive, or a paragraph in the paper's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from indexer.records import Document, Quote, Span
from query.verify.alignment import Coded, coded
from query.verify.words import Word, forms_of, words_of


@dataclass(frozen=True)
class Statement:
    """Words of an article that a claim is compared with.

    Attributes:
        number: Of the document.
        document: Where they stand.
        quote: The quote that they are; None for a paragraph, and for words between marks that the
            index holds as nobody's.
        spans: Where they stand: the parts of the quote, or the paragraph.
        row: The number of the quote, or None.
        marked: For a paragraph, the spans of it that stand between quotation marks.
    """

    number: int
    document: Document
    quote: Quote | None
    spans: tuple[Span, ...]
    row: int | None = None
    marked: tuple[Span, ...] = ()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, spans into the document's text."""
        text = self.document.text
        return tuple(word for span in self.spans for word in words_of(text, span.start, span.end))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """What is compared, in order."""
        text = self.document.text
        return tuple(form for span in self.spans for form in forms_of(span.of(text)))

    @cached_property
    def coded(self) -> Coded:
        """The same as numbers."""
        return coded(self.forms)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    def between(self, start: int, end: int) -> str:
        """The text from one word to before another, what stands between parts as " […] ".

        The words are given by their places, half-open.
        """
        pieces = []
        for span in self.spans:
            inside = [word for word in self.words[start:end] if _holds(span, word)]
            if inside:
                pieces.append(self.document.text[inside[0].start : inside[-1].end])
        return " […] ".join(pieces)


def _holds(span: Span, word: Word) -> bool:
    return span.start <= word.start and word.end <= span.end
