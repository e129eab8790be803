"""The keyword searcher: rows that hold the question's words, by BM25 over whole posting lists.

Statistics (how many rows hold a term, how long they are on average) count live rows only, so that
an answer depends on what is in the index and not on its history.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from query.rank.bm25 import DOCUMENT_B, DOCUMENT_K1, LengthNorm, idf, impacts
from query.rank.pairs import Pair, PairFinder
from query.rank.postings import Occurrences, PostingReader
from query.rank.ranking import Ranking
from query.rank.row_scores import Impacts, RowScores
from query.rows.array_cache import ArrayCache
from query.rows.sources import KeywordSource, Mask, Numbers, TieKeys

TITLE_WEIGHT = 0.5
"""What a word in the title counts against one in the text: the largest single gain for news
questions."""

CACHE_SIZE = 32_000_000
"""Bytes kept of what was computed from terms. Questions share their commonest words, which take
the longest; without any cache a question takes about twice as long."""

CACHED_A_ROW = 300
"""Bytes more that are kept for each row: what is computed from the forty commonest words, which
nearly every question has some of. With 100 a question to 1,000,000 passages takes 1.7 times as
long, since each question drives out the words of the next."""

CROWDED = 32
"""From a row in so many on, the rows of a title are found by flags for all rows."""


class KeywordSearcher:
    """Ranks live rows, and their documents, for a list of terms.

    Terms are analysed words (`indexer.text.analyzer.terms`). A repeated term counts once: long
    questions repeat words that say nothing, and rank better so.

    Args:
        source: Where the postings are.
        document_of: For each row the ordinal of its document, from 0; negative where the row is
            not live. Shape (rows,).
        documents: How many documents there are.
        tie_keys: Decides between rows with equal scores.

    Raises:
        IndexCorruptError: If the source lacks a live row.
    """

    def __init__(
        self, source: KeywordSource, document_of: Numbers, documents: int, tie_keys: TieKeys
    ) -> None:
        live = document_of >= 0
        text, title = source.lengths("text"), source.lengths("title")
        self._document_of, self._tie_keys = document_of, tie_keys
        self._cache = ArrayCache(CACHE_SIZE + CACHED_A_ROW * len(document_of))
        self._postings = PostingReader(source, self._cache)
        self._pairs = PairFinder(self._postings, text, self._cache)
        self._rows = int(np.count_nonzero(live))
        self._text, self._title = LengthNorm(text, live), LengthNorm(title, live)
        self._documents, self._lengths = documents, (text, title)

    @cached_property
    def _document(self) -> LengthNorm:
        documents, (text, title) = self._document_of, self._lengths
        live = documents >= 0
        if not live.all():
            documents, text, title = documents[live], text[live], title[live]
        totals = self._totals(documents, text, documents, title)
        everyone = np.ones(self._documents, dtype=bool)
        return LengthNorm(totals.astype(np.uint32), everyone, DOCUMENT_B)

    def search(
        self, terms: Sequence[str], allowed: NDArray[np.bool_] | None, depth: int
    ) -> Ranking:
        """Rank the allowed rows by BM25F.

        Args:
            terms: What to look for.
            allowed: Whether a row may be found, by row number, shape (rows,); None allows all.
                It does not change a row's score.
            depth: At most this many rows, at least 1.

        Returns:
            Rows that hold at least one term, best first.

        Raises:
            ValueError: If `depth` is less than 1 or `allowed` has another shape.
            IndexCorruptError: If a posting list is damaged; so for the methods below.
        """
        if allowed is not None and allowed.shape != self._document_of.shape:
            raise ValueError(f"{allowed.shape} flags for {self._document_of.shape} rows")
        return self.scores(terms).best(allowed, depth, self._tie_keys)

    def scores(self, terms: Sequence[str]) -> RowScores:
        """BM25F of the rows that hold a term in text or title."""
        return RowScores(list(map(self._row_impacts, dict.fromkeys(terms))), len(self._document_of))

    def idf(self, terms: Sequence[str]) -> dict[str, float]:
        """Each distinct term's idf, in order; 0 if no live row holds it."""
        holding = {term: len(self.rows_with(term)) for term in terms}
        return {term: idf(rows, self._rows) if rows else 0.0 for term, rows in holding.items()}

    def rows_with(self, term: str) -> NDArray[np.int32]:
        """The rows that hold a term in text or title, each once. Do not change them."""
        return self._row_impacts(term)[0]

    def hold(self, term: str, rows: Numbers) -> Mask:
        """Which of some rows hold a term in text or title, shape (n,)."""
        lists = (self._postings.lists(field, term).numbers for field in ("text", "title"))
        in_text, in_title = (_among(rows, numbers) for numbers in lists)
        return in_text | in_title

    def rows_with_text(self, term: str) -> NDArray[np.int32]:
        """The rows that hold a term in the text, ascending. Do not change them."""
        return self._postings.lists("text", term).numbers

    def documents_with(self, term: str) -> Numbers:
        """The ordinals of the documents that hold a term, ascending. Do not change them."""
        return self._document_impacts(term)[0]

    def rows_with_pair(self, first: str, second: str) -> NDArray[np.int32]:
        """The rows whose text has two terms side by side. Do not change them."""
        return self._pair_impacts((first, second))[0]

    def document_scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document: its title and all its rows taken as one text.

        Returns:
            Scores by ordinal of the document, shape (documents,); 0 where no term occurs.
        """
        scores = np.zeros(self._documents, dtype=np.float32)
        for term in dict.fromkeys(terms):
            np.add.at(scores, *self._document_impacts(term))
        return scores

    def pair_scores(self, pairs: Sequence[Pair]) -> RowScores:
        """BM25 of rows' texts for pairs of terms.

        A pair occurs where its two terms stand side by side in the same order.
        """
        parts = list(map(self._pair_impacts, dict.fromkeys(pairs)))
        return RowScores(parts, len(self._document_of))

    def _row_impacts(self, term: str) -> Impacts:
        """The rows that hold a term in text or title, and what it adds to each."""
        return self._cache.get("rows", term, self._find_rows)

    def _find_rows(self, term: str) -> Impacts:
        text, title = self._postings.found("text", term), self._postings.found("title", term)
        numbers, weights = text.numbers, self._text.weights(text)
        if len(title.numbers):
            more = self._title.weights(title, TITLE_WEIGHT)
            if (len(numbers) + len(title.numbers)) * CROWDED > len(self._document_of):
                alone = _added_by_flags(numbers, weights, title.numbers, more, self._document_of)
            else:
                alone = _added(numbers, weights, title.numbers, more)
            numbers = np.concatenate((numbers, title.numbers[alone]))
            weights = np.concatenate((weights, more[alone]))
        return numbers.astype(np.int32), impacts(weights, len(numbers), self._rows)

    def _document_impacts(self, term: str) -> tuple[Numbers, NDArray[np.float32]]:
        """The documents that hold a term, and what it adds to each."""
        return self._cache.get("documents", term, self._find_documents)

    def _find_documents(self, term: str) -> tuple[Numbers, NDArray[np.float32]]:
        found = self._postings.found("text", term), self._postings.found("title", term)
        frequencies = self._by_document(*found)
        holders = np.flatnonzero(frequencies)
        weights = self._document.weights(Occurrences(holders, frequencies[holders]))
        return holders, impacts(weights, len(holders), self._documents, DOCUMENT_K1)

    def _pair_impacts(self, pair: Pair) -> Impacts:
        """The rows that hold two terms side by side, and what that adds to each."""
        return self._cache.get("pairs", pair, self._find_pair)

    def _find_pair(self, pair: Pair) -> Impacts:
        found = self._pairs.find(pair)
        holding = len(found.numbers)
        weights = self._text.weights(found)
        numbers = found.numbers.astype(np.int32)
        return numbers, impacts(weights, holding, self._rows) if holding else weights

    def _by_document(self, text: Occurrences, title: Occurrences) -> NDArray[np.float32]:
        """Sums by document, shape (documents,); a title counts once, not for each row."""
        in_text, in_title = self._document_of[text.numbers], self._document_of[title.numbers]
        return self._totals(in_text, text.frequencies, in_title, title.frequencies)

    def _totals(
        self,
        in_text: Numbers,
        text: NDArray[np.number],
        in_title: Numbers,
        title: NDArray[np.number],
    ) -> NDArray[np.float32]:
        totals = np.bincount(in_text, weights=text, minlength=self._documents).astype(np.float32)
        titles = np.zeros(self._documents, dtype=np.float32)
        titles[in_title] = title
        totals += titles
        return totals


def _among(rows: Numbers, numbers: NDArray[np.int32]) -> Mask:
    """Which of some rows are in an ascending list, shape (n,)."""
    if not len(numbers):
        return np.zeros(len(rows), dtype=bool)
    met: Mask = numbers.take(numbers.searchsorted(rows), mode="clip") == rows
    return met


def _added(
    numbers: NDArray[np.integer],
    weights: NDArray[np.float32],
    others: NDArray[np.integer],
    more: NDArray[np.float32],
) -> NDArray[np.int64]:
    """Add the weights of other rows to those of the same rows.

    Returns:
        Which of the other rows are not among them, as ordinals.
    """
    if not len(numbers):
        return np.arange(len(others))
    places = np.minimum(numbers.searchsorted(others), len(numbers) - 1)
    are_there = numbers[places] == others
    weights[places[are_there]] += more[are_there]
    return np.flatnonzero(~are_there)


def _added_by_flags(
    numbers: NDArray[np.integer],
    weights: NDArray[np.float32],
    others: NDArray[np.integer],
    more: NDArray[np.float32],
    rows: Numbers,
) -> NDArray[np.int64]:
    """The same by flags for all rows, which is quicker for long lists."""
    everywhere = np.zeros(len(rows), dtype=np.float32)
    everywhere[others] = more
    weights += everywhere[numbers]
    are_there = np.zeros(len(rows), dtype=bool)
    are_there[numbers] = True
    return np.flatnonzero(~are_there[others])
