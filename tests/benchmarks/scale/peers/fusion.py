"""Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

CONSTANT = 60
DEEP = 100
"""How many of each ranking are joined."""


def fused(rankings: Iterable[Sequence[int]], count: int) -> list[int]:
    """The best of several rankings, each best first; ties by number."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (CONSTANT + rank)
    return sorted(scores, key=lambda number: (-scores[number], number))[:count]
