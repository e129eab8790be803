"""The keyword leg: passages that hold the question's words, by BM25 over whole posting lists.

Statistics (how many passages hold a term, how long they are on average) are taken over live
passages only, so that an answer depends on what is in the index and not on how it came there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.keyword.reader import KeywordIndex
from query.rank.bm25 import DOCUMENT_B, DOCUMENT_K1, LengthNorm, idf, impacts
from query.rank.postings import ArrayCache, LivePostings, Occurrences
from query.rank.ranking import Ranking, best

TITLE_WEIGHT = 0.5
"""Of a word in the title against one in the text: the largest single gain for news questions."""

CACHE_SIZE = 32_000_000
"""Bytes kept of what was made of terms. Questions share their commonest words, which take the
longest; without any cache a question takes about twice as long."""

FEW = 10
"""Looking up one place among sorted ones takes as long as marking or asking so many."""

_Impacts = tuple[NDArray[np.int64], NDArray[np.float32]]


class KeywordSearcher:
    """Ranks live passages, and their documents, for a list of terms.

    Terms are analysed words (`indexer.text.analyzer.terms`). One that is there twice counts once:
    long questions repeat words that say nothing, and rank better so.
    """

    def __init__(self, index: KeywordIndex, owners: NDArray[np.int64]) -> None:
        """Prepare what does not depend on the question.

        Args:
            index: The open keyword index.
            owners: By passage number, the place of its document among the documents, from 0;
                negative for passages that are not live. Shape (rows,).

        Raises:
            IndexCorruptError: If a live passage is not in the index.
        """
        live = owners >= 0
        missing = int(np.count_nonzero(live & ~index.held(len(owners))))
        if missing:
            raise IndexCorruptError("keyword index", f"{missing} passages are missing")
        text = index.lengths("text", len(owners))
        title = index.lengths("title", len(owners))
        self._owners = owners
        self._postings = LivePostings(index, live)
        self._cache = ArrayCache(CACHE_SIZE)
        self._marking = Lock()
        self._passages = int(np.count_nonzero(live))
        self._text, self._title = LengthNorm(text, live), LengthNorm(title, live)
        self._documents = int(owners.max(initial=-1)) + 1
        lengths = self._of_documents(
            Occurrences(np.flatnonzero(live), text[live].astype(np.float32)),
            Occurrences(np.flatnonzero(live), title[live].astype(np.float32)),
        )
        everyone = np.ones(self._documents, dtype=bool)
        self._document = LengthNorm(lengths.astype(np.uint32), everyone, DOCUMENT_B)

    def search(
        self, terms: Sequence[str], admitted: NDArray[np.bool_] | None, depth: int
    ) -> Ranking:
        """Rank the admitted passages by BM25F.

        Args:
            terms: What to look for.
            admitted: Whether a passage may be found, by passage number, shape (rows,); None
                admits all. It does not change a passage's score.
            depth: At most this many passages, at least 1.

        Returns:
            Passages that hold at least one term, best first, ties by number.

        Raises:
            ValueError: If `depth` is less than 1 or `admitted` of another shape.
            IndexCorruptError: If a list of the index is damaged; so for the methods below.
        """
        return best(self.scores(terms), admitted, depth)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25F of every passage, text and title; 0 where no term occurs; shape (rows,)."""
        scores = np.zeros(len(self._owners), dtype=np.float32)
        for term in dict.fromkeys(terms):
            numbers, added = self._cache.get("passages", term, self._passage_impacts)
            scores[numbers] += added
        return scores

    def idf(self, terms: Sequence[str]) -> dict[str, float]:
        """What each distinct term says, in order; 0 if no live passage holds it."""
        said = {}
        for term in terms:
            numbers, _ = self._cache.get("passages", term, self._passage_impacts)
            said[term] = idf(len(numbers), self._passages) if len(numbers) else 0.0
        return said

    def document_scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document, its title and all its passages taken as one text.

        Returns:
            Scores by place among the documents, shape (documents,); 0 where no term occurs.
        """
        scores = np.zeros(self._documents, dtype=np.float32)
        for term in dict.fromkeys(terms):
            holders, added = self._cache.get("documents", term, self._document_impacts)
            scores[holders] += added
        return scores

    def pair_scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every passage's text for the pairs of neighbouring terms of the question.

        A pair occurs where its two terms stand side by side in the same order.

        Returns:
            Scores by passage number, shape (rows,); 0 where no pair occurs.
        """
        scores = np.zeros(len(self._owners), dtype=np.float32)
        for pair in dict.fromkeys(pairwise(terms)):
            numbers, added = self._cache.get("pairs", pair, self._pair_impacts)
            if len(numbers):
                scores[numbers] += added
        return scores

    def _passage_impacts(self, term: str) -> _Impacts:
        """The live passages that hold a term in text or title, and what it adds to each."""
        text, title = self._postings.found("text", term), self._postings.found("title", term)
        numbers, weights = text.numbers, self._text.weights(text)
        if len(title.numbers):
            summed = np.zeros(len(self._owners), dtype=np.float32)
            summed[numbers] = weights
            only_title = title.numbers[summed[title.numbers] == 0]
            summed[title.numbers] += self._title.weights(title, TITLE_WEIGHT)
            numbers = np.concatenate((numbers, only_title))
            weights = summed[numbers]
        return numbers, impacts(weights, len(numbers), self._passages)

    def _document_impacts(self, term: str) -> _Impacts:
        """The documents that hold a term, and what it adds to each."""
        found = self._postings.found("text", term), self._postings.found("title", term)
        frequencies = self._of_documents(*found)
        holders = np.flatnonzero(frequencies)
        weights = self._document.weights(Occurrences(holders, frequencies[holders]))
        return holders, impacts(weights, len(holders), self._documents, DOCUMENT_K1)

    def _pair_impacts(self, pair: tuple[str, str]) -> _Impacts:
        """The passages that hold two terms side by side, and what that adds to each."""
        first, second = (self._cache.get("places", term, self._places)[0] for term in pair)
        adjacent = self._adjacent(first, second)
        if not len(adjacent):
            return adjacent, np.empty(0, dtype=np.float32)
        found = _counted(self._postings.passages_at(adjacent))
        weights = self._text.weights(found)
        return found.numbers, impacts(weights, len(found.numbers), self._passages)

    def _adjacent(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where the pair stands: all of its first places, or all of its second ones; ascending."""
        swapped = len(first) > len(second)
        few, many = (second - 1, first) if swapped else (first + 1, second)
        if len(few) * FEW < len(many):
            met = many.take(many.searchsorted(few), mode="clip")
            adjacent: NDArray[np.int64] = few[met == few]
            return adjacent
        # The place before the first one is the last one here, which no term has.
        with self._marking:
            self._marks[few] = True
            adjacent = many[self._marks[many]]
            self._marks[few] = False
        return adjacent

    @cached_property
    def _marks(self) -> NDArray[np.bool_]:
        """Room to mark places, for one thread at a time; all false before and after."""
        return np.zeros(self._postings.end, dtype=bool)

    def _places(self, term: str) -> tuple[NDArray[np.int64]]:
        return (self._postings.places(term),)

    def _of_documents(self, text: Occurrences, title: Occurrences) -> NDArray[np.float32]:
        """Sums by document, shape (documents,); a title counts once, not for each passage."""
        owners = self._owners[text.numbers]
        totals = np.bincount(owners, weights=text.frequencies, minlength=self._documents)
        in_title = np.zeros(self._documents, dtype=np.float32)
        in_title[self._owners[title.numbers]] = title.frequencies
        return totals.astype(np.float32) + in_title


def _counted(holders: NDArray[np.int64]) -> Occurrences:
    """How often each number is there; at least one is, equal ones stand side by side.

    `np.unique` does the same and takes five times as long for the few of most pairs.
    """
    begins = np.concatenate(([0], np.flatnonzero(holders[1:] != holders[:-1]) + 1))
    times = np.empty(len(begins), dtype=np.float32)
    times[:-1] = begins[1:] - begins[:-1]
    times[-1] = len(holders) - begins[-1]
    return Occurrences(holders[begins], times)
