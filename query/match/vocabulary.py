"""Wildcards and misspellings -> the terms of the index that they may mean.

Terms have lost their endings: "politics" is kept as "polit". So `politic*` fits no term as it is
kept. Terms that may stand for a fitting word are candidates, and the matcher looks for the word in
the text as written (`compiled`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.text.analyzer import terms

SHORTEST_STEM = 3
"""Letters that are left of a word after the stemmer cut off its ending."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Terms of one field that a wildcard may mean, ascending.

    Attributes:
        sure: All words with these terms fit.
        possible: Some words with these terms may fit.
    """

    sure: tuple[str, ...]
    possible: tuple[str, ...]


class Vocabulary:
    """The distinct terms of one field, ascending; some may have no live row any more."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def matching(self, pattern: str) -> Expansion:
        """The terms that a folded wildcard with `*` and `?` may mean."""
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        longer = list(self._starting(literal))
        shorter = set(self._cut_from(literal)).difference(longer)
        if pattern == f"{literal}*":
            return Expansion(tuple(longer), tuple(sorted(shorter)))
        # The stemmer may have cut off or changed the letters behind the literal part.
        return Expansion((), tuple(sorted(shorter.union(longer))))

    def near(self, word: str, edits: int) -> list[str]:
        """The terms so many edits from a folded word or from its own term, ascending."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        found: set[str] = set()
        for sought in {word, *terms(word)}:
            near = extract_iter(sought, self._words, scorer=OSA.distance, score_cutoff=edits)
            found.update(term for term, _, _ in near)
        return sorted(found)

    def _starting(self, prefix: str) -> Iterator[str]:
        for ordinal in range(bisect_left(self._words, prefix), len(self._words)):
            if not self._words[ordinal].startswith(prefix):
                return
            yield self._words[ordinal]

    def _cut_from(self, literal: str) -> Iterator[str]:
        """Terms of words that begin with the literal and lost a part of it to the stemmer.

        The stemmer may also change the last letter that it leaves.
        """
        for length in range(SHORTEST_STEM, len(literal) + 1):
            start = literal[: length - 1]
            yield from (word for word in self._starting(start) if len(word) == length)


def compiled(pattern: str) -> re.Pattern[str]:
    """A folded wildcard with `*` (any letters, also none) and `?` (exactly one) as an expression.

    Search for it in folded text: it finds whole words.

    >>> bool(compiled("colo?r").search("the colour of money"))
    True
    """
    first, *others = [re.escape(piece).replace(r"\?", r"\w") for piece in pattern.split("*")]
    if not others:
        return re.compile(rf"\b{first}\b")
    *middle, last = others
    # The first match of a middle piece is enough, and without others the time stays linear.
    steps = "".join(
        rf"(?=(?P<p{count}>\w*?{piece}))(?P=p{count})"
        for count, piece in enumerate(middle)
        if piece
    )
    return re.compile(rf"\b{first}{steps}\w*{last}\b")
