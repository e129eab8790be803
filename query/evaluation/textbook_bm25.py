"""The baseline: BM25 as others compute it, which shows whether the evaluation itself is right.

Text alone, k1 1.5 and b .75, without Lucene's 33 stop words in questions and lengths. A word of the
question counts as often as it stands there. These are the defaults of bm25s. Only `evaluate` uses
it.
"""

from __future__ import annotations

import numpy as np

from indexer.text.analyzer import terms
from query.rank.bm25 import LengthNorm, impacts
from query.rank.postings import PostingReader
from query.rank.ranking import Ranking, best
from query.rows.rows import Rows

K1 = 1.5
B = 0.75
STOP_WORDS = """
    a an and are as at be but by for if in into is it no not of on or such that the their then
    there these they this to was will with
"""


class TextbookBM25:
    """Ranks passages by textbook BM25."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._stopped = frozenset(terms(STOP_WORDS))
        whole = rows.keyword.lengths("text")
        self._postings = PostingReader(rows.keyword)
        lengths = whole.astype(np.int64)
        for term in sorted(self._stopped):
            found = self._postings.found("text", term)
            lengths[found.numbers] -= found.frequencies.astype(np.int64)
        self._norm = LengthNorm(lengths.astype(np.uint32), rows.live, B)

    def rank(self, question: str, depth: int) -> Ranking:
        """The passages that hold a word of the question, best first."""
        scores = np.zeros(len(self._rows.live), dtype=np.float32)
        passages = int(np.count_nonzero(self._rows.live))
        for term in terms(question):
            if term not in self._stopped:
                found = self._postings.found("text", term)
                added = impacts(self._norm.weights(found), len(found.numbers), passages, K1)
                scores[found.numbers] += added
        return best(scores, self._rows.live, depth, self._rows.tie_keys)
