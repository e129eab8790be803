"""BM25 and BM25F, vectorised over postings.

    idf   = ln(1 + (N - n + .5) / (n + .5))       n of N passages hold the term
    tf'   = sum over fields f of  w_f tf_f / (1 - b + b length_f / average_f)
    score = sum over terms of     idf tf' (k1 + 1) / (tf' + k1)

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, (3.15) and
(3.18); the 1 in the logarithm, which keeps frequent terms from counting against a passage, as in
Lucene. With one field and one term the ranking is that of Whoosh's BM25F. Whoosh's idf is
ln(N / (n + 1)) + 1, which weighs no word of a question less than about 1, "the" included: it suits
an analyzer that leaves such words out, and ours keeps them all.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from query.rank.postings import Occurrences

K1 = 0.9
B = 0.5
"""Chosen with K1 on news and encyclopedia questions, where they beat 1.5 and .75 everywhere but
on one set; close to Anserini's defaults of .9 and .4."""

DOCUMENT_K1 = 1.5
DOCUMENT_B = 0.75
"""For whole documents, where a word that comes back again and again says what they are about.
Beside the passages these are better than K1 and B on four of five sets."""


class LengthNorm:
    """How much an occurrence counts in each text, given how long the text is."""

    def __init__(
        self, lengths: NDArray[np.uint32], counted: NDArray[np.bool_], b: float = B
    ) -> None:
        """Average over the texts that are counted.

        Args:
            lengths: Terms in each text, shape (n,).
            counted: Which texts count, shape (n,).
            b: How much a text's length matters, in [0, 1].
        """
        present = int(np.count_nonzero(counted))
        some = lengths if present == len(lengths) else lengths[counted]
        total = int(some.sum(dtype=np.int64))
        average = total / present if total else 1.0
        longest = int(lengths.max(initial=0))
        if longest < len(lengths):  # few different lengths: each is computed once
            self._factors = _factors(np.arange(longest + 1), average, b)[lengths]
        else:
            self._factors = _factors(lengths, average, b)

    def weights(self, found: Occurrences, weight: float = 1.0) -> NDArray[np.float32]:
        """What one field adds to tf', in each text where the term was found."""
        factors: NDArray[np.float32] = self._factors[found.numbers]
        factors *= found.frequencies
        if weight != 1.0:
            factors *= np.float32(weight)
        return factors


def _factors(lengths: NDArray[np.integer], average: float, b: float) -> NDArray[np.float32]:
    """What an occurrence counts in texts of these lengths."""
    factors = 1 / (1 - b + b * (lengths / average))
    return factors.astype(np.float32)


def idf(holding: int, texts: int) -> float:
    """The idf of a term that `holding` of so many `texts` hold; more than 0."""
    return math.log1p((texts - holding + 0.5) / (holding + 0.5))


def impacts(
    weights: NDArray[np.float32], holding: int, texts: int, k1: float = K1
) -> NDArray[np.float32]:
    """What a term with these tf' adds to the scores."""
    saturated = weights + np.float32(k1)
    np.divide(weights, saturated, out=saturated)
    saturated *= np.float32((k1 + 1) * idf(holding, texts))
    return saturated
