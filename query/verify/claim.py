"""A wording that is to be verified: its words, and what it declares to have changed.

An ellipsis declares that something was left out; square brackets declare words that are the
writer's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.errors import SearchError
from query.verify.words import Word, words_of

FEWEST_WORDS, MOST_WORDS = 2, 1000
"""One word is said by everybody; a text longer than this is no quote."""

_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.\s?){2,}\.?\s*[\])]|[\[(]\s*…\s*[\])]|(?:\.\s?){2,}\.|…")
_PIECE_ENDS = re.compile(r"[.!?…;]+(?:[\s\])”\"]+|$)")
_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_BRACKETS = re.compile(r"\[([^\[\]]{1,80})\]")
_OUTER = " \t\r\n\"'“”„‟‘’‚‛«»‹›`*_"

MOST_SENTENCES = 12
"""Of a claim that are looked for by themselves."""


class ClaimError(SearchError):
    """A wording that cannot be verified."""

    hint = 'Give the words as they were quoted: whosaid verify "..." --speaker NAME.'


@dataclass(frozen=True, slots=True)
class Claim:
    """A wording to verify.

    Attributes:
        text: As it is read: without outer marks, "[T]he" as "The".
        words: Its words, spans into `text`.
        gaps: Before which words an ellipsis stands; `len(words)` is the end.
        bracketed: Which words stand in square brackets.
    """

    text: str
    words: tuple[Word, ...]
    gaps: frozenset[int]
    bracketed: frozenset[int]

    @property
    def forms(self) -> list[str]:
        """What is compared, in order."""
        return [word.form for word in self.words]

    def between(self, start: int, end: int) -> Claim:
        """The claim of the words from `start` to `end`, spans still into the same text."""
        return Claim(
            self.text,
            self.words[start:end],
            frozenset(gap - start for gap in self.gaps if start <= gap <= end),
            frozenset(one - start for one in self.bracketed if start <= one < end),
        )

    def sentences(self) -> list[str]:
        """The sentences and the pieces between ellipses, if there are several of some length."""
        pieces = [one for one in _PIECE_ENDS.split(self.text) if one and len(words_of(one)) >= 4]
        return pieces[:MOST_SENTENCES] if len(pieces) > 1 else []

    def shown(self) -> str:
        """The words as written, from the first to the last."""
        return self.text[self.words[0].start : self.words[-1].end] if self.words else ""


def read_claim(text: str) -> Claim:
    """Read a wording.

    Raises:
        ClaimError: If there is no word, only one, or too many; or no letter of the alphabet in
            which the archive is indexed.
    """
    plain = _LETTER.sub(r"\1", text.strip(_OUTER))
    words = words_of(plain)
    if not words:
        raise ClaimError("the quote is empty")
    if len(words) < FEWEST_WORDS:
        raise ClaimError(f"one word is not enough to verify a quote: {plain[:60]!r}")
    if len(words) > MOST_WORDS:
        raise ClaimError(f"the quote has {len(words):,} words; at most {MOST_WORDS:,} are verified")
    _refuse_other_script(plain)
    ellipses = [match.start() for match in _ELLIPSIS.finditer(plain)]
    gaps = {sum(word.start < place for word in words) for place in ellipses}
    inside = [match.span(1) for match in _BRACKETS.finditer(plain)]
    bracketed = {
        number
        for number, word in enumerate(words)
        if any(start <= word.start and word.end <= end for start, end in inside)
    }
    return Claim(plain, tuple(words), frozenset(gaps), frozenset(bracketed))


def _refuse_other_script(text: str) -> None:
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    if letters and 2 * latin < len(letters):
        raise ClaimError("the quote is not in English, and quotes are compared word for word")
