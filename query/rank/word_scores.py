"""What the words of a question are worth: in rows, in articles, and as pairs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from query.rank.keyword import KeywordSearcher
from query.rank.pairs import Pair
from query.rank.row_scores import RowScores


class WordScores:
    """The scores of one question, each computed when it is first asked for.

    Args:
        keyword: Computes them.
        terms: The terms of the question, with others that are looked for too.
        pairs: Its neighbouring terms.

    Raises:
        IndexCorruptError: If a posting list is damaged; so for the attributes.
    """

    def __init__(self, keyword: KeywordSearcher, terms: list[str], pairs: Sequence[Pair]) -> None:
        self._keyword, self._pairs = keyword, pairs
        self.terms = terms

    @cached_property
    def rows(self) -> RowScores:
        """BM25F of the rows."""
        return self._keyword.scores(self.terms)

    @cached_property
    def articles(self) -> NDArray[np.float32]:
        """BM25 of the articles, by ordinal, shape (articles,)."""
        return self._keyword.document_scores(self.terms)

    @cached_property
    def pairs(self) -> RowScores:
        """BM25 of the rows for pairs that stand side by side."""
        return self._keyword.pair_scores(self._pairs)

    @cached_property
    def idf(self) -> dict[str, float]:
        """Each distinct term's idf, in order; 0 if no row holds it."""
        return self._keyword.idf(self.terms)
