"""A wording as it is read: words, ellipses, brackets; and what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.verify.claim import MOST_WORDS, ClaimError, read_claim
from query.verify.words import forms_of, words_of


def forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We WILL go.", "we will go"),
        ("it’s ours", "it's ours"),
        ("dont go", "don't go"),
        ("far-reaching plans", "far reaching plans"),
        ("1,500 men", "1500 men"),
        ("five % of it", "five percent of it"),
        ("the US and the UN", "the U.S. and the UN"),
        ("Café “Müller”", "Cafe Muller"),
        ("grew by .5", "grew by 0.5"),
        ("minus 5", "−5"),
        ("2015-2016", "2015 2016"),
    ],
)
def test_the_same_words_written_otherwise_are_the_same(one: str, other: str):
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we were there", "we're there"),
        ("its own", "it's own"),
        ("$5 a day", "£5 a day"),
        ("1.5 tons", "15 tons"),
        ("1,50 euros", "150 euros"),
        ("they told us", "they told the U.S."),
        ("US troops left", "us troops left"),
        ("it was -5 degrees", "it was 5 degrees"),
        ("grew by .5 percent", "grew by 5 percent"),
        ("₹5 a day", "₦5 a day"),
        ("I'll go", "ill go"),
    ],
)
def test_other_words_stay_other_words(one: str, other: str):
    assert forms(one) != forms(other)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str):
    found = words_of(text)

    assert all(0 <= word.start < word.end <= len(text) and word.form for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text("US. aé\u0301\u200d’'-1,0", max_size=60), st.text(max_size=5))
def test_forms_alone_are_the_same(text: str, other: str):
    assert forms_of(text + other) == [word.form for word in words_of(text + other)]


@pytest.mark.parametrize("ellipsis", ["...", "…", ". . .", "[...]", "[…]", "(...)", "...."])
def test_an_ellipsis_is_a_gap_between_words(ellipsis: str):
    claim = read_claim(f"“We will build it {ellipsis} one day.”")

    assert claim.gaps == {4}
    assert claim.forms == ["we", "will", "build", "it", "one", "day"]


def test_one_full_stop_is_no_ellipsis():
    assert read_claim("We came. We left.").gaps == frozenset()


def test_brackets_mark_words_of_the_writer():
    claim = read_claim("[T]hey [the farmers] left")

    assert claim.forms == ["they", "the", "farmers", "left"]
    assert claim.bracketed == {1, 2}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("“ … ”", "empty"),
        ("Enough!", "one word"),
        ("word " * (MOST_WORDS + 1), "words; at most"),
        ("Мы построим этот мост вместе", "not in English"),
        ("私たちはこの橋を 一緒に 建てます", "not in English"),
    ],
)
def test_what_cannot_be_verified_is_refused_with_a_reason(text: str, reason: str):
    with pytest.raises(ClaimError, match=reason):
        read_claim(text)
