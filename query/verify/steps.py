"""One claim and one statement, word by word: the same, changed, added, dropped, left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from query.verify.alignment import EDIT, Coded, Sweep, added_cost, changed_cost, side_by_side, sweep
from query.verify.claim import Claim


class Kind(str, Enum):
    """What became of a word."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"  # the claim has it, the statement has not
    DROPPED = "dropped"  # the statement has it, the claim has not
    LEFT_OUT = "left out"  # the same, and the claim says so by an ellipsis


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an alignment.

    Attributes:
        kind: What it is.
        claim: The place of the word in the claim, or None.
        said: The place of the word in the statement, or None.
    """

    kind: Kind
    claim: int | None
    said: int | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim aligned with a statement.

    Attributes:
        steps: In order.
        start, end: The words of the statement that are used, half-open.
        edits: How many words are changed, added or dropped without being declared.
        cost: The same, but another form of the same word counts half.
    """

    steps: tuple[Step, ...]
    start: int
    end: int
    edits: int
    cost: float

    @property
    def error_rate(self) -> float:
        """Word error rate: edits by the words of the claim or of the stretch that it repeats.

        By the greater of the two, so that it lies in [0, 1].
        """
        repeated = sum(step.kind in (Kind.SAME, Kind.CHANGED, Kind.DROPPED) for step in self.steps)
        claimed = sum(step.claim is not None for step in self.steps)
        return self.edits / max(repeated, claimed, 1)

    def places(self, kind: Kind) -> list[int]:
        """Places in the statement of the words of one kind."""
        return [step.said for step in self.steps if step.kind is kind and step.said is not None]


def align(claim: Claim, statement: Coded) -> Alignment:
    """The alignment of least cost; among equals the one that ends first and leaves out least."""
    said, swept = statement.forms, sweep(claim, side_by_side([statement]))
    steps: list[Step] = []
    place, column = len(claim.words), _end(claim, said, swept)
    while place:
        if place in claim.gaps and place < len(claim.words):
            cheap = swept.plain[place][: column + 1] == swept.after[place][column]
            before = int(np.flatnonzero(cheap)[-1])
            steps += [Step(Kind.LEFT_OUT, None, one) for one in range(column - 1, before - 1, -1)]
            column = before
        step = _last(claim, said, swept, place, column)
        steps.append(step)
        place -= step.claim is not None
        column -= step.said is not None
    steps.reverse()
    used = [step.said for step in steps if step.said is not None]
    start, end = (used[0], used[-1] + 1) if used else (column, column)
    edits = sum(_is_edit(step, claim) for step in steps)
    return Alignment(tuple(steps), start, end, edits, int(swept.plain[-1].min()) / EDIT)


def _end(claim: Claim, said: Sequence[str], swept: Sweep) -> int:
    """The column where the alignment ends.

    If there is a choice: where the last word is the same, else where another stands for it, so
    that a word is changed rather than dropped and another added.
    """
    row, last = swept.plain[-1], len(claim.words)
    tied = np.flatnonzero(row == row.min()).tolist()
    same = [column for column in tied if column and said[column - 1] == claim.words[-1].form]
    changed = (
        column for column in tied if _last(claim, said, swept, last, column).kind is Kind.CHANGED
    )
    return int(same[0] if same else next(changed, tied[0]))


def _last(claim: Claim, said: Sequence[str], swept: Sweep, place: int, column: int) -> Step:
    """The last step of the cheapest way to a column with the first `place` words."""
    above, reached = swept.after[place - 1], int(swept.plain[place][column])
    if column:
        cost = changed_cost(claim.words[place - 1].form, said[column - 1])
        if reached == int(above[column - 1]) + cost:
            return Step(Kind.SAME if not cost else Kind.CHANGED, place - 1, column - 1)
    if reached == int(above[column]) + added_cost(claim, place - 1):
        return Step(Kind.ADDED, place - 1, None)
    return Step(Kind.DROPPED, None, column - 1)


def _is_edit(step: Step, claim: Claim) -> bool:
    if step.kind is Kind.ADDED:
        return step.claim not in claim.bracketed
    return step.kind in (Kind.CHANGED, Kind.DROPPED)
