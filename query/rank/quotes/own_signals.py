"""The signals that only quotes have."""

from __future__ import annotations

import numpy as np

from indexer.store.catalog.reader import Catalog
from query.rank.asked import Asked
from query.rank.fusion import Scale, Signal, scaled
from query.rank.quotes.role import Roles
from query.rank.ranking import distinct
from query.rank.semantic import Compared
from query.rows.quote_places import QuotePlaces
from query.rows.sources import Numbers, VectorSource
from query.weights import Weights

NEAREST = 200
"""How many of the quotes that are nearest in meaning are compared by their paragraphs too. Beside
passages, whose own meaning counts already, half of them find as much."""

BEFORE = 0.25
"""What the paragraph before counts against the paragraph of the quote."""

WHOLE_LENGTH = 50
"""Characters from which on a quote counts as a whole statement; a word in marks is less."""

LENGTH_WEIGHT = 0.35
"""Of the five best quotes for 30 topics 117 instead of 106 have a word of the topic themselves, and
11 instead of 21 are fragments of up to three words; more weight changes little."""


class QuoteSignals:
    """Length, context, and how well the speaker fits a role that the question names.

    Args:
        catalog: Where the quotes are.
        passages: The vectors of passages.
        places: Tells in which passages quotes stand, and how long they are.
        nearest: How many quotes are compared by their paragraphs.
    """

    def __init__(
        self,
        catalog: Catalog,
        passages: VectorSource,
        places: QuotePlaces,
        nearest: int = NEAREST,
    ) -> None:
        self._roles, self._passages, self._places = Roles(catalog), passages, places
        self._nearest = nearest

    def __call__(self, asked: Asked, weights: Weights, compared: Compared) -> list[Signal]:
        """The signals for the quotes that the searchers found.

        Raises:
            IndexCorruptError: If a part of the index is damaged.
        """
        return [
            _length_signal(self._places, compared.numbers),
            *self._roles.signals(asked, weights, compared.numbers),
            *self._context(asked, weights, compared),
        ]

    def _context(self, asked: Asked, weights: Weights, compared: Compared) -> list[Signal]:
        """What the paragraph of a quote means, and the one before, which often has the topic."""
        nearest = compared.ranking.numbers[: self._nearest]
        quotes, own, before = self._places.around(nearest)
        if asked.vector is None or not len(quotes):
            return []
        wanted = distinct(np.concatenate((own, before)))
        cosines = self._passages.rescore(asked.vector, wanted).astype(np.float64)
        raw = cosines[np.searchsorted(wanted, own)]
        raw += BEFORE * cosines[np.searchsorted(wanted, before)]
        scale = Scale.of(-np.sort(-raw))
        return [scaled("context", weights.context, quotes, raw, scale)]


def _length_signal(places: QuotePlaces, numbers: Numbers) -> Signal:
    """How long quotes are, up to a whole statement: among equals, the one that says more is first.

    Args:
        places: Knows their lengths.
        numbers: Quote numbers, each once.

    Raises:
        IndexCorruptError: If the catalog is damaged.
    """
    raw = places.lengths(numbers).astype(np.float64)
    return Signal("length", LENGTH_WEIGHT, numbers, raw, np.minimum(raw / WHOLE_LENGTH, 1.0))
