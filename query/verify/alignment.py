"""Aligning the words of a claim with the words of many statements, by least edit distance.

The claim is aligned as a whole; of a statement any stretch may be used. A word that is changed,
added or dropped costs `EDIT`, another form of the same word ("promises" for "promising") half of
it. An ellipsis of the claim stands for any number of words and costs
nothing, nor does a word that the claim has in brackets and the statement has not.

All statements lie side by side in one row of numbers, each after a border that nothing crosses,
so that one pass of NumPy over the claim's words aligns all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
class Rows:
    """Statements side by side.

    Attributes:
        codes: The claim's number for each word, -1 for words that it has not, -2 at borders; int64,
            shape (columns,).
        stems: The same of each word's stem.
        starts: The border column of each statement, ascending; shape (statements,).
    """

    codes: NDArray[np.int64]
    stems: NDArray[np.int64]
    starts: NDArray[np.int64]

    @cached_property
    def is_border(self) -> NDArray[np.bool_]:
        """Which columns are borders."""
        found: NDArray[np.bool_] = self.codes == -2
        return found

    @cached_property
    def positions(self) -> Costs:
        """Columns such that the difference of two is what dropping the words between costs."""
        return np.cumsum(np.where(self.is_border, _WALL, EDIT))

    @cached_property
    def walls(self) -> Costs:
        """The same where dropping costs nothing."""
        return np.cumsum(np.where(self.is_border, _WALL, 0))


def side_by_side(claim: Sequence[str], statements: Sequence[Sequence[str]]) -> Rows:
    """Lay statements (lists of forms) side by side for a claim."""
    number, stem_number = _numbered(claim), _numbered(map(stem, claim))
    codes: list[int] = []
    stems: list[int] = []
    starts: list[int] = []
    for forms in statements:
        starts.append(len(codes))
        codes.append(-2)
        codes.extend(number.get(form, -1) for form in forms)
        stems.append(-2)
        stems.extend(stem_number.get(stem(form), -1) for form in forms)
    return Rows(*(np.array(one, dtype=np.int64) for one in (codes, stems, starts)))


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
    codes, stems = _numbered(claim.forms), _numbered(map(stem, claim.forms))
    row = np.zeros(len(rows.codes), dtype=np.int64)
    found = Sweep([row], [row])
    for place, form in enumerate(claim.forms):
        cost = np.where(rows.stems == stems[stem(form)], OTHER_FORM, EDIT)
        cost[rows.codes == codes[form]] = 0
        through = np.concatenate((row[:1], row[:-1])) + cost
        through[rows.is_border] = _WALL
        best = np.minimum(through, row + added_cost(claim, place))
        row = rows.positions + np.minimum.accumulate(best - rows.positions)
        found.plain.append(row)
        if place + 1 in claim.gaps and place + 1 < len(claim.words):
            row = rows.walls + np.minimum.accumulate(row - rows.walls)
        found.after.append(row)
    return found


def added_cost(claim: Claim, place: int) -> int:
    """What a word of the claim costs that the statement has not."""
    return 0 if place in claim.bracketed else EDIT


def costs(claim: Claim, statements: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """The cost of the first i words in each statement, shape (words + 1, statements).

    The last row holds the costs of the whole claim.
    """
    rows = side_by_side(claim.forms, statements)
    if not len(rows.starts):
        return np.zeros((len(claim.words) + 1, 0), dtype=np.int64)
    return np.array([np.minimum.reduceat(row, rows.starts) for row in sweep(claim, rows).plain])


def suffix_costs(claim: Claim, statements: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """The cost of the words from the i-th on in each statement, shape (words + 1, statements)."""
    count = len(claim.words)
    backward = Claim(
        claim.text,
        claim.words[::-1],
        frozenset(count - gap for gap in claim.gaps),
        frozenset(count - 1 - place for place in claim.bracketed),
    )
    return costs(backward, [forms[::-1] for forms in statements])[::-1]


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: place for place, word in enumerate(dict.fromkeys(words))}
