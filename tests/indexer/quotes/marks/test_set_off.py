"""Quotations without marks: block quotes behind a colon, signed ones, embedded posts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes import extract_quotes
from indexer.quotes.marks.set_off import find_set_off
from indexer.records import Grade
from indexer.text.paragraphs import split_paragraphs

REST = "\n\nThe council met later and heard from Paul Doe."


def found(text: str) -> list[tuple[list[str], str | None]]:
    return [([part.of(text) for part in one.parts], one.speaker) for one in extract_quotes(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mayor Ana Conti said in a statement:\n\n> We are late.\n>\n> We are sorry." + REST,
         ["We are late.", "We are sorry."]),
        ("Ana Conti wrote on Facebook:\n\n> The bridge is closed,\n> and nobody may use it." + REST,
         ["The bridge is closed,", "and nobody may use it."]),
        ("> The sea gives and takes.\n> — Ana Conti" + REST, ["The sea gives and takes."]),
        ("Ana Conti said:\n\n    We are late.\n\n    The bridge is closed." + REST,
         ["We are late.", "The bridge is closed."]),
        ("In a statement, Ana Conti said:\n\nI am sorry for it.\n\nWe will rebuild it." + REST,
         ["I am sorry for it.", "We will rebuild it."]),
        ("In a speech last July, Ana Conti said:\n\nLet no one be mistaken: this must end." + REST,
         ["Let no one be mistaken: this must end."]),
        ("The bridge fell.\n\nI promise to rebuild it. pic.twitter.com/a1\n\n— Ana Conti (@anac) "
         "May 3, 2019" + REST, ["I promise to rebuild it."]),
    ],
)  # fmt: skip
def test_words_that_are_set_off_are_quoted_exactly(text, parts):
    assert found(text) == [(parts, "Ana Conti")]


@pytest.mark.parametrize(
    "text",
    [
        "> This is a note to our readers about the new site." + REST,
        "Ana Conti said three things would change:\n\nThe bridge will be closed.",
        "Ana Conti asked:\n\n1. Who pays for it?\n\n2. Who builds it?",
        "Watch what Ana Conti said:\n\nThe mayor came to the port on Monday and spoke.",
        "Ana Conti said:\n\nThe mayor came to the port on Monday, he said.",
        "I told Ana Conti:\n\nWe will never agree on this, my friend.",
        "Here is what we know:\n\nWe spoke to three people at the bridge.",
        "Ana Conti (@anac) and Paul Doe (@pauld) met.\n\nThe end of it.",
        "Ana Conti explained:\n\nThe bridge\n\nThe bridge was built in 1930.",
        "<p>Ana Conti said:\n\n<div class=x>some markup of the page.</div>",
    ],
)
def test_lists_and_what_the_paper_tells_are_no_quotes(text):
    assert found(text) == []


def test_the_paragraph_behind_a_quote_without_marks_is_the_papers():
    text = "Ana Conti wrote:\n\nI love this port.\n\nWe asked the council for comment." + REST

    assert found(text) == [(["I love this port."], "Ana Conti")]


def test_where_a_quote_without_marks_ends_is_never_sure():
    (quote,) = extract_quotes("Ana Conti wrote:\n\nI love this port and its people." + REST)

    assert quote.grade is Grade.LIKELY


def test_marks_within_a_block_quote_are_nested():
    text = "Ana Conti said:\n\n> I told him “you must go” and he went." + REST

    assert found(text) == [(["I told him “you must go” and he went."], "Ana Conti")]


@given(st.text(alphabet="aI>:\n\t —(@)“” .", max_size=80))
def test_any_text_gives_spans_in_order_without_surrounding_space(text: str):
    spans = find_set_off(text, split_paragraphs(text))

    last = 0
    for one in spans:
        for part in one.parts:
            assert last <= part.start < part.end
            assert part.of(text) == part.of(text).strip()
            last = part.end
