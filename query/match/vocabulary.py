"""Patterns and misspellings -> the terms of the index that they may mean.

Terms have lost their endings: "politics" is kept as "polit", so that `politic*` would find
nothing among the terms as they are. So terms that may stand for a word of that form are
candidates, and whoever needs to be sure looks for it in the words as written (`compiled`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.store.keyword.reader import KeywordIndex
from indexer.text.analyzer import terms

SHORTEST_STEM = 3
"""Letters; what is left of a word after its ending was cut off."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Terms of one field that a pattern may mean, ascending.

    Attributes:
        sure: All their words are of the form.
        possible: Some of their words may be.
    """

    sure: tuple[str, ...]
    possible: tuple[str, ...]


class Vocabulary:
    """The distinct terms of one field, ascending."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    @classmethod
    def of(cls, index: KeywordIndex, field: str) -> Vocabulary:
        """All terms of a field; also of passages that are no longer live."""
        return cls(index.vocabulary(field))

    def matching(self, pattern: str) -> Expansion:
        """The terms that a folded pattern with `*` and `?` may mean."""
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        longer = list(self._starting(literal))
        shorter = set(self._cut_from(literal)).difference(longer)
        if pattern == f"{literal}*":
            return Expansion(tuple(longer), tuple(sorted(shorter)))
        # What stands behind the literal part may be cut off or changed.
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
        for place in range(bisect_left(self._words, prefix), len(self._words)):
            if not self._words[place].startswith(prefix):
                return
            yield self._words[place]

    def _cut_from(self, literal: str) -> Iterator[str]:
        """Terms of words that begin with the literal, of which more than the rest was cut off.

        A stemmer may also change the last letter that it leaves.
        """
        for length in range(SHORTEST_STEM, len(literal) + 1):
            start = literal[: length - 1]
            yield from (word for word in self._starting(start) if len(word) == length)


def compiled(pattern: str) -> re.Pattern[str]:
    """A folded pattern with `*` (any letters, also none) and `?` (exactly one) as an expression.

    It is to be searched for in folded text and finds whole words.

    >>> bool(compiled("colo?r").search("the colour of money"))
    True
    """
    first, *others = [re.escape(piece).replace(r"\?", r"\w") for piece in pattern.split("*")]
    if not others:
        return re.compile(rf"\b{first}\b")
    *middle, last = others
    # The nearest place of a middle piece will do, and to try no other takes linear time.
    steps = "".join(
        rf"(?=(?P<p{place}>\w*?{piece}))(?P=p{place})"
        for place, piece in enumerate(middle)
        if piece
    )
    return re.compile(rf"\b{first}{steps}\w*{last}\b")
