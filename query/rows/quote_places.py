"""How long quotes are, and in which passages they stand: read once, then kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from query.rows.sources import Numbers

_UNKNOWN = -2
_NONE = -1

_Places = NDArray[np.int32]


class QuotePlaces:
    """Facts about quotes that rank them. Threads may share it.

    Two threads may read the same fact at the same time, and find the same.

    Args:
        catalog: Holds quotes and passages.
        rows: How many quote numbers have been assigned.
    """

    def __init__(self, catalog: Catalog, rows: int) -> None:
        self._quotations = Quotations(catalog)
        self._first: _Places = np.full(rows, _UNKNOWN, dtype=np.int32)
        self._last: _Places = np.full(rows, _UNKNOWN, dtype=np.int32)
        self._before: _Places = np.full(rows, _UNKNOWN, dtype=np.int32)

    def lengths(self, quotes: Numbers) -> Numbers:
        """Characters from the first to the last that is quoted; shape (n,) -> (n,).

        Raises:
            IndexCorruptError: If the catalog is damaged or lacks some passages; so below.
        """
        return self._quotations.lengths(quotes)

    def around(self, quotes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The quotes that stand in a passage, their first passages, and the passages before these.

        A quote outside of all passages, as in a headline, is left out. The first passage of an
        article stands in for the one before it. Each of the arrays has the shape (m,).
        """
        self._find(quotes)
        held = quotes[self._first[quotes] >= 0]
        return held, self._first[held].astype(np.int64), self._before[held].astype(np.int64)

    def passages(self, quotes: Numbers) -> tuple[Numbers, Numbers]:
        """(quote, passage) for each passage with words of a quote, as two arrays, shape (m,)."""
        self._find(quotes)
        held = quotes[self._first[quotes] >= 0]
        first = self._first[held].astype(np.int64)
        counts = self._last[held] - first + 1
        begins = np.cumsum(counts) - counts
        within = np.arange(int(counts.sum())) - np.repeat(begins, counts)
        return np.repeat(held, counts), np.repeat(first, counts) + within

    def _find(self, quotes: Numbers) -> None:
        """Look up the passages of the quotes for which nobody has done so yet."""
        missing = quotes[self._first[quotes] == _UNKNOWN]
        if not len(missing):
            return
        spans = self._quotations.spans(missing.tolist())
        touched: dict[int, list[tuple[int, int, int]]] = {}
        for passage, document, _, start, end in self._quotations.passages_under(
            [(document, start, end) for _, document, start, end in spans]
        ):
            touched.setdefault(document, []).append((passage, start, end))
        first_of = self._quotations.first_passages(sorted(touched))
        for quote, document, begins, ends in spans:
            held = touched.get(document, ())
            own = [number for number, start, end in held if start < ends and end > begins]
            first = own[0] if own else _NONE
            self._last[quote] = own[-1] if own else _NONE
            # Passages of an article have one range of numbers.
            self._before[quote] = max(first - 1, first_of[document]) if own else _NONE
            self._first[quote] = first
