"""How well a speaker's role fits the one that a question names: "the mayor", "which commander"."""

from __future__ import annotations

import numpy as np

from indexer.names.roles import role_words
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import terms
from query.rank.fusion import Signal
from query.rows.sources import Numbers


def role_signal(catalog: Catalog, role: str, weight: float, numbers: Numbers) -> list[Signal]:
    """The share of a role's words that are words of each speaker's name or roles.

    Args:
        catalog: Where the quotes are.
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
    told = Quotations(catalog).told_of_speakers(numbers.tolist())
    known = {words: len(wanted & _terms(words)) / len(wanted) for words in set(told.values())}
    share = np.array([known[told.get(number, "")] for number in numbers.tolist()])
    return [Signal("speaker", weight, numbers, share, share)] if share.any() else []


def _terms(role: str) -> frozenset[str]:
    """The distinctive terms of a role: "Sen." and "senators" are one."""
    return frozenset(terms(" ".join(sorted(role_words(role)))))
