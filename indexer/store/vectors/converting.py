"""Vectors of an older form as whole numbers, for an index that gets the present format."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.state import DocumentRanges
from indexer.store.vectors.checksums import row_checksums
from indexer.store.vectors.reader import BLOCK, Vectors
from indexer.store.vectors.rows import NOT_SHARED
from indexer.store.vectors.writer import VectorWriter


def convert(
    old: Vectors, writer: VectorWriter, shared: NDArray[np.int64] | None = None
) -> NDArray[np.uint64]:
    """Write all vectors again under their numbers; what was damaged stays damaged.

    Args:
        old: To be read.
        writer: Of an empty folder.
        shared: As `VectorWriter.append` takes it, for all vectors.

    Returns:
        The checksums of the new rows, shape (n,).

    Raises:
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    found = [np.empty(0, dtype=np.uint64)]
    damaged = np.zeros(len(old), dtype=bool)
    damaged[old.faulty()] = True
    for start in range(0, len(old), BLOCK):
        block = slice(start, start + BLOCK)
        rows = old.decoded(np.arange(start, min(start + BLOCK, len(old))))
        rows[damaged[block]] = np.eye(1, old.dimension, dtype=np.float32)
        passages = None if shared is None else shared[block]
        found.append(writer.append(rows, passages, damaged[block]))
    writer.commit()
    return np.concatenate(found)


def same_rows(
    passages: Vectors, quotes: Vectors, documents: Iterable[DocumentRanges]
) -> NDArray[np.int64]:
    """For each quote a passage of its document with the same row, or `NOT_SHARED`; shape (n,).

    Only sound rows are shared, so that damage does not spread.
    """
    of_passages, of_quotes = _sums(passages), _sums(quotes)
    damaged = np.zeros(len(passages), dtype=bool)
    damaged[passages.faulty()] = True
    shared = np.full(len(quotes), NOT_SHARED, dtype=np.int64)
    for one in documents:
        if not one.quotes:
            continue
        last = one.first_quote + one.quotes
        here = of_passages[one.first_passage : one.first_passage + one.passages]
        is_same = of_quotes[one.first_quote : last, None] == here
        if is_same.any():
            places = one.first_passage + is_same.argmax(axis=1)
            shared[one.first_quote : last] = np.where(is_same.any(axis=1), places, NOT_SHARED)
    for start in range(0, len(quotes), BLOCK):
        numbers = start + np.flatnonzero(shared[start : start + BLOCK] != NOT_SHARED)
        rows = passages.rows.take(shared[numbers])
        is_other = np.any(rows != quotes.rows.take(numbers), axis=1) | damaged[shared[numbers]]
        shared[numbers[is_other]] = NOT_SHARED
    return shared


def _sums(vectors: Vectors) -> NDArray[np.uint64]:
    """A number for each row that equal rows share, shape (n,)."""
    found = [np.empty(0, dtype=np.uint64)]
    for start in range(0, len(vectors), BLOCK):
        numbers = np.arange(start, min(start + BLOCK, len(vectors)))
        found.append(row_checksums(vectors.rows.take(numbers), numbers, 0))
    return np.concatenate(found)
