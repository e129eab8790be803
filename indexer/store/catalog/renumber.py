"""Giving passages and quotes new numbers, without gaps; within a transaction of the catalog."""

from __future__ import annotations

import sqlite3
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.checksums import seal, unsealed
from indexer.store.catalog.state import ranges_entry

Kind = Literal["passage", "quote"]

AT_ONCE = 10_000
"""Rows that are renumbered at once, to bound the memory."""


def renumber_rows(connection: sqlite3.Connection, kind: Kind, live: NDArray[np.int64]) -> None:
    """Give the rows of all passages, or quotes, the numbers from 0 on, in their order.

    Args:
        connection: To the catalog.
        kind: Of which the numbers are.
        live: All numbers in use, ascending.

    Raises:
        ValueError: If the catalog does not hold just these, or a row is damaged.
    """
    last, done = -1, 0
    while True:
        rows = connection.execute(
            f"SELECT * FROM {kind}s WHERE {kind} > ? ORDER BY {kind} LIMIT {AT_ONCE}", (last,)
        ).fetchall()
        if not rows:
            break
        if [row[0] for row in rows] != live[done : done + len(rows)].tolist():
            raise ValueError(f"the {kind} numbers are not those of the documents")
        _renumber(connection, kind, rows, done)
        last, done = rows[-1][0], done + len(rows)
    if done != len(live):
        raise ValueError(f"holds {done} of {len(live)} {kind}s")


def renumber_documents(connection: sqlite3.Connection, kind: Kind, live: NDArray[np.int64]) -> str:
    """Let every document's stretch begin at its new number.

    Returns:
        The state's new fact about all ranges.

    Raises:
        ValueError: If a row is damaged.
    """
    rows = connection.execute(
        "SELECT document, first_passage, passages, first_quote, quotes, line, digest, seal"
        " FROM documents ORDER BY document"
    ).fetchall()
    place = 0 if kind == "passage" else 2
    ranges, changes = [], []
    for document, *one, line, digest, sealed in rows:
        if seal(document, line, *one, digest) != sealed:
            raise ValueError(f"document number {document} is not what was written")
        one[place] = int(np.searchsorted(live, one[place]))
        ranges.append((document, *one))
        changes.append((one[place], seal(document, line, *one, digest), document))
    connection.executemany(
        f"UPDATE documents SET first_{kind} = ?, seal = ? WHERE document = ?", changes
    )
    return ranges_entry(ranges)


def _renumber(
    connection: sqlite3.Connection, kind: Kind, rows: list[tuple[Any, ...]], first: int
) -> None:
    # Numbers only become smaller, in order: none is taken when it is given.
    changes = [(new, seal(new, *unsealed(*row)[1:]), row[0]) for new, row in enumerate(rows, first)]
    connection.executemany(f"UPDATE {kind}s SET {kind} = ?, seal = ? WHERE {kind} = ?", changes)
