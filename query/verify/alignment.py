"""Aligning the words of a claim with the words of many statements, by least edit distance.

The claim is aligned as a whole; of a statement any stretch may be used. A word that is changed,
added or dropped costs `EDIT`, another form of the same word ("promises" for "promising") half of
it. An ellipsis of the claim stands for any number of words and costs
nothing, nor does a word that the claim has in brackets and the statement has not.

All statements lie side by side in one row of numbers, each after a border that nothing crosses,
so that one pass of NumPy over the claim's words aligns all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from query.verify.claim import Claim
from query.verify.words import stem

Costs = NDArray[np.int64]

EDIT, OTHER_FORM = 2, 1
"""What a step costs, so that all costs are whole numbers."""

_WALL = 1 << 24
"""What crossing from one statement to the next costs: more than any alignment."""


@dataclass(frozen=True)
class Coded:
    """Words as numbers, so that NumPy compares them.

    Attributes:
        forms: The words.
        codes: A number for each form; int64, shape (words,).
        stems: A number for each stem; int64, shape (words,).
    """

    forms: tuple[str, ...]
    codes: NDArray[np.int64]
    stems: NDArray[np.int64]


def coded(forms: Sequence[str]) -> Coded:
    """Words with their numbers, which are the same for the same word within a process."""
    codes = np.fromiter(map(hash, forms), dtype=np.int64, count=len(forms))
    stems = np.fromiter((hash(stem(one)) for one in forms), dtype=np.int64, count=len(forms))
    return Coded(tuple(forms), codes, stems)


@dataclass(frozen=True)
class Rows:
    """Statements side by side, each behind a border.

    Attributes:
        codes, stems: As in `Coded`, 0 at borders; shape (columns,).
        starts: The border column of each statement, ascending; shape (statements,).
    """

    codes: NDArray[np.int64]
    stems: NDArray[np.int64]
    starts: NDArray[np.int64]

    @cached_property
    def is_border(self) -> NDArray[np.bool_]:
        """Which columns are borders."""
        found = np.zeros(len(self.codes), dtype=bool)
        found[self.starts] = True
        return found

    @cached_property
    def positions(self) -> Costs:
        """Columns such that the difference of two is what dropping the words between costs."""
        return np.cumsum(np.where(self.is_border, _WALL, EDIT))

    @cached_property
    def walls(self) -> Costs:
        """The same where dropping costs nothing."""
        return np.cumsum(np.where(self.is_border, _WALL, 0))


def side_by_side(statements: Sequence[Coded]) -> Rows:
    """Lay statements side by side."""
    border = np.zeros(1, dtype=np.int64)
    lengths = [1 + len(one.codes) for one in statements]
    starts = np.cumsum([0, *lengths[:-1]], dtype=np.int64)
    codes = [part for one in statements for part in (border, one.codes)]
    stems = [part for one in statements for part in (border, one.stems)]
    return Rows(np.concatenate(codes), np.concatenate(stems), starts)


def changed_cost(one: str, other: str) -> int:
    """What it costs that a word of the claim stands for another form."""
    if one == other:
        return 0
    return OTHER_FORM if stem(one) == stem(other) else EDIT


@dataclass(frozen=True, slots=True)
class Sweep:
    """The least cost of aligning the first i words so that they end at each column, by i.

    Attributes:
        plain: Where no ellipsis follows the i-th word, or before it is taken into account.
        after: The same when it is taken into account; the same rows where there is none.
    """

    plain: list[Costs]
    after: list[Costs]


def sweep(claim: Claim, rows: Rows) -> Sweep:
    """Align all words of a claim with all statements; a row has the shape (columns,)."""
    plain, after = zip(*_rows(claim, rows), strict=True)
    return Sweep(list(plain), list(after))


def _rows(claim: Claim, rows: Rows) -> Iterator[tuple[Costs, Costs]]:
    """The rows of a sweep, one after the other."""
    row = np.zeros(len(rows.codes), dtype=np.int64)
    yield row, row
    words = coded(claim.forms)
    for place, (code, root) in enumerate(zip(words.codes, words.stems, strict=True)):
        cost = np.where(rows.stems == root, OTHER_FORM, EDIT)
        cost[rows.codes == code] = 0
        through = np.concatenate((row[:1], row[:-1])) + cost
        through[rows.is_border] = _WALL
        best = np.minimum(through, row + added_cost(claim, place))
        plain = row = rows.positions + np.minimum.accumulate(best - rows.positions)
        if place + 1 in claim.gaps and place + 1 < len(claim.words):
            row = rows.walls + np.minimum.accumulate(row - rows.walls)
        yield plain, row


def added_cost(claim: Claim, place: int) -> int:
    """What a word of the claim costs that the statement has not."""
    return 0 if place in claim.bracketed else EDIT


def costs(claim: Claim, statements: Sequence[Coded]) -> NDArray[np.int64]:
    """The cost of the first i words in each statement, shape (words + 1, statements).

    The last row holds the costs of the whole claim.
    """
    if not statements:
        return np.zeros((len(claim.words) + 1, 0), dtype=np.int64)
    rows = side_by_side(statements)
    # Row by row: all of them would take much memory for a long claim.
    return np.array([np.minimum.reduceat(row, rows.starts) for row, _ in _rows(claim, rows)])


def suffix_costs(claim: Claim, statements: Sequence[Coded]) -> NDArray[np.int64]:
    """The cost of the words from the i-th on in each statement, shape (words + 1, statements)."""
    count = len(claim.words)
    backward = Claim(
        claim.text,
        claim.words[::-1],
        frozenset(count - gap for gap in claim.gaps),
        frozenset(count - 1 - place for place in claim.bracketed),
    )
    turned = [Coded(one.forms[::-1], one.codes[::-1], one.stems[::-1]) for one in statements]
    return costs(backward, turned)[::-1]
