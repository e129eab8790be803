"""A claim beside the statements that come nearest to it, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.records import Span
from query.verify.alignment import EDIT, costs
from query.verify.claim import Claim
from query.verify.statement import Statement
from query.verify.steps import Alignment, Kind, Step, align
from query.verify.words import stem

ALIGNED = 8
"""How many of the cheapest statements are aligned word by word."""

RIVAL = 8
"""The margin is measured against the statement at this place, counted from 0."""

BY_SHARE, BY_EVIDENCE, BY_MARGIN, NEEDED = 10.0, 0.13, 10.0, 7.1
"""Fitted by logistic regression on quotes of real news with 30 to 60 % of their words changed,
against quotes that the archive does not have: of these 2 % would count as altered, and 91 % of
the quotes with 60 % of their words changed are known again."""


@dataclass(frozen=True)
class Match:
    """A claim aligned with a statement.

    Attributes:
        claim: The claim, or the piece of one.
        statement: What it is aligned with.
        alignment: How.
        share: Of the claim's words, weighted by what each says, that stand there in order; another
            form of a word counts here, though it is an edit.
        evidence: The weight of these words, in nats.
        margin: By how many edits a word it is better than other statements.
    """

    claim: Claim
    statement: Statement
    alignment: Alignment
    share: float
    evidence: float
    margin: float

    @property
    def edits(self) -> int:
        """Words changed, added or dropped."""
        return self.alignment.edits

    @property
    def error_rate(self) -> float:
        """The word error rate."""
        return self.alignment.error_rate

    @property
    def quality(self) -> float:
        """Higher is better, 1 at most; comparable for one claim."""
        return self.share - 0.5 * self.alignment.cost / max(len(self.claim.words), 1)

    @property
    def is_recognised(self) -> bool:
        """Whether the claim is a form of the statement rather than about the same."""
        score = (
            BY_SHARE * self.share + BY_EVIDENCE * self.evidence + BY_MARGIN * self.margin - NEEDED
        )
        return self.edits == 0 or score > 0

    @cached_property
    def is_whole(self) -> bool:
        """Whether nothing of the statement is missing."""
        alignment = self.alignment
        return (
            alignment.start == 0
            and alignment.end == len(self.statement.words)
            and not alignment.places(Kind.LEFT_OUT)
        )

    @property
    def span(self) -> Span:
        """Where the words stand that the claim repeats."""
        words = self.statement.words[self.alignment.start : self.alignment.end]
        return Span(words[0].start, words[-1].end) if words else self.statement.span


def best_matches(
    claim: Claim,
    statements: Sequence[Statement],
    weights: NDArray[np.float64],
    within: float = 0.0,
    aligned: int = ALIGNED,
) -> list[Match]:
    """The statements nearest to a claim, best first; the earliest first among equals.

    Args:
        claim: What is looked for.
        statements: Where.
        weights: What each word of the claim says, shape (words,).
        within: All statements with at most so many edits a word are wanted, not the best alone.
        aligned: How many are wanted beside these, however many edits they have.
    """
    usable = [one for one in statements if one.forms]
    if not usable:
        return []
    needed = costs(claim, [one.coded for one in usable])[-1]
    order = np.argsort(needed, kind="stable")
    rival = int(needed[order[min(RIVAL, len(order) - 1)]]) / EDIT
    limit = max(int(needed[order[0]]), int(within * EDIT * len(claim.words)))
    # All that cost no more than the best are wanted: the earliest of them comes first.
    chosen = [
        place
        for rank, place in enumerate(order.tolist())
        if rank < aligned or needed[place] <= limit
    ]
    found = [_match(claim, usable[place], weights, rival) for place in chosen]
    return sorted(found, key=_order)


def _match(claim: Claim, statement: Statement, weights: NDArray[np.float64], rival: float) -> Match:
    alignment = align(claim, statement.coded)
    alike = [
        step.claim
        for step in alignment.steps
        if step.claim is not None and _is_alike(step, claim, statement)
    ]
    evidence, total = float(weights[alike].sum()), float(weights.sum())
    margin = max(rival - alignment.cost, 0.0) / len(claim.words)
    return Match(claim, statement, alignment, evidence / total, evidence, margin)


def _is_alike(step: Step, claim: Claim, statement: Statement) -> bool:
    """Whether a word is the same or another form of it: "promises" and "promising"."""
    if step.kind is not Kind.CHANGED or step.claim is None or step.said is None:
        return step.kind is Kind.SAME
    ours, theirs = claim.words[step.claim].form, statement.words[step.said].form
    return stem(ours) == stem(theirs)


def _order(match: Match) -> tuple[float, bool, str, int, int]:
    document = match.statement.document
    return (
        -round(match.quality, 6),
        not match.is_whole,
        document.date or "9999",
        match.statement.number,
        match.statement.span.start,
    )
