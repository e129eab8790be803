"""Sentences: where they end, and that no word is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.sentences import split_sentences
from tests.support.growth import assert_linear


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The river rose.", "Nobody slept!", "Would it last?", "It did."],
        ["Mr. Oduya met Gen. Farrow at St. Brannock.", "They spoke for an hour."],
        ["The U.S. Senate voted at 10 a.m. Tuesday.", "It was close."],
        ["He moved to the U.S. in May.", "She stayed."],
        ["They left the U.S.", "The visa had expired."],
        ["He had nothing to wash.", "Jane said no.", "Sun came at last."],
        ["He bowed to the rev.", "Nobody laughed."],
        ["J. K. Marlow and George W. Tarn won.", "Nobody else did."],
        ["It cost 3.5 million.", "40 people paid.", "No. 7 did not."],
        ["“Go home.”", "The crowd went."],
        ["“Is it over?” she asked.", "He nodded."],
        ["“It is over...”", "He left."],
        ["He waited … and waited.", "Then he left."],
        ["(It was raining.)", "Nobody came."],
        ["On Nov. 8 the count began.", "It ended on Dec. 1 at noon."],
        ["Acme Inc. Chairman Lee Ford resigned.", "He gave no reason."],
        ["No stop here"],
        ["今日は雨です。", "明日は晴れます。"],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_blank_line_ends_a_sentence_and_a_single_line_break_does_not():
    assert sentences("A heading\n\nThe first line\ngoes on here.") == [
        "A heading",
        "The first line\ngoes on here.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_no_words_give_no_sentences(text):
    assert sentences(text) == []


@given(st.text(alphabet=st.sampled_from("aB .!?…\n\"“”'’)(1,。\u00a0\0\ud800"), max_size=200))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text):
    spans = split_sentences(text)

    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "unit", [".", "“", ". ", ".”", "\n", "\n \n", "a", "A. ", "!?…", " ", "(. "]
)
def test_hostile_text_takes_linear_time(unit):
    assert_linear(lambda size: split_sentences(unit * size), 400_000 // len(unit))
