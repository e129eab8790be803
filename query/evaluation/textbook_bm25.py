"""BM25 as others compute it, to see that the evaluation is right before looking at the ranking.

Text alone, k1 1.5 and b .75, Lucene's 33 stop words left out of questions and lengths, a word of
the question counted as often as it stands there: the defaults of bm25s. Only `evaluate` uses it.
"""

from __future__ import annotations

import numpy as np

from indexer.store.index import Index
from indexer.text.analyzer import terms
from query.rank.bm25 import LengthNorm, impacts
from query.rank.postings import LivePostings
from query.rank.ranking import Ranking, best

K1 = 1.5
B = 0.75
STOP_WORDS = """
    a an and are as at be but by for if in into is it no not of on or such that the their then
    there these they this to was will with
"""


class TextbookBM25:
    """Ranks the live passages of an index by textbook BM25."""

    def __init__(self, index: Index) -> None:
        live = index.live
        self._postings = LivePostings(index.keyword, live)
        self._stopped = frozenset(terms(STOP_WORDS))
        self._live = live
        lengths = index.keyword.lengths("text", len(live)).astype(np.int64)
        for term in sorted(self._stopped):
            found = self._postings.found("text", term)
            lengths[found.numbers] -= found.frequencies.astype(np.int64)
        self._norm = LengthNorm(lengths.astype(np.uint32), live, B)

    def rank(self, question: str, depth: int) -> Ranking:
        """The passages that hold a word of the question, best first, ties by number."""
        scores = np.zeros(len(self._live), dtype=np.float32)
        passages = int(np.count_nonzero(self._live))
        for term in terms(question):
            if term not in self._stopped:
                found = self._postings.found("text", term)
                added = impacts(self._norm.weights(found), len(found.numbers), passages, K1)
                scores[found.numbers] += added
        return best(scores, self._live, depth)
