"""The signals that only quotes have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from indexer.store.catalog.reader import Catalog
from query.rank.asked import Asked
from query.rank.fusion import Scale, Signal, scaled
from query.rank.quote_length import length_signal
from query.rank.role import role_signal
from query.rank.semantic import Compared
from query.rows.sources import VectorSource
from query.weights import Weights

NEAREST = 200
"""How many of the quotes that are nearest in meaning are compared by their paragraphs too."""

BEFORE = 0.25
"""What the paragraph before counts against the paragraph of the quote."""

Around = Callable[[Sequence[int]], list[tuple[int, int, int]]]
"""Quote numbers -> (quote, its passage, the passage before)."""


class QuoteSignals:
    """Length, context, and how well the speaker fits a role that the question names.

    Args:
        catalog: Where the quotes are.
        passages: The vectors of passages.
        around: Tells in which passages quotes stand (`QuotePlaces.around`).
    """

    def __init__(self, catalog: Catalog, passages: VectorSource, around: Around) -> None:
        self._catalog, self._passages, self._around = catalog, passages, around

    def __call__(self, asked: Asked, weights: Weights, compared: Compared) -> list[Signal]:
        """The signals for the quotes that the searchers found.

        Raises:
            IndexCorruptError: If a part of the index is damaged.
        """
        return [
            length_signal(self._catalog, compared.numbers),
            *role_signal(self._catalog, asked.role, weights.role, compared.numbers),
            *self._context(asked, weights, compared),
        ]

    def _context(self, asked: Asked, weights: Weights, compared: Compared) -> list[Signal]:
        """What the paragraph of a quote means, and the one before, which often has the topic."""
        nearest = compared.ranking.numbers[:NEAREST]
        around = self._around(nearest.tolist())
        if asked.vector is None or not around:
            return []
        quotes, own, before = np.array(around, dtype=np.int64).T
        wanted = np.unique(np.concatenate((own, before)))
        cosines = self._passages.rescore(asked.vector, wanted).astype(np.float64)
        raw = cosines[np.searchsorted(wanted, own)]
        raw += BEFORE * cosines[np.searchsorted(wanted, before)]
        scale = Scale.of(-np.sort(-raw))
        return [scaled("context", weights.context, quotes, raw, scale)]
