"""Finding the mean of an index, and taking the signs of its first vectors again.

An index gets its mean with the commit that brings enough vectors. The few that are there already
are then written again into new folders, with signs against the mean. One transaction of the catalog
names these folders and the mean.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.state import State
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import sync_folder
from indexer.store.layout import Layout, fresh_part, random_id
from indexer.store.part import both_vectors
from indexer.store.rewriting import rewrite_vectors
from indexer.store.vectors.mean import FEWEST, packed, shared_mean


def is_due(state: State, more: int) -> bool:
    """Whether so many more passages are the first that are enough to tell a mean."""
    return state.rows < FEWEST <= state.rows + more and not state.mean


def put_mean(layout: Layout, catalog: CatalogWriter, vectors: NDArray[np.float32]) -> State | None:
    """Give an index its mean, if its vectors share one.

    Args:
        layout: Where the index lies.
        catalog: Its catalog.
        vectors: Of the passages that are about to be stored, shape (n, dimension).

    Returns:
        The new state; None where nothing has changed.

    Raises:
        IndexCorruptError: If a vector of the index is damaged; nothing has changed then.
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    state = catalog.state()
    passages, quotes = both_vectors(layout, state)
    mean = shared_mean(np.concatenate([passages.decoded(np.arange(len(passages))), vectors]))
    if not mean.any():
        return None
    found = replace(
        state,
        mean=packed(mean),
        vectors=fresh_part("vectors"),
        vectors_id=random_id(),
        quote_vectors=fresh_part("quote_vectors"),
        quote_vectors_id=random_id(),
    )
    checksums = [
        rewrite_vectors(old, layout.part(folder), part_id, np.arange(len(old)), mean, kept)
        for old, folder, part_id, kept in (
            (passages, found.vectors, found.vectors_id, None),
            (quotes, found.quote_vectors, found.quote_vectors_id, np.arange(len(passages))),
        )
    ]
    sync_folder(layout.root)
    with catalog.transaction():
        catalog.bind_vectors("passage", checksums[0])
        catalog.bind_vectors("quote", checksums[1])
        catalog.put_state(found)
    return found
