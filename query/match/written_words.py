"""The words of the articles that have a term, as written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from indexer.text.analyzer import find_terms, fold
from query.rows.rows import Rows

FIELDS = ("text", "title")
"""Where a word can stand."""

READ = 3
"""Rows that are read to see how a term is written."""


class WrittenWords:
    """Looks terms up in the first texts that hold them, or in titles if no text does.

    Args:
        rows: Whose texts are read.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def most_like(self, wanted: Sequence[str], like: str) -> list[str]:
        """For each term the word that has it and is most like another; else the term itself."""
        from rapidfuzz.distance import OSA

        written: dict[str, list[str]] = {term: [] for term in wanted}
        for field, held in self._first_rows(wanted).items():
            texts = self._rows.written(field, [number for rows in held.values() for number in rows])
            for term, rows in held.items():
                for text in islice(texts, len(rows)):
                    written[term] += words_with(text, term)
        folded = fold(like)
        return [
            min(written[term], key=lambda word: OSA.distance(fold(word), folded), default=term)
            for term in wanted
        ]

    def _first_rows(self, wanted: Sequence[str]) -> dict[str, dict[str, list[int]]]:
        """For each field the terms that are looked up there, with the first rows that hold them."""
        found: dict[str, dict[str, list[int]]] = {field: {} for field in FIELDS}
        for term in wanted:
            field = next((name for name in FIELDS if self._rows.keyword.has_term(name, term)), None)
            if field is not None:
                numbers = self._rows.keyword.postings(field, term).numbers
                first = numbers[np.argsort(self._rows.tie_keys(numbers), kind="stable")[:READ]]
                found[field][term] = first.tolist()
        return found


def words_with(text: str, term: str) -> Iterator[str]:
    """The words of a text that have a term, in order.

    >>> list(words_with("“Marlow’s car,” said Marlow.", "marlow"))
    ['Marlow', 'Marlow']
    """
    # The stemmer changes two letters of a word at most; other words need not be analysed.
    first, stem = term[:1], term[:-2]
    for run in text.split():
        small = run.lower()
        if (stem in small if small.isalpha() else first in small) or not run.isascii():
            for _, start, end in find_terms(run, {term}):
                yield run[start:end].removesuffix("’s")
