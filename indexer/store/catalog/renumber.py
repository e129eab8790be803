"""New numbers without gaps for passages and quotes; within a transaction of the catalog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.checksums import signed
from indexer.store.catalog.schema import columns
from indexer.store.catalog.tables import Row, Tables

Kind = Literal["passage", "quote"]

AT_ONCE = 10_000
"""Rows that are renumbered at once, to bound the memory."""

_NAMES = columns("documents")


def renumber_rows(tables: Tables, kind: Kind, live: NDArray[np.int64]) -> None:
    """Give the rows of all passages, or quotes, the numbers from 0 on, in their order.

    Args:
        tables: Changes the rows.
        kind: Of which the numbers are.
        live: All numbers in use, ascending.

    Raises:
        ValueError: If the catalog does not hold just these, or a row is damaged.
    """
    last, done = -1, 0
    while True:
        rows = tables.select(f"{kind}s", f"{kind} > ?", (last,), AT_ONCE)
        if not rows:
            break
        if [row[0] for row in rows] != live[done : done + len(rows)].tolist():
            raise ValueError(f"the {kind} numbers are not those of the documents")
        # Numbers only become smaller, in order: none is taken when it is given.
        changed = [(new, *row[1:-1]) for new, row in enumerate(rows, done)]
        tables.replace(f"{kind}s", rows, changed)
        last, done = rows[-1][0], done + len(rows)
    if done != len(live):
        raise ValueError(f"holds {done} of {len(live)} {kind}s")


def move_documents(tables: Tables, kind: Kind, live: NDArray[np.int64]) -> None:
    """Let every document's range begin at its new number.

    Raises:
        ValueError: If a row is damaged.
    """
    first = _NAMES.index(f"first_{kind}")

    def moved(row: Row) -> Row:
        number = int(np.searchsorted(live, row[first]))
        return (*row[:first], number, *row[first + 1 : -1])

    _change_documents(tables, moved)


def bind_vectors(tables: Tables, kind: Kind, checksums: NDArray[np.uint64]) -> None:
    """Note for each document the sum of the checksums of its vectors.

    Args:
        tables: Changes the rows.
        kind: Of which the vectors are.
        checksums: Of each vector, by number, shape (rows,).

    Raises:
        ValueError: If a row is damaged.
    """
    first, count = _NAMES.index(f"first_{kind}"), _NAMES.index(f"{kind}s")
    place = _NAMES.index(f"{kind}_vectors")

    def bound(row: Row) -> Row:
        total = sum_of(checksums[row[first] : row[first] + row[count]])
        return (*row[:place], total, *row[place + 1 : -1])

    _change_documents(tables, bound)


def sum_of(checksums: NDArray[np.uint64]) -> int:
    """The sum of checksums of vectors, modulo 2**64, as the catalog keeps it."""
    return signed(int(checksums.sum(dtype=np.uint64)))


def _change_documents(tables: Tables, change: Callable[[Row], Row]) -> None:
    """Replace every row of a document, some at once, to bound the memory."""
    last = -1
    while rows := tables.select("documents", "document > ?", (last,), AT_ONCE):
        tables.replace("documents", rows, [change(row) for row in rows])
        last = rows[-1][0]
