"""Articles in parts, each of which is left out in turn. Training only."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from indexer.quotes.training.right_names import Gold
from indexer.quotes.training.traps import TRAPS

FOLDS = 5


def by_paper(articles: Sequence[Gold]) -> dict[str, set[int]]:
    """Paper -> the numbers of its articles, papers in order of their names.

    The made-up passages are of no paper; each paper's part has as many of them.
    """
    papers = sorted({one["publisher"] for one in articles} - {TRAPS})
    parts: dict[str, set[int]] = {paper: set() for paper in papers or [TRAPS]}
    made_up = 0
    for number, one in enumerate(articles):
        paper = one["publisher"]
        if paper == TRAPS:
            paper = (papers or [TRAPS])[made_up % len(parts)]
            made_up += 1
        parts[paper].add(number)
    return parts


def at_random(articles: Sequence[Gold]) -> dict[str, set[int]]:
    """The numbers of the articles in five parts, always the same."""
    numbers = list(range(len(articles)))
    Random(0).shuffle(numbers)
    return {f"part {part + 1}": set(numbers[part::FOLDS]) for part in range(FOLDS)}
