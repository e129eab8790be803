"""The packed facts of quotes as arrays by quote number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.quote_columns.blocks import NONE, SIZE, PackedRow, blocks_of


class Said(NamedTuple):
    """Who says what: an entry for each quote, in order, and for each further speaker of a quote.

    Attributes:
        quotes: Quote numbers, int64, shape (n,).
        speakers: The place of the speaker in `names`, int64, shape (n,).
        roles: The place of the role in `roles`, or -1, int64, shape (n,).
        sure: Whether the speaker is sure, shape (n,).
    """

    quotes: NDArray[np.int64]
    speakers: NDArray[np.int64]
    roles: NDArray[np.int64]
    sure: NDArray[np.bool_]

    def at(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Said:
        """Some of the entries, by a flag for each or by their places."""
        return Said(
            self.quotes[chosen], self.speakers[chosen], self.roles[chosen], self.sure[chosen]
        )


class Speakers(NamedTuple):
    """The speakers of all quotes.

    Attributes:
        of: For each quote number the place of its first speaker in `names`, or -1; int64, shape
            (rows,).
        role_of: The same for the role as written there.
        sure: For each quote number whether it is sure who speaks; shape (rows,).
        said: All who speak, each with each quote.
        names, roles: Texts, each once.
    """

    of: NDArray[np.int64]
    role_of: NDArray[np.int64]
    sure: NDArray[np.bool_]
    said: Said
    names: tuple[str, ...]
    roles: tuple[str, ...]


def read_spans(packed: Sequence[PackedRow], rows: int) -> NDArray[np.int32]:
    """Starts and ends of quotes by quote number, shape (2, rows); 0 where there is none.

    Args:
        packed: The rows of this kind.
        rows: How many quote numbers have been assigned.

    Raises:
        ValueError: If the rows are not those of so many numbers; so below.
    """
    found = np.zeros((2, rows), dtype=np.int32)
    for first, numbers, _ in _blocks(packed, rows, 8):
        part = np.frombuffer(numbers, dtype="<i4").reshape(2, -1)
        found[:, first : first + part.shape[1]] = part
    return found


def read_statements(packed: Sequence[PackedRow], rows: int) -> NDArray[np.int64]:
    """The number of the words of each quote, shape (rows,); -1 where there are none."""
    found = np.full(rows, NONE, dtype=np.int64)
    for first, numbers, _ in _blocks(packed, rows, 8):
        part = np.frombuffer(numbers, dtype="<i8")
        found[first : first + len(part)] = part
    return found


def read_speakers(packed: Sequence[PackedRow], rows: int) -> Speakers:
    """Who says each quote."""
    found = np.full((3, rows), NONE, dtype=np.int64)
    names, roles = dict[str, int](), dict[str, int]()
    joint: list[NDArray[np.int64]] = []
    for first, numbers, texts in _blocks(packed, rows, 12):
        part = np.frombuffer(numbers, dtype="<i4").reshape(3, -1)
        held = json.loads(texts)
        own = [_numbered(names, held["names"]), _numbered(roles, held["roles"])]
        further = np.array(held["joint"], dtype=np.int64).reshape(-1, 4)
        for place, map_ in enumerate(own):
            found[place, first : first + part.shape[1]] = map_[part[place]]
            further[:, 1 + place] = map_[further[:, 1 + place]]
        found[2, first : first + part.shape[1]] = part[2]
        joint.append(further)
    sure = found[2] == 1
    said = _said(found, sure, np.concatenate(joint) if joint else np.empty((0, 4), np.int64))
    return Speakers(found[0], found[1], sure, said, tuple(names), tuple(roles))


def _said(found: NDArray[np.int64], sure: NDArray[np.bool_], joint: NDArray[np.int64]) -> Said:
    quotes = np.flatnonzero(found[0] != NONE)
    first = Said(quotes, found[0][quotes], found[1][quotes], sure[quotes])
    if not len(joint):
        return first
    if joint[:, 0].min() < 0 or joint[:, 0].max() >= len(sure) or (joint[:, 1] == NONE).any():
        raise ValueError("a further speaker of a quote is none")
    both = (first.quotes, joint[:, 0]), (first.speakers, joint[:, 1]), (first.roles, joint[:, 2])
    quotes, speakers, roles = map(np.concatenate, both)
    whole = Said(quotes, speakers, roles, np.concatenate((first.sure, joint[:, 3] == 1)))
    return whole.at(np.argsort(quotes, kind="stable"))


def _numbered(known: dict[str, int], texts: Sequence[str]) -> NDArray[np.int64]:
    """The number of each text of a block, and -1 at the end, for the place -1."""
    numbers = [known.setdefault(text, len(known)) for text in texts]
    return np.array([*numbers, NONE], dtype=np.int64)


def _blocks(packed: Sequence[PackedRow], rows: int, width: int) -> list[tuple[int, bytes, str]]:
    """First quote number, numbers and texts of each block, once it is sure that all are there."""
    ordered = sorted(packed, key=lambda row: row[1])
    if [row[1] for row in ordered] != list(range(blocks_of(rows))):
        raise ValueError("the facts of some quotes are missing")
    found = [(block * SIZE, numbers, texts) for _, block, numbers, texts in ordered]
    for first, numbers, _ in found:
        if len(numbers) % width or len(numbers) // width > min(SIZE, rows - first):
            raise ValueError("the facts of quotes have a wrong size")
    return found
