"""Acronyms in capitals in a question: "US" is not the word "us"."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from indexer.text.analyzer import terms, words
from indexer.text.hidden_terms import acronym_term, hidden_terms
from query.rank.stopwords import content_terms
from query.rows.rows import Rows

MOST_SHOUTED = 3
"""Words of a question in capitals that may be acronyms; in a longer one capitals tell nothing."""

LOOKED_AT = 32
"""Texts that are read to see whether every text has the terms of its acronyms."""


class AcronymTerms:
    """Gives the terms of a question, with those of its acronyms.

    A text that an earlier version indexed does not have the terms of acronyms. Where there are such
    texts, the small word counts too, so that none is lost.

    Args:
        rows: One kind of row.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._is_everywhere = lru_cache(maxsize=None)(self._look)

    def ranked(self, question: str) -> list[str]:
        """The content terms of a question, and the terms of its acronyms."""
        found = content_terms(question)
        split = words(question)
        if question.upper() == question and len(split) > MOST_SHOUTED:
            return found
        for word in split:
            term = acronym_term(word)
            if term is None or not self._rows.keyword.has_term("text", term):
                continue
            small = terms(word)[0]
            if self._is_everywhere(small, term):
                found = [one for one in found if one != small]
            if term not in found:
                found.append(term)
        return found

    def _look(self, small: str, term: str) -> bool:
        """Whether all texts with the acronym have its term, as far as some of the others tell."""
        keyword = self._rows.keyword
        others = np.setdiff1d(
            keyword.postings("text", small).numbers, keyword.postings("text", term).numbers
        )
        chosen = others[np.linspace(0, len(others) - 1, min(LOOKED_AT, len(others))).astype(int)]
        texts = self._rows.written("text", chosen.tolist())
        return not any(hidden.term == term for text in texts for hidden in hidden_terms(text))
