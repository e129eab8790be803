"""The passages that a filter admits.

A filter is decided before either searcher ranks anything, so that a filtered question finds what
an index of only these documents would find.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.store.index import Index
from query.filters import Filter, compile_filter


def admitted(index: Index, chosen: Filter) -> NDArray[np.bool_]:
    """Which passages the filter admits, by passage number; bool, shape (rows,).

    Passages that are not live are never admitted.
    """
    condition, values = compile_filter(chosen, index.catalog.distinct)
    numbers = np.array(index.catalog.matching(condition, values), dtype=np.int64)
    documents = np.isin(index.documents, numbers)
    # The last place stands for "no document": owners are -1 there.
    return np.append(documents, False)[index.owners]
