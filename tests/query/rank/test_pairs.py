from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexCorruptError
from query.rank import pairs
from query.rank.pairs import PairFinder, telling_pairs
from query.rank.postings import PostingReader
from query.rows.array_cache import ArrayCache
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

    def count(self, field: str, term: str) -> int:
        return len(self.postings(field, term).numbers)

    def has_term(self, field: str, term: str) -> bool:
        return term in self.vocabulary(field)

    def lengths(self, field: str) -> np.ndarray:
        return np.array([len(text) for text in self._texts], dtype=np.uint32)


@given(TEXTS.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(range(len(texts))))),
       st.sampled_from("abc"), st.sampled_from("abc"),
       st.sampled_from([1, 64, 1 << 30]), st.sampled_from([0, 1, 16]))  # fmt: skip
def test_a_pair_stands_where_its_terms_are_neighbours(
    made: tuple[list[list[str]], list[int]], first: str, second: str, common: int, few: int
):
    """In whichever way the rarer term is looked up among the places of the other."""
    texts, order = made
    source = Texts(texts, order)
    finder = PairFinder(PostingReader(source), source.lengths("text"), ArrayCache(1 << 20))

    with patch.object(pairs, "COMMON", common), patch.object(pairs, "FEW", few):
        found = finder.find((first, second))

    counted = [(n, list(pairwise(text)).count((first, second))) for n, text in enumerate(texts)]
    expected = [(number, times) for number, times in counted if times]
    assert list(zip(found.numbers, found.frequencies, strict=True)) == expected


def test_the_table_of_a_stopword_is_kept_and_tells_the_same():
    chance = np.random.default_rng(4)
    texts = [chance.choice(["the", "mayor", "x"], 9).tolist() for _ in range(400)]
    source = Texts(texts, list(range(len(texts))))
    finder = PairFinder(PostingReader(source), source.lengths("text"), ArrayCache(1 << 20))

    with patch.object(pairs, "COMMON", 1), patch.object(pairs, "TABLE_BITS", (3, 8)):
        found = [finder.find(pair) for pair in [("the", "mayor"), ("the", "x"), ("mayor", "the")]]

    for one, pair in zip(found, [("the", "mayor"), ("the", "x"), ("mayor", "the")], strict=True):
        counted = [list(pairwise(text)).count(pair) for text in texts]
        assert one.numbers.tolist() == np.flatnonzero(counted).tolist()


def test_bits_are_right_across_the_blocks_in_which_they_are_made():
    chance = np.random.default_rng(3)
    texts = [chance.choice(list("ab"), size).tolist() for size in chance.integers(0, 9, 60)]
    source = Texts(texts, list(range(len(texts))))
    finder = PairFinder(PostingReader(source), source.lengths("text"), ArrayCache(1 << 20))

    with patch.object(pairs, "CHUNK", 16), patch.object(pairs, "COMMON", 1 << 30):
        found = finder.find(("a", "b"))

    counted = [list(pairwise(text)).count(("a", "b")) for text in texts]
    assert found.numbers.tolist() == np.flatnonzero(counted).tolist()
    assert found.frequencies.tolist() == [times for times in counted if times]


def test_a_word_behind_the_end_of_its_text_is_damage():
    class Shorter(Texts):
        def lengths(self, field: str) -> np.ndarray:
            return np.zeros(1, dtype=np.uint32)

    source = Shorter([["a", "b"]], [0])
    finder = PairFinder(PostingReader(source), source.lengths("text"), ArrayCache(1 << 20))

    with pytest.raises(IndexCorruptError, match="behind the end"):
        finder.find(("a", "b"))


@pytest.mark.parametrize(
    ("terms", "telling"),
    [
        (["what", "did", "the", "mayor", "say"], [("the", "mayor"), ("mayor", "say")]),
        (["flood", "flood", "flood"], [("flood", "flood")]),
        (["to", "be", "or"], [("to", "be"), ("be", "or")]),
        (["mayor"], []),
    ],
)
def test_two_stopwords_make_no_pair_unless_there_is_no_other(
    terms: list[str], telling: list[tuple[str, str]]
):
    assert telling_pairs(terms) == telling
