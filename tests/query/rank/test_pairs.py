from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.rank.pairs import side_by_side, stands, telling_pairs
from query.rank.postings import PostingReader
from query.rows.sources import Postings

TEXTS = st.lists(st.lists(st.sampled_from("abc"), max_size=8), max_size=6)


class Texts:
    """A keyword source over rows of terms, whose postings come in some order of the rows."""

    def __init__(self, texts: list[list[str]], order: list[int]) -> None:
        self._texts, self._order = texts, order

    def postings(self, field: str, term: str) -> Postings:
        held = [number for number in self._order if term in self._texts[number]]
        places = [
            [place for place, one in enumerate(self._texts[number]) if one == term]
            for number in held
        ]
        return Postings(
            np.array(held, dtype=np.int64),
            np.array([len(one) for one in places], dtype=np.uint32),
            np.array([place for one in places for place in one], dtype=np.uint32),
        )

    def vocabulary(self, field: str) -> list[str]:
        return sorted({term for text in self._texts for term in text})

    def has_term(self, field: str, term: str) -> bool:
        return term in self.vocabulary(field)

    def lengths(self, field: str) -> np.ndarray:
        return np.array([len(text) for text in self._texts], dtype=np.uint32)


@given(TEXTS.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(range(len(texts))))),
       st.sampled_from("abc"), st.sampled_from("abc"))  # fmt: skip
def test_a_pair_stands_where_its_terms_are_neighbours(
    made: tuple[list[list[str]], list[int]], first: str, second: str
):
    texts, order = made
    postings = PostingReader(Texts(texts, order))

    found = side_by_side(stands(postings, first), stands(postings, second))

    counted = [(n, list(pairwise(text)).count((first, second))) for n, text in enumerate(texts)]
    expected = [(number, times) for number, times in counted if times]
    assert list(zip(found.numbers, found.frequencies, strict=True)) == expected


@pytest.mark.parametrize(
    ("terms", "pairs"),
    [
        (["what", "did", "the", "mayor", "say"], [("the", "mayor"), ("mayor", "say")]),
        (["flood", "flood", "flood"], [("flood", "flood")]),
        (["to", "be", "or"], [("to", "be"), ("be", "or")]),
        (["mayor"], []),
    ],
)
def test_two_stopwords_make_no_pair_unless_there_is_no_other(
    terms: list[str], pairs: list[tuple[str, str]]
):
    assert telling_pairs(terms) == pairs
