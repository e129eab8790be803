"""New signatures beside known stories -> the stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.stories.groups import Groups
from indexer.stories.likeness import is_same_story
from indexer.stories.pairs import likely_pairs
from indexer.stories.shingles import Shingles
from indexer.stories.signature import Signature

RUNS_KEPT = 1024
"""Texts whose runs are kept while pairs are compared: some 8 MB."""


def find_stories(
    signatures: Signature,
    is_new: NDArray[np.bool_],
    together: Iterable[tuple[int, int]],
    runs: Callable[[int], Shingles],
) -> list[list[int]]:
    """Which articles tell the same story.

    Args:
        signatures: Of all n articles that have words.
        is_new: Which of them have not been compared yet, shape (n,).
        together: Pairs of articles, neither of them new, that are known to be of one story.
        runs: Gives the runs of an article by its place in `signatures`.

    Returns:
        The articles of each story that has several, by their places, ascending, in order of the
        first.
    """
    groups = Groups(len(signatures.size))
    for one, other in together:
        groups.join(one, other)
    kept = lru_cache(maxsize=RUNS_KEPT)(runs)
    different: set[tuple[int, int]] = set()
    for pairs in likely_pairs(signatures, is_new, groups):
        for one, other in pairs.tolist():
            if groups.are_together(one, other) or (one, other) in different:
                continue
            if is_same_story(kept(one), kept(other)):
                groups.join(one, other)
            else:
                different.add((one, other))
    return sorted(groups.shared())
