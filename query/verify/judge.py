"""From alignments to one verdict.

The words decide first: what repeats a quote without an edit is that quote. Then the cheapest
explanation wins: one quote with edits, pieces of several, or the paper's own words. Meaning is
asked only where no words were recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from indexer.records import Span
from query.verify.claim import Claim
from query.verify.flags import changed_kinds, in_order, lost_kinds
from query.verify.match import Match, best_matches
from query.verify.pieces import take_apart
from query.verify.polarity import Utterance, is_relayed, polarity_of
from query.verify.statement import Statement
from query.verify.steps import Kind
from query.verify.verdict import Judgement, Verdict

PIECE_COST = 3
"""Edits that a claim must be better by for each piece that it is taken apart into."""

NARRATION_ERRORS = 0.34
"""At most so many edits a word in the paper's own words: they are many, and much is alike."""

PASSAGES_ALIGNED = 4
"""How many paragraphs are aligned word by word."""

NARRATION_COST = 1
"""Edits that the paper's words must be better by than a quote."""

INSIDE_MARKS = 0.6
"""From this share of its words between marks on, a sentence is a quote and not narration."""

OWN_QUALITY = 0.15
"""How much worse the words of the named speaker may fit than another's and still be meant."""

ANOTHERS_ERRORS = 0.34
"""At most so many edits a word in what is said to be another speaker's."""

GRAVE_IN_BRACKETS = frozenset({"negation", "number", "condition"})
"""Kinds of words that are no mere explanation, even in brackets."""


class Owner(Enum):
    """Whose a quote is, seen from the speaker who was named."""

    THEIRS = 0
    UNKNOWN = 1
    ANOTHER = 2


