"""The word-for-word difference between a claim and what was said, as stretches of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from query.verify.match import Match
from query.verify.steps import Kind, Step


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words with which the same has happened.

    Attributes:
        kind: What.
        claim: The claim's words, "" where there are none.
        said: The statement's words, "" where there are none.
    """

    kind: Kind
    claim: str
    said: str


def difference(match: Match) -> tuple[Stretch, ...]:
    """All words of the claim and of the stretch of the statement that it repeats, in order."""
    runs = groupby(match.alignment.steps, key=lambda step: step.kind)
    return tuple(_stretch(match, kind, list(steps)) for kind, steps in runs)


def hunks(match: Match) -> Iterator[tuple[Step, ...]]:
    """The runs of steps that are not the same word, in order."""
    runs = groupby(match.alignment.steps, key=lambda step: step.kind is Kind.SAME)
    return (tuple(steps) for same, steps in runs if not same)


def _stretch(match: Match, kind: Kind, steps: list[Step]) -> Stretch:
    ours = [step.claim for step in steps if step.claim is not None]
    theirs = [step.said for step in steps if step.said is not None]
    claim = match.claim.between(ours[0], ours[-1] + 1).shown() if ours else ""
    said = match.statement.between(theirs[0], theirs[-1] + 1) if theirs else ""
    return Stretch(kind, claim, said)
