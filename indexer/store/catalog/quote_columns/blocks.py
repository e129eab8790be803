"""The table `quote_columns`: for each block of quote numbers one row for each kind of facts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.schema import columns

SIZE = 4096
"""Quote numbers of a block: a commit packs the blocks again in which it changes a quote."""

SPANS, SPEAKERS, STATEMENTS = "spans", "speakers", "statements"
KINDS = (SPANS, SPEAKERS, STATEMENTS)

NONE = -1
"""In the place of a speaker, a role or a statement that a quote has not."""

SURE = "sure"

_START, _END, _SPEAKER, _ROLE, _GRADE, _JOINT, _STATEMENT = (
    columns("quotes").index(name)
    for name in ("start", "end", "speaker", "role", "grade", "joint_speakers", "statement")
)

PackedRow = tuple[str, int, bytes, str]
"""Kind, number of the block, numbers, and texts: a row of `quote_columns` without its checksum."""


def block_of(quote: int) -> int:
    """The number of the block that a quote number is in."""
    return quote // SIZE


def blocks_of(rows: int) -> int:
    """How many blocks hold the quote numbers below `rows`."""
    return -(-rows // SIZE)


def select_quotes(connection: sqlite3.Connection, block: int) -> list[tuple[Any, ...]]:
    """The rows of the quotes of a block, whole and with their checksums, in order."""
    condition = f"quote >= {block * SIZE} AND quote < {(block + 1) * SIZE}"
    query = f"SELECT {', '.join(columns('quotes'))} FROM quotes WHERE {condition} ORDER BY quote"
    return connection.execute(query).fetchall()


def pack(block: int, rows: Sequence[Sequence[Any]]) -> list[PackedRow]:
    """The packed rows of a block.

    Numbers are little-endian; a number that no quote has holds zeros, and -1 for what may be
    missing. Each array ends with the last quote of the block:

        spans        int32: all starts, then all ends
        speakers     int32: for each quote the place of its speaker among the names, then of its
                     role among the roles, then whether the speaker is sure; -1 for none
        statements   int64: -1 for none

    The texts of "speakers" are JSON: `names`, `roles`, and `joint`, a list of [quote, place of the
    name, place of the role, sure] for each further speaker. The other kinds have none.

    Args:
        block: The number of the block.
        rows: Of its quotes, in order, as in the table `quotes`.

    Raises:
        ValueError: If an offset does not fit.
    """
    first, texts = block * SIZE, _Texts()
    count = rows[-1][0] - first + 1 if rows else 0
    spans = np.zeros((2, count), dtype="<i4")
    speakers = np.full((3, count), NONE, dtype="<i4")
    statements = np.full(count, NONE, dtype="<i8")
    texts = _Texts()
    if rows:
        places = np.array([row[0] for row in rows]) - first
        spans[:, places] = _offsets(rows)
        statements[places] = [NONE if row[_STATEMENT] is None else row[_STATEMENT] for row in rows]
        said = [texts.said(row[_SPEAKER], row[_ROLE], row[_GRADE]) for row in rows]
        speakers[:, places] = np.array(said).T
    joint = [
        [row[0], *texts.said(one[0], one[3], one[5])]
        for row in rows
        if row[_JOINT] is not None
        for one in json.loads(row[_JOINT])
    ]
    return [
        (SPANS, block, spans.tobytes(), ""),
        (SPEAKERS, block, speakers.tobytes(), texts.as_json(joint)),
        (STATEMENTS, block, statements.tobytes(), ""),
    ]


def _offsets(rows: Sequence[Sequence[Any]]) -> NDArray[np.int64]:
    """Starts and ends of quotes, shape (2, n)."""
    found = np.array([(row[_START], row[_END]) for row in rows], dtype=np.int64).T
    if found.min() < 0 or found.max() > np.iinfo(np.int32).max:
        raise ValueError("an offset of a quote is out of range")
    return found


class _Texts:
    """Names and roles, each once, in order of their first quote."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._roles: dict[str, int] = {}

    def said(self, name: str | None, role: str | None, grade: str) -> tuple[int, int, int]:
        """The places of a name and a role, and whether the speaker is sure."""
        return _place(self._names, name), _place(self._roles, role), int(grade == SURE)

    def as_json(self, joint: list[list[int]]) -> str:
        return json.dumps({"names": list(self._names), "roles": list(self._roles), "joint": joint})


def _place(texts: dict[str, int], text: str | None) -> int:
    return NONE if text is None else texts.setdefault(text, len(texts))
