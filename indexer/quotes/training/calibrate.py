"""Decisions about articles that were not learned from -> curves of confidence. Training only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LEAST = 40  # names in a step of a curve, unless several have one probability
_DIGITS = 4


class Outcome(NamedTuple):
    """A name that was given in an article that was not learned from.

    Attributes:
        kind: The kind of choice, see `choice_kind`.
        probability: The rankers'.
        is_right: Whether the annotation has the same name.
        weight: How much it counts.
    """

    kind: str
    probability: float
    is_right: bool
    weight: float = 1.0


def curves(outcomes: Iterable[Outcome]) -> dict[str, list[tuple[float, float]]]:
    """For each kind of choice the rising steps that fit its outcomes best, as points."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.kind].append(one)
    return {kind: _curve(sorted(found, key=_key)) for kind, found in sorted(by_kind.items())}


def _key(outcome: Outcome) -> float:
    return outcome.probability


class _Step(NamedTuple):
    """Neighbouring outcomes: their total weight, sum of probabilities, and weight of the right."""

    weight: float
    probability: float
    right: float

    @property
    def share(self) -> float:
        return self.right / self.weight

    def joined(self, other: _Step) -> _Step:
        return _Step(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def _curve(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    steps: list[_Step] = []
    waiting = _Step(0.0, 0.0, 0.0)
    for number, one in enumerate(outcomes):
        right = one.weight if one.is_right else 0.0
        waiting = waiting.joined(_Step(one.weight, one.weight * one.probability, right))
        after = outcomes[number + 1].probability if number + 1 < len(outcomes) else 2.0
        if waiting.weight >= _LEAST and after > one.probability:
            steps.append(waiting)
            waiting = _Step(0.0, 0.0, 0.0)
    if waiting.weight:
        last = steps.pop() if steps else _Step(0.0, 0.0, 0.0)
        steps.append(last.joined(waiting))
    return [
        (round(one.probability / one.weight, _DIGITS), round(one.share, _DIGITS))
        for one in _rising(steps)
    ]


def _rising(steps: Iterable[_Step]) -> list[_Step]:
    """Steps whose shares rise, neighbours that fall joined (pool adjacent violators)."""
    found: list[_Step] = []
    for step in steps:
        found.append(step)
        while len(found) > 1 and found[-2].share >= found[-1].share:
            last = found.pop()
            found[-1] = found[-1].joined(last)
    return found
