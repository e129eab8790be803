from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.marks.spans import find_quotation_spans
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear


def contents(text: str) -> list[str]:
    return [one.inner.of(text) for one in find_quotation_spans(text, split_paragraphs(text))]


@pytest.mark.parametrize(
    "quote",
    [
        "They were just goin’ home, mate,",
        "It’s rock ’n’ roll, innit,",
        "’Tis a shame what you did,",
        "’Twas ever thus,",
        "Give ’em a chance,",
        "We lived through the ’90s,",
        "Ol’ Ben told ’em so,",
        "It was Sanchez’ idea to leave,",
        "It is Marx’ book, not mine,",
        "The workers’ rights are not for sale,",
        "James’ mother and Jesus’ mother were there,",
        "The boss’ car was outside my parents’ house,",
        "I’m 6'2\" and I love it,",
        "He said “go” and I went,",
    ],
)
def test_an_apostrophe_does_not_end_a_quote_between_single_marks(quote):
    assert contents(f"‘{quote}’ said Jane Roe. ‘Yes.’") == [quote, "Yes."]


@pytest.mark.parametrize(
    "quote",
    [
        "They were just goin' home, mate,",
        "It's rock 'n' roll, innit,",
        "It was Sanchez' idea to leave,",
        "The workers' rights are not for sale,",
        "Give 'em what they want,",
        "I was in the kitchen when it 'appened,",
        "It was the best of the '90s,",
    ],
)
def test_straight_apostrophes_do_not_end_a_quote_either(quote):
    assert contents(f"'{quote}' said Jane Roe. 'Yes, it is.'") == [quote, "Yes, it is."]


def test_a_quote_within_the_same_marks_belongs_to_the_outer_one():
    text = "She said: ‘We bring in what is called a ‘harbour pass’, so that lorries can move.’"

    assert contents(text) == [text[11:-1]]


def test_two_marks_close_the_inner_and_the_outer_quote():
    text = "‘He said ‘no’,’ said Ann Roe. ‘He said ‘never’.’ And she left."

    assert contents(text) == ["He said ‘no’,", "He said ‘never’."]


def test_an_inner_quote_at_the_end_of_a_paragraph_does_not_end_the_outer_one():
    text = "She said: ‘The boss’ car was there. I’d say ‘yes’ again.\n‘But I won’t.’"

    assert len(contents(text)) == 1


@pytest.mark.parametrize("mark", ["‘", "'"])
def test_a_quote_between_single_marks_runs_over_paragraphs(mark):
    text = f"Mrs Roe added: {mark}I rang on Monday.\n\n{mark}Nobody came.’ Jane Roe lives here."

    assert contents(text) == [f"I rang on Monday.\n\n{mark}Nobody came."]


def test_a_lost_closing_mark_does_not_end_the_quote_at_a_plural():
    text = "Mr Hale said: ‘She’d left her parents’ house.\n\nMrs Roe denied it. ‘No,’ she said."

    assert contents(text) == ["She’d left her parents’ house.", "No,"]


def test_a_lost_closing_mark_does_not_swallow_the_quote_after_it():
    text = "The paper called it ‘a mess. Then Mrs Roe said it was ‘a disaster’ for all."

    assert contents(text) == ["a disaster"]


def test_words_between_single_marks_end_at_their_mark():
    text = "The players’ ‘revolt’ was ‘nothing’, said Doe. The ‘brothers’ in arms left."

    assert contents(text) == ["revolt", "nothing", "brothers"]


def test_marks_may_stand_between_spaces():
    text = "' We are not going , ' said Tom Hale . ' It is over . '"

    assert contents(text) == ["We are not going ,", "It is over ."]


@pytest.mark.parametrize("unit", ["‘a ", "a’ ", "‘a’ ", "s’ ‘", "'s' ", "' ", "‘‘a’ ’ "])
def test_single_marks_take_linear_time(unit):
    assert_linear(lambda size: contents(unit * size), 60_000 // len(unit))


@given(st.text(alphabet="‘’'‹› :,.aAsn\n", max_size=60))
def test_any_text_gives_spans_in_order(text):
    end = 0
    for one in find_quotation_spans(text, split_paragraphs(text)):
        assert end <= one.outer.start < one.outer.end
        end = one.outer.end
