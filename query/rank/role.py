"""How well a speaker's role fits the one that a question names: "the mayor", "which commander"."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from indexer.names.roles import role_words
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import terms
from query.rank.fusion import Signal
from query.rows.sources import Numbers

MOST_KEPT = 1 << 16
"""Quotes whose speakers are kept: questions to one archive meet the same ones again."""


class Roles:
    """Compares the speakers of quotes with a role. Threads may share it.

    Args:
        catalog: Where the quotes are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._quotations = Quotations(catalog)
        self._told: dict[int, str] = {}

    def signal(self, role: str, weight: float, numbers: Numbers) -> list[Signal]:
        """The share of a role's words that are words of each speaker's name or roles.

        Args:
            role: As the question has it; "" names none.
            weight: Of the signal.
            numbers: Quote numbers, each once.

        Returns:
            The signal; none if no speaker has a word of it.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        wanted = _terms(role)
        if not wanted:
            return []
        told = self._of(numbers.tolist())
        known = {words: len(wanted & _terms(words)) / len(wanted) for words in set(told)}
        share = np.array([known[words] for words in told])
        return [Signal("role", weight, numbers, share, share)] if share.any() else []

    def _of(self, quotes: list[int]) -> list[str]:
        """Speaker and roles of each quote."""
        told = self._told
        missing = [quote for quote in quotes if quote not in told]
        if missing:
            found = self._quotations.told_of_speakers(missing)
            if len(told) + len(found) > MOST_KEPT:
                told = {quote: told[quote] for quote in quotes if quote in told}
            told = told | found
            self._told = told
        return [told.get(quote, "") for quote in quotes]


@lru_cache(maxsize=1 << 12)
def _terms(role: str) -> frozenset[str]:
    """The distinctive terms of a role: "Sen." and "senators" are one."""
    return frozenset(terms(" ".join(sorted(role_words(role)))))