@dataclass(frozen=True)
class Judge:
    """Judges one claim.

    Attributes:
        claim: What is claimed.
        weights: What each of its words says, shape (words,).
        owner: Whose a quote is; None if no speaker was named.
    """

    claim: Claim
    weights: NDArray[np.float64]
    owner: Callable[[Statement], Owner] | None

    def among(self, quotes: Sequence[Statement]) -> list[Match]:
        """The quotes that the claim repeats, best first."""
        return [one for one in best_matches(self.claim, quotes, self.weights) if one.is_recognised]

    def at_once(self, known: Sequence[Match]) -> Judgement | None:
        """The verdict if a quote has all the words as they are, else None."""
        ordered = self._ordered(known)
        if not ordered or ordered[0].edits:
            return None
        return self._of_quote(ordered, common_words([one.statement for one in ordered]))

    def judge(
        self,
        known: Sequence[Match],
        quotes: Sequence[Statement],
        passages: Sequence[Statement],
    ) -> Judgement | None:
        """The verdict by words, or None if no words were recognised.

        Args:
            known: What `among` gave for these quotes and others.
            quotes: Of which a joined claim may be made.
            passages: In which the claim may stand.
        """
        is_common = common_words((*quotes, *passages))
        ordered = self._ordered(known)
        cost = ordered[0].edits if ordered else len(self.claim.words)
        told = self._narration(passages)
        if told and told.edits == 0 and cost:
            return Judgement(Verdict.NARRATION, (told,), self._flags(told, is_common))
        pieces = take_apart(self.claim, quotes, self.weights) if cost > PIECE_COST else ()
        joint = sum(piece.edits for piece in pieces) + PIECE_COST * (len(pieces) - 1)
        if pieces and joint < min(cost, told.edits + NARRATION_COST if told else cost):
            return self._of_pieces(pieces, is_common)
        if told and told.edits + NARRATION_COST < cost:
            return Judgement(Verdict.NARRATION, (told,), self._flags(told, is_common))
        return self._of_quote(ordered, is_common) if ordered else None

    def _ordered(self, found: Sequence[Match]) -> list[Match]:
        """The words of the named speaker first where they fit about as well; denials last."""
        known = sorted(
            found, key=lambda one: (-round(one.quality, 6), not one.is_whole, _is_denied(one))
        )
        if self.owner is None:
            return known
        known = [one for one in known if self._is_theirs_or_near(one)]
        if not known:
            return []
        best = known[0].quality
        near = [one for one in known if one.quality >= best - (OWN_QUALITY if best < 1 else 0)]
        near.sort(key=lambda one: (self._owner(one).value, _is_denied(one)))
        return near + [one for one in known if one not in near]

    def _is_theirs_or_near(self, match: Match) -> bool:
        """Whether the words are the named speaker's, or so near that they are another's words."""
        is_near = match.edits <= ANOTHERS_ERRORS * len(self.claim.words)
        return is_near or self._owner(match) is Owner.THEIRS

    def _of_quote(self, known: Sequence[Match], is_common: Callable[[str], bool]) -> Judgement:
        match = known[0]
        flags = set(self._flags(match, is_common))
        verdict = self._by_words(match, flags)
        if _is_denied(match):
            return Judgement(Verdict.SOMEONE_ELSE, (match,), in_order(flags | {"denied"}))
        if _is_relayed(match):
            flags.add("relayed")
            if self.owner is not None:
                verdict = Verdict.SOMEONE_ELSE
        if self.owner is not None and self._owner(match) is not Owner.THEIRS:
            verdict = Verdict.SOMEONE_ELSE
            if self._owner(match) is Owner.UNKNOWN:
                flags.add("speaker-unknown")
        if verdict is Verdict.SHORTENED:
            flags |= lost_kinds(match, is_common)
        return Judgement(verdict, (match,), in_order(flags))

    def _by_words(self, match: Match, flags: set[str]) -> Verdict:
        if match.edits or ("bracket" in flags and flags & GRAVE_IN_BRACKETS):
            return Verdict.ALTERED
        return Verdict.EXACT if match.is_whole else Verdict.SHORTENED

    def _of_pieces(self, pieces: Sequence[Match], is_common: Callable[[str], bool]) -> Judgement:
        flags = {flag for piece in pieces for flag in self._flags(piece, is_common)}
        if self.owner is not None and any(self._owner(one) is not Owner.THEIRS for one in pieces):
            flags.add("speaker")
        if any(map(_is_denied, pieces)):
            flags.add("denied")
        return Judgement(Verdict.JOINED, tuple(pieces), in_order(flags))

    def _narration(self, passages: Sequence[Statement]) -> Match | None:
        """The paper's own words, if they are nearly the claim's and stand outside marks."""
        for match in best_matches(self.claim, passages, self.weights, aligned=PASSAGES_ALIGNED):
            if match.edits > NARRATION_ERRORS * len(self.claim.words) or not match.is_recognised:
                continue
            if _share_inside(match) < INSIDE_MARKS:
                return match
        return None

    def _flags(self, match: Match, is_common: Callable[[str], bool]) -> tuple[str, ...]:
        return in_order(changed_kinds(match, is_common))

    def _owner(self, match: Match) -> Owner:
        return self.owner(match.statement) if self.owner else Owner.THEIRS


def common_words(statements: Sequence[Statement]) -> Callable[[str], bool]:
    """Whether a word stands in small letters in one of the articles: then it is no name."""
    texts = list({one.number: one.document.text for one in statements}.values())

    def is_common(word: str) -> bool:
        return any(f" {word}" in text for text in texts)

    return is_common


def _share_inside(match: Match) -> float:
    """How much of the words that are the same stands between marks of the article."""
    places = match.alignment.places(Kind.SAME)
    marked = match.statement.marked
    inside = sum(_is_within(match, place, marked) for place in places)
    return inside / len(places) if places else 0.0


def _is_within(match: Match, place: int, marked: Sequence[Span]) -> bool:
    word = match.statement.words[place]
    return any(span.start <= word.start and word.end <= span.end for span in marked)


def _is_denied(match: Match) -> bool:
    quote = match.statement.quote
    return quote is not None and polarity_of(match.statement.document, quote) is Utterance.DENIED


def _is_relayed(match: Match) -> bool:
    return any(
        span.start <= match.span.start
        and match.span.end <= span.end
        and is_relayed(match.statement.document, match.span, span)
        for span in match.statement.spans
    )
