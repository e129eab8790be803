"""Which statements of an archive may be what a claim repeats: by its words and by its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.records import Quote, Span, quotes_within
from indexer.store.catalog.quotes import Quotations
from indexer.store.index import Index
from indexer.text.analyzer import terms
from query.rank.keyword import KeywordSearcher
from query.rank.semantic import SemanticSearcher
from query.rank.stopwords import content_terms
from query.rows.passages import PassageRows
from query.rows.quotes import QuoteRows
from query.rows.rows import Rows
from query.rows.sources import Mask
from query.verify.statement import Statement

QUOTES_BY_WORDS, QUOTES_BY_MEANING = 60, 20
PASSAGES_BY_WORDS, PASSAGES_BY_MEANING = 30, 10
"""How deep each search goes. Aligning is cheap: what costs is reading the articles."""

QUOTES_BY_PIECE = 15
"""The same for a sentence of a claim that may be joined from several."""

FEW_WORDS = 4
"""A claim with fewer content words is looked for by all of its words."""

DOCUMENTS_KEPT = 512
"""Documents kept in memory: the quotes of one draft are often about the same articles."""

STATEMENTS_KEPT = 4096
"""Statements kept with their words."""

_MARKED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a claim is looked for.

    Attributes:
        quotes: Which quote numbers may be found, shape (quote rows,).
        passages: Which passage numbers may be found, shape (passage rows,).
    """

    quotes: Mask
    passages: Mask


@dataclass(frozen=True, slots=True)
class Near:
    """A quote near in meaning.

    Attributes:
        number: Of the quote.
        cosine: Of its vector with the claim's.
    """

    number: int
    cosine: float


class Candidates:
    """Finds statements in one state of an index.

    Args:
        index: Opened with its quotes.
        encoder: Gives the encoder that made it, when it is needed.

    Raises:
        ValueError: If the index was opened without its quotes.
    """

    def __init__(self, index: Index, encoder: Callable[[], Encoder]) -> None:
        self.passage_rows = PassageRows(index)
        self.quote_rows = QuoteRows(index, self.passage_rows)
        self._quotations = Quotations(index.catalog)
        self.document = lru_cache(DOCUMENTS_KEPT)(index.catalog.document)
        self.quotes_of = lru_cache(DOCUMENTS_KEPT)(index.catalog.quotes_of)
        self._quote = lru_cache(STATEMENTS_KEPT)(self._read_quote)
        self._paragraph = lru_cache(STATEMENTS_KEPT)(self._read_paragraph)
        self._vector = lru_cache(4)(lambda text: encoder().encode_query(text))

    @cached_property
    def everywhere(self) -> Scope:
        """All that is live."""
        return Scope(self.quote_rows.live, self.passage_rows.live)

    def weights(self, forms: Sequence[str]) -> NDArray[np.float64]:
        """What each word says (its idf); a word that no passage holds says the most."""
        stems = ["".join(terms(form)) for form in forms]
        known = self._passage_words.idf([stem for stem in stems if stem])
        most = float(np.log1p(2.0 * max(int(np.count_nonzero(self.passage_rows.live)), 1)))
        return np.array([known.get(stem, 0.0) or most for stem in stems])

    def quotes(self, text: str, allowed: Mask) -> list[Statement]:
        """The quotes that a claim may repeat, by its words and by its meaning."""
        words = self._quote_words.search(_sought(text), allowed, QUOTES_BY_WORDS)
        near = [one.number for one in self.near(text, allowed)]
        return self.statements([*words.numbers.tolist(), *near])

    def quotes_with(self, text: str, allowed: Mask) -> list[Statement]:
        """The quotes that a piece of a claim may repeat, by its words alone."""
        words = self._quote_words.search(_sought(text), allowed, QUOTES_BY_PIECE)
        return self.statements(words.numbers.tolist())

    def near(self, text: str, allowed: Mask) -> list[Near]:
        """The quotes nearest in meaning, best first."""
        found = self._quote_vectors.search(self._vector(text), allowed, QUOTES_BY_MEANING)
        return [Near(number, cosine) for number, cosine in found]

    def passages(self, text: str, allowed: Mask) -> list[Statement]:
        """The paragraphs in which a claim may stand."""
        words = self._passage_words.search(_sought(text), allowed, PASSAGES_BY_WORDS)
        near = self._passage_vectors.search(self._vector(text), allowed, PASSAGES_BY_MEANING)
        numbers = list(dict.fromkeys([*words.numbers.tolist(), *near.numbers.tolist()]))
        found = self.passage_rows.catalog.passages(numbers)
        return [self._paragraph(number, span) for number, _, span in found]

    def statements(self, rows: Iterable[int]) -> list[Statement]:
        """Quotes by number, each once."""
        return [self._quote(row) for row in dict.fromkeys(rows)]

    def paragraph_at(self, number: int, offset: int) -> int | None:
        """The number of the paragraph that holds an offset of a document."""
        return self._quotations.paragraph_at(number, offset)

    def _read_quote(self, row: int) -> Statement:
        number, quote = self.quote_rows.catalog.quote(row)
        return Statement(number, self.document(number), quote, quote.parts, row)

    def _read_paragraph(self, number: int, span: Span) -> Statement:
        document = self.document(number)
        inside = quotes_within(self.quotes_of(number), span)
        marked = [part for quote in inside for part in quote.parts]
        marked += [one for one in marked_spans(document.text, span) if one not in marked]
        return Statement(number, document, None, (span,), None, tuple(marked))

    @cached_property
    def _quote_words(self) -> KeywordSearcher:
        return _by_words(self.quote_rows)

    @cached_property
    def _passage_words(self) -> KeywordSearcher:
        return _by_words(self.passage_rows)

    @cached_property
    def _quote_vectors(self) -> SemanticSearcher:
        return _by_meaning(self.quote_rows)

    @cached_property
    def _passage_vectors(self) -> SemanticSearcher:
        return _by_meaning(self.passage_rows)


def _by_words(rows: Rows) -> KeywordSearcher:
    documents = len(rows.document_numbers)
    return KeywordSearcher(rows.keyword, rows.document_of, documents, rows.tie_keys)


def _by_meaning(rows: Rows) -> SemanticSearcher:
    return SemanticSearcher(rows.vectors, rows.tie_keys)


def _sought(text: str) -> list[str]:
    """The terms to look for."""
    content = content_terms(text)
    return content if len(content) >= FEW_WORDS else terms(text)


def unrecorded(
    paragraphs: Iterable[Statement], quotes_of: Callable[[int], Sequence[Quote]]
) -> list[Statement]:
    """Words between marks that are no quotes of the index: whose they are is not known.

    Args:
        paragraphs: Where to look.
        quotes_of: The quotes of a document by its number.
    """
    return [
        Statement(one.number, one.document, None, (span,))
        for one in paragraphs
        for span in one.marked
        if not quotes_within(quotes_of(one.number), span)
    ]


def marked_spans(text: str, span: Span) -> list[Span]:
    """What stands between double quotation marks in a stretch of a text."""
    found = _MARKED.finditer(text, span.start, span.end)
    return [Span(*match.span(match.lastindex or 0)) for match in found]
