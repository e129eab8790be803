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
from functools import cached_property, lru_cache

from indexer.text.analyzer import terms
from query.match.english_endings import may_give
from query.match.near_spellings import NearSpellings

SHORTEST_STEM = 3
"""Letters that are left of a word after the stemmer cut off its ending."""

_PLAIN = re.compile("[a-z]*")

PARTICLES = "dlo"
"""Letters that stand before the apostrophe of a name: D’Souza, L’Oréal, O’Reilly."""

NEAR_KEPT = 256
"""Words whose near spellings are kept."""


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
    """The distinct terms of one field, ascending; some may have no live row any more.

    Args:
        words: The terms.
        is_english: Whether all texts were analysed as English.
    """

    def __init__(self, words: Sequence[str], *, is_english: bool = False) -> None:
        self._words, self._is_english = words, is_english
        # Variants, suggestions and an overview of one question ask for the same words.
        self._near = lru_cache(maxsize=NEAR_KEPT)(self._find_near)

    def matching(self, pattern: str) -> Expansion:
        """The terms that a folded wildcard with `*` and `?` may mean."""
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        longer = list(self._starting(literal))
        shorter = {*self._cut_from(literal), *self._behind_particle(literal)}.difference(longer)
        if pattern == f"{literal}*":
            return Expansion(tuple(longer), tuple(sorted(shorter)))
        # The stemmer may have cut off or changed the letters behind the literal part.
        return Expansion((), tuple(sorted(shorter.union(longer))))

    def near(self, word: str, edits: int, same: str = "") -> list[str]:
        """The terms so many edits from a folded word or from its own term, ascending.

        Args:
            word: The word.
            edits: How many edits at most.
            same: Letters of which a term must have those that the word has, and no others.
        """
        return list(self._near(word, edits, same))

    def _find_near(self, word: str, edits: int, same: str) -> tuple[str, ...]:
        sought = {word, *terms(word)}
        near = (self._spellings.near(one, edits, word, same) for one in sought)
        return tuple(sorted(set().union(*near)))

    @cached_property
    def _spellings(self) -> NearSpellings:
        return NearSpellings(self._words)

    def _starting(self, prefix: str) -> Iterator[str]:
        for ordinal in range(bisect_left(self._words, prefix), len(self._words)):
            if not self._words[ordinal].startswith(prefix):
                return
            yield self._words[ordinal]

    def _behind_particle(self, literal: str) -> Iterator[str]:
        """Terms of names such as "O’Reilly", in which the literal stands behind the apostrophe."""
        if len(literal) > SHORTEST_STEM:
            for particle in PARTICLES:
                yield from self._starting(f"{particle}{literal}")

    def _cut_from(self, literal: str) -> Iterator[str]:
        """Terms of words that begin with the literal and lost a part of it to the stemmer.

        The stemmer may also change the last letter that it leaves.
        """
        is_plain = self._is_english and _PLAIN.fullmatch(literal) is not None
        for length in range(SHORTEST_STEM, len(literal) + 1):
            start = literal[: length - 1]
            terms_of_length = (word for word in self._starting(start) if len(word) == length)
            yield from (term for term in terms_of_length if not is_plain or may_give(literal, term))


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
