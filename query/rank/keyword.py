"""The keyword searcher: rows that hold the question's words, by BM25 over whole posting lists.

Statistics (how many rows hold a term, how long they are on average) count live rows only, so that
an answer depends on what is in the index and not on its history.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from query.rank.bm25 import DOCUMENT_B, DOCUMENT_K1, LengthNorm, idf, impacts
from query.rank.pairs import Pair, Stands, side_by_side, stands
from query.rank.postings import ArrayCache, Occurrences, PostingReader
from query.rank.ranking import Ranking, best
from query.rows.sources import KeywordSource, Numbers, TieKeys

TITLE_WEIGHT = 0.5
"""What a word in the title counts against one in the text: the largest single gain for news
questions."""

CACHE_SIZE = 32_000_000
"""Bytes kept of what was computed from terms. Questions share their commonest words, which take
the longest; without any cache a question takes about twice as long."""

CACHED_A_ROW = 100
"""Bytes more that are kept for each row: the commonest words stand in most of them."""

_Impacts = tuple[NDArray[np.int64], NDArray[np.float32]]


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
        self._postings = PostingReader(source)
        self._cache = ArrayCache(CACHE_SIZE + CACHED_A_ROW * len(document_of))
        self._rows = int(np.count_nonzero(live))
        self._text, self._title = LengthNorm(text, live), LengthNorm(title, live)
        self._documents = documents
        numbers = np.flatnonzero(live)
        lengths = self._by_document(
            Occurrences(numbers, text[live].astype(np.float32)),
            Occurrences(numbers, title[live].astype(np.float32)),
        )
        everyone = np.ones(self._documents, dtype=bool)
        self._document = LengthNorm(lengths.astype(np.uint32), everyone, DOCUMENT_B)

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
        return best(self.scores(terms), allowed, depth, self._tie_keys)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25F of every row, text and title; 0 where no term occurs; shape (rows,)."""
        scores = np.zeros(len(self._document_of), dtype=np.float32)
        for term in dict.fromkeys(terms):
            numbers, added = self._cache.get("rows", term, self._row_impacts)
            scores[numbers] += added
        return scores

    def idf(self, terms: Sequence[str]) -> dict[str, float]:
        """Each distinct term's idf, in order; 0 if no live row holds it."""
        weights = {}
        for term in terms:
            numbers, _ = self._cache.get("rows", term, self._row_impacts)
            weights[term] = idf(len(numbers), self._rows) if len(numbers) else 0.0
        return weights

    def rows_with(self, term: str) -> Numbers:
        """The rows that hold a term in text or title, ascending. Do not change them."""
        return self._cache.get("holders", term, self._holders)[0]

    def documents_with(self, term: str) -> Numbers:
        """The ordinals of the documents that hold a term, ascending. Do not change them."""
        return self._cache.get("documents", term, self._document_impacts)[0]

    def rows_with_pair(self, first: str, second: str) -> Numbers:
        """The rows whose text has two terms side by side. Do not change them."""
        return self._cache.get("pairs", (first, second), self._pair_impacts)[0]

    def document_scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document: its title and all its rows taken as one text.

        Returns:
            Scores by ordinal of the document, shape (documents,); 0 where no term occurs.
        """
        scores = np.zeros(self._documents, dtype=np.float32)
        for term in dict.fromkeys(terms):
            holders, added = self._cache.get("documents", term, self._document_impacts)
            scores[holders] += added
        return scores

    def pair_scores(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """BM25 of every row's text for pairs of terms.

        A pair occurs where its two terms stand side by side in the same order.

        Returns:
            Scores by row number, shape (rows,); 0 where no pair occurs.
        """
        scores = np.zeros(len(self._document_of), dtype=np.float32)
        for pair in dict.fromkeys(pairs):
            numbers, added = self._cache.get("pairs", pair, self._pair_impacts)
            scores[numbers] += added
        return scores

    def _row_impacts(self, term: str) -> _Impacts:
        """The rows that hold a term in text or title, and what it adds to each."""
        text, title = self._postings.found("text", term), self._postings.found("title", term)
        numbers, weights = text.numbers, self._text.weights(text)
        if len(title.numbers):
            summed = np.zeros(len(self._document_of), dtype=np.float32)
            summed[numbers] = weights
            only_title = title.numbers[summed[title.numbers] == 0]
            summed[title.numbers] += self._title.weights(title, TITLE_WEIGHT)
            numbers = np.concatenate((numbers, only_title))
            weights = summed[numbers]
        return numbers, impacts(weights, len(numbers), self._rows)

    def _holders(self, term: str) -> tuple[NDArray[np.int64]]:
        return (np.sort(self._cache.get("rows", term, self._row_impacts)[0]),)

    def _document_impacts(self, term: str) -> _Impacts:
        """The documents that hold a term, and what it adds to each."""
        found = self._postings.found("text", term), self._postings.found("title", term)
        frequencies = self._by_document(*found)
        holders = np.flatnonzero(frequencies)
        weights = self._document.weights(Occurrences(holders, frequencies[holders]))
        return holders, impacts(weights, len(holders), self._documents, DOCUMENT_K1)

    def _pair_impacts(self, pair: Pair) -> _Impacts:
        """The rows that hold two terms side by side, and what that adds to each."""
        first, second = (self._cache.get("stands", term, self._stands) for term in pair)
        found = side_by_side(first, second)
        holding = len(found.numbers)
        if not holding:
            return found
        return found.numbers, impacts(self._text.weights(found), holding, self._rows)

    def _stands(self, term: str) -> Stands:
        return stands(self._postings, term)

    def _by_document(self, text: Occurrences, title: Occurrences) -> NDArray[np.float32]:
        """Sums by document, shape (documents,); a title counts once, not for each row."""
        documents = self._document_of[text.numbers]
        totals = np.bincount(documents, weights=text.frequencies, minlength=self._documents)
        in_title = np.zeros(self._documents, dtype=np.float32)
        in_title[self._document_of[title.numbers]] = title.frequencies
        return totals.astype(np.float32) + in_title
