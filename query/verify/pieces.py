"""A claim that joins pieces of several statements: where it is to be taken apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from query.verify.alignment import costs, suffix_costs
from query.verify.claim import Claim
from query.verify.match import Match, best_matches
from query.verify.statement import Statement
from query.verify.steps import Kind

FEWEST = 4
"""Words of a piece: fewer stand somewhere in any archive."""

MOST_PIECES = 4
PIECE_ERRORS = 0.25
"""At most so many edits a word in a piece: what is joined is joined from what was said."""

CHANCE, MOSTLY_NEW = 0.6, 1.2
"""A run of words is new if more than this share of them is, by so many words."""

PIECE_EVIDENCE, EDIT_EVIDENCE = 9.0, 3.0
"""Nats that a piece must say, and more for each of its edits: less is easily found by chance."""


def take_apart(
    claim: Claim, statements: Sequence[Statement], weights: NDArray[np.float64]
) -> tuple[Match, ...]:
    """The pieces of a claim, each with where it was said; nothing if it is not joined."""
    usable = [one for one in statements if one.forms]
    found = _pieces(claim, usable, weights, MOST_PIECES)
    distinct = {(one.statement.number, one.statement.span) for one in found}
    return tuple(found) if len(distinct) > 1 else ()


def _pieces(
    claim: Claim, statements: Sequence[Statement], weights: NDArray[np.float64], most: int
) -> list[Match]:
    """The claim in at most so many pieces, each well known; nothing if that is not possible."""
    if len(claim.words) < FEWEST or not statements:
        return []
    whole = best_matches(claim, statements, weights, aligned=1)[0]
    if _is_known(whole):
        return [whole]
    if most < 2 or len(claim.words) < 2 * FEWEST:
        return []
    cut = _cut(claim, statements)
    first = _pieces(claim.between(0, cut), statements, weights[:cut], most - 1)
    if not first:
        return []
    rest = claim.between(cut, len(claim.words))
    others = _pieces(rest, statements, weights[cut:], most - len(first))
    return [*first, *others] if others else []


def _is_known(match: Match) -> bool:
    if unknown_ends(match):
        return False
    needed = PIECE_EVIDENCE + EDIT_EVIDENCE * match.edits
    return match.edits <= PIECE_ERRORS * len(match.claim.words) and match.evidence >= needed


def unknown_ends(match: Match) -> list[tuple[int, int]]:
    """The words at the start and at the end of a claim of which the statement has hardly any.

    Returns:
        Half-open ranges of the claim's words, none shorter than a piece.
    """
    same = {step.claim for step in match.alignment.steps if step.kind is Kind.SAME}
    is_new = [place not in same for place in range(len(match.claim.words))]
    count = len(is_new)
    ends = [(0, _run(is_new)), (count - _run(is_new[::-1]), count)]
    return [(start, end) for start, end in dict.fromkeys(ends) if end - start >= FEWEST]


def _run(is_new: Sequence[bool]) -> int:
    """How many words from the first on are best taken as new together; a few may be the same."""
    score, best, length = 0.0, MOSTLY_NEW, 0
    for place, new in enumerate(is_new, 1):
        score += 1 - CHANCE if new else -CHANCE
        if score > best:
            best, length = score, place
    return length


def _cut(claim: Claim, statements: Sequence[Statement]) -> int:
    """The place at which two statements together repeat the claim best; an ellipsis if equal."""
    words = [one.coded for one in statements]
    together = costs(claim, words).min(axis=1) + suffix_costs(claim, words).min(axis=1)
    places = range(FEWEST, len(claim.words) - FEWEST + 1)
    return min(places, key=lambda place: (int(together[place]), place not in claim.gaps))
