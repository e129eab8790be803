"""The rows in which the words of a phrase may stand as written: those with their terms in order.

Terms have lost their endings, so that some of these rows have another wording. `wording` compares
them with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np

from indexer.text.analyzer import terms
from indexer.text.written import form
from query.match import proximity
from query.match.proximity import positions_of
from query.match.vocabulary import Vocabulary
from query.parse.wildcards import ANY_WORD, has_wildcard
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers

MAX_TERMS = 1_000
"""Terms of one wildcard that are looked up. If there are more, any row may hold one of them."""

BROKEN_WORDS = 16
"""Terms at the end of a passage that may be of words that the ends of lines divide."""

MOST_BROKEN = 500
"""Rows that may hold a divided word of the phrase; if more, the phrase is of frequent words."""


class WordingCandidates:
    """Finds the rows in which a phrase may stand.

    Args:
        rows: One kind of row.
        vocabulary: Gives the vocabulary of a field.
    """

    def __init__(self, rows: Rows, vocabulary: Callable[[str], Vocabulary]) -> None:
        self._rows, self._vocabulary = rows, vocabulary

    def of(self, field: str, words: Sequence[str]) -> Numbers:
        """The live rows in which the words may stand, ascending.

        Args:
            field: "text", "title" or "speaker".
            words: As typed, with their wildcards.

        Raises:
            IndexCorruptError: If the index is damaged.
        """
        found = [self._in_language(field, words, language) for language in self._rows.languages]
        return np.flatnonzero(reduce(np.logical_or, found))

    def _in_language(self, field: str, words: Sequence[str], language: str) -> Mask:
        literal, masks = list[tuple[int, str]](), [self._rows.live]
        for place, word in enumerate(words):
            if word == ANY_WORD:
                continue
            if has_wildcard(word):
                masks.append(self._holding(field, form(word)))
            else:
                literal += [(place, term) for term in terms(word, language)[:1]]
        if literal:
            masks.append(self._in_order(field, literal))
        mask: Mask = reduce(np.logical_and, masks)
        return mask

    def _in_order(self, field: str, literal: Sequence[tuple[int, str]]) -> Mask:
        """Rows that hold the terms, each so many words behind the first as in the phrase."""
        mask = np.zeros_like(self._rows.live)
        if len(literal) == 1:
            return self._held(field, literal[0][1])
        known = {term: positions_of(self._rows.keyword, field, term) for _, term in literal}
        starts = proximity.in_sequence(
            [known[term] for _, term in literal], [place for place, _ in literal]
        )
        mask[proximity.rows_at(starts)] = True
        if field == "text":
            self._add_broken(mask, [term for _, term in literal])
        return mask

    def _add_broken(self, mask: Mask, wanted: Sequence[str]) -> None:
        """Add rows in which one of the words may be divided by the end of a line.

        The term of such a word comes after all others of its row (`indexer.text.broken`).
        """
        held = np.ones_like(mask)
        at_end = np.zeros_like(mask)
        lengths = self._rows.keyword.lengths("text")
        for term in dict.fromkeys(wanted):
            numbers, frequencies, positions = self._rows.keyword.postings("text", term)
            own = np.zeros_like(mask)
            own[numbers] = True
            held &= own
            if len(numbers):
                last = positions[np.cumsum(frequencies.astype(np.int64)) - 1].astype(np.int64)
                at_end[numbers[last + BROKEN_WORDS >= lengths[numbers]]] = True
        more = np.flatnonzero(held & at_end & ~mask)
        if len(more) <= MOST_BROKEN:
            mask[more] = True

    def _held(self, field: str, term: str) -> Mask:
        mask = np.zeros_like(self._rows.live)
        mask[self._rows.keyword.postings(field, term).numbers] = True
        return mask

    def _holding(self, field: str, pattern: str) -> Mask:
        """Rows that may hold a term that a folded wildcard may mean."""
        meant = self._vocabulary(field).matching(pattern.replace("'", ""))
        terms_meant = (*meant.sure, *meant.possible)
        if len(terms_meant) > MAX_TERMS:
            return self._rows.live
        mask = np.zeros_like(self._rows.live)
        for term in terms_meant:
            mask[self._rows.keyword.postings(field, term).numbers] = True
        return mask
