"""Near spellings against comparing all words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from indexer.names.spelling import CERTAIN, coarse_key, is_variant, spelling
from query.match.near_spellings import NearSpellings

short_words = st.text("abez07é京", max_size=6)
names = st.lists(
    st.sampled_from(
        [
            "a",
            "e",
            "ou",
            "y",
            "b",
            "ll",
            "m",
            "n",
            "r",
            "z",
            "h",
            "kh",
            "ch",
            "dj",
            "q",
            "qu",
            "g",
            "gh",
            "p",
            "ff",
            "v",
            "w",
            "s",
            "sh",
            "t",
            "d",
            "x",
            "ski",
            "ck",
            "sch",
        ]
    ),
    min_size=1,
    max_size=6,
).map("".join)


@given(st.sets(short_words, max_size=40), short_words, st.integers(0, 3))
def test_all_words_so_many_edits_away_are_found(words, word, edits):
    found = NearSpellings(sorted(words - {""})).near(word, edits, word, "")
    assert sorted(found) == sorted(w for w in words - {""} if OSA.distance(w, word) <= edits)


@given(st.sets(short_words, max_size=40), short_words, short_words)
def test_the_same_letters_stand_in_all_that_are_found(words, word, like):
    found = NearSpellings(sorted(words - {""})).near(word, 3, like, "ab")
    assert sorted(found) == sorted(
        w
        for w in words - {""}
        if OSA.distance(w, word) <= 3 and {"a", "b"} & set(w) == {"a", "b"} & set(like)
    )


@given(names, names)
def test_spellings_of_one_name_have_the_same_certain_letters(one, other):
    if spelling(one).consonants == spelling(other).consonants or is_variant(one, other):
        assert set(one) & set(CERTAIN) == set(other) & set(CERTAIN)
        assert None in (coarse_key(one), coarse_key(other)) or coarse_key(one) == coarse_key(other)


@given(names)
def test_the_coarse_key_is_that_of_the_consonants(name):
    # Vowels between them, so that no rule for several consonants counts; other sounds have no kind.
    small = spelling(name).consonants.replace("C", "c")
    assert coarse_key(name) in (None, coarse_key("a".join(re.sub("[A-Z]", "", small))))
