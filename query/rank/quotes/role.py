"""How well a speaker fits what a question says of one: "the mayor", "which commander", "who"."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from indexer.names.roles import role_words
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import terms
from query.rank.asked import Asked
from query.rank.fusion import Signal
from query.rows.sources import Numbers
from query.weights import Weights

MOST_KEPT = 1 << 16
"""Quotes whose speakers are kept: questions to one archive meet the same ones again."""

_Told = tuple[str, str]


class Roles:
    """Compares the speakers of quotes with what a question says. Threads may share it.

    Args:
        catalog: Where the quotes are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._quotations = Quotations(catalog)
        self._told: dict[int, _Told] = {}
        self._speakers: dict[str, _Told] = {}

    def signals(self, asked: Asked, weights: Weights, numbers: Numbers) -> list[Signal]:
        """What the roles and names of speakers say about their quotes.

        A question with a role and one that asks who have two signals, where some quote has them:
        the share of the role's words that are words of the speaker's name or roles; and whether the
        speaker's family name stands in the question, where it is somebody else's.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        if asked.preferred is not None or not (asked.role or asked.asks_who):
            return []
        told = self._of(numbers.tolist())
        wanted, words = _role_terms(asked.role), frozenset(terms(asked.words))
        fit = {one: _share(wanted, one) for one in set(told)}
        named = {one: float(_family(one[0]) in words) for one in set(told)}
        return [
            Signal(name, weight, numbers, values, values)
            for name, weight, by_speaker in (
                ("role", weights.role, fit), ("named", weights.named, named),
            )
            if (values := np.array([by_speaker[one] for one in told])).any()
        ]  # fmt: skip

    def _of(self, quotes: list[int]) -> list[_Told]:
        """The speaker of each quote, and the speaker with all roles."""
        told = self._told
        missing = [quote for quote in quotes if quote not in told]
        if missing:
            found = self._read(missing)
            if len(told) + len(found) > MOST_KEPT:
                told = {quote: told[quote] for quote in quotes if quote in told}
            told = told | found
            self._told = told
        return [told.get(quote, ("", "")) for quote in quotes]

    def _read(self, quotes: list[int]) -> dict[int, _Told]:
        """The same, asking once for each speaker: some have a role in thousands of quotes."""
        names = self._quotations.names_of_speakers(quotes)
        first = {name: quote for quote, name in names.items() if name not in self._speakers}
        nameless = [quote for quote in quotes if quote not in names]
        found = self._quotations.told_of_speakers([*first.values(), *nameless])
        speakers = self._speakers | {name: found[quote] for name, quote in first.items()}
        self._speakers = speakers if len(speakers) <= MOST_KEPT else {}
        return found | {quote: speakers[name] for quote, name in names.items()}


def _share(wanted: frozenset[str], told: _Told) -> float:
    return len(wanted & _role_terms(told[1])) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=1 << 12)
def _family(name: str) -> str:
    """The last term of a name; "" for nobody's."""
    return "".join(terms(name)[-1:])


@lru_cache(maxsize=1 << 12)
def _role_terms(role: str) -> frozenset[str]:
    """The distinctive terms of a role: "Sen." and "senators" are one."""
    return frozenset(terms(" ".join(sorted(role_words(role)))))
