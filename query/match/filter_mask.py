"""The passages, or quotes, that a filter admits.

A filter is decided before either searcher ranks anything, so that a filtered question finds what
an index of only these documents would find.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer.store.index import Index
from query.parse.filters import (
    All,
    Attributed,
    Filter,
    Not,
    Some,
    SpokenBy,
    asks_who,
    compile_filter,
)

Mask = NDArray[np.bool_]


def admitted(index: Index, chosen: Filter) -> Mask:
    """Which passages the filter admits, by passage number; bool, shape (rows,).

    Passages that are not live are never admitted.
    """
    return _Admission(index, index.document_of, lambda quotes: _with_quotes(index, quotes)).of(
        chosen
    )


def admitted_quotes(index: Index, owners: NDArray[np.int64], chosen: Filter) -> Mask:
    """Which quotes the filter admits, by quote number; bool, shape (quote rows,).

    Args:
        index: The index.
        owners: Whose each quote is (`Part.owners`).
        chosen: The filter.
    """
    return _Admission(index, owners, lambda quotes: quotes).of(chosen)


class _Admission:
    """Decides filters on one kind of rows; `rows_of` says in which rows quotes are found."""

    def __init__(
        self,
        index: Index,
        owners: NDArray[np.int64],
        rows_of: Callable[[list[int]], list[int]],
    ) -> None:
        self._index, self._owners, self._rows_of = index, owners, rows_of
        self._live = owners >= 0

    def of(self, chosen: Filter) -> Mask:
        if not asks_who(chosen):
            return self._of_documents(chosen)
        match chosen:
            case Not(inner):
                return self._live & ~self.of(inner)
            case All(inner):
                return reduce(np.logical_and, map(self.of, inner), self._live)
            case Some(inner):
                return reduce(np.logical_or, map(self.of, inner), np.zeros_like(self._live))
            case _:
                return self._of_quotes(self._quotes(chosen))

    def _of_documents(self, chosen: Filter) -> Mask:
        condition, values = compile_filter(chosen, self._index.catalog.distinct)
        numbers = np.array(self._index.catalog.matching(condition, values), dtype=np.int64)
        documents = np.isin(self._index.documents, numbers)
        # The last place stands for "no document": owners are -1 there.
        return np.append(documents, False)[self._owners]

    def _quotes(self, chosen: Filter) -> list[int]:
        from indexer.store.catalog.quotes import Quotations
        from query.speakers.directory import Directory, meant, quotes_by

        match chosen:
            case SpokenBy(name, variants):
                found = Directory(self._index.catalog).find(name, variants)
                return quotes_by(self._index.catalog, meant(found))
            case Attributed():
                return Quotations(self._index.catalog).attributed()
            case _:
                raise ValueError(f"{chosen} is no condition on quotes")

    def _of_quotes(self, quotes: list[int]) -> Mask:
        mask = np.zeros_like(self._live)
        rows = np.array(self._rows_of(quotes), dtype=np.int64)
        mask[rows[rows < len(mask)]] = True
        return mask & self._live


def _with_quotes(index: Index, quotes: list[int]) -> list[int]:
    from indexer.store.catalog.quotes import Quotations

    return Quotations(index.catalog).passages_with(quotes)
