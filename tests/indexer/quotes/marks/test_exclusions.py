"""Titles in lists and nicknames are no quotations; quotations that stand alike are."""

from __future__ import annotations

import pytest

from indexer.quotes import QuoteExtractor


def contents(text: str) -> list[str]:
    return [part.of(text) for one in QuoteExtractor.load().extract(text) for part in one.parts]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe, “The Long Way Home”",
        "WINNER: Jane Roe, “Harbour Lights and Other Stories”",
        "Jane Roe and Max Poe, “Nothing Works: A Mystery” (Northern Films)",
        "Jane Roe, “Mr. Poe Goes to Dunmore”",
    ],
)
def test_a_work_in_a_list_is_no_quotation(line):
    text = f"Best actress in a short film\n\n{line}\n\nThe jury said there were no losers."

    assert contents(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Then she said to Jane Roe, “You Can Go Home Now”",
        "As the sign says, “Mind the Dog”",
        "He told Max Poe, “We Have Won”",
    ],
)
def test_a_line_on_which_somebody_speaks_is_no_list(line):
    text = f"The jury met at noon.\n\n{line}\n\nThat was all."

    assert len(contents(text)) == 1


def test_a_nickname_belongs_to_the_name():
    text = (
        "“It is a big step,” says Charles “Chad” Roe, a senior editor. Aside from that, “it is "
        "what the harbour needed,” Roe said."
    )

    quotes = QuoteExtractor.load().extract(text)

    assert [part.of(text) for one in quotes for part in one.parts] == [
        "It is a big step,",
        "it is what the harbour needed,",
    ]
    assert {one.speaker for one in quotes} == {"Charles “Chad” Roe"}


def test_values_in_markup_are_no_quotations():
    text = "The aide said <note author=“Jane Roe said so”> and “we are late” at noon."

    assert contents(text) == ["we are late"]


@pytest.mark.parametrize(
    "sentence",
    [
        "He starred in “A House by the Sea” and left.",
        "She wrote a book called “Long Way Home.”",
        "Jane Roe, the author of “The Long Way Home,” came to Dunmore.",
        "The hit “Harbour Lights and Rain” (2012) was played twice.",
        "Roe spoke on the station's “Dunmore This Morning” about boats.",
        "Roe told the station's “Today” about the boats.",
        "Those who won are Jane Roe (“The Way to the Sea”) and Max Poe.",
    ],
)
def test_titles_beside_signs_of_a_work_are_no_quotations(sentence):
    assert contents(f"The council met at noon.\n\n{sentence}") == []


@pytest.mark.parametrize(
    "sentence",
    ["“It’s doable,” Roe said on Monday.", "The mayor says she's “extremely moved” by it."],
)
def test_a_word_or_two_beside_an_attribution_are_a_quotation(sentence):
    assert len(contents(f"The council met at noon.\n\n{sentence}")) == 1


def test_words_with_capitals_beside_no_word_of_saying_are_doubted():
    text = "The council met at noon.\n\nThe boats are decked out for what is “{}” on Monday."

    assert contents(text.format("Harbour Lights and Rain")) == []
    assert contents(text.format("the lights and the rain")) == ["the lights and the rain"]


@pytest.mark.parametrize(
    "before",
    ["In her new book,", "She wrote the novel", "In a film called", "In the song titled,"],
)
def test_what_a_work_is_called_is_no_quotation_whoever_says_something(before):
    assert contents(f"{before} “The Harbour Lights of Dunmore,” Jane Roe said it was late.") == []


@pytest.mark.parametrize("before", ["In her new book,", "In the article,"])
def test_a_work_may_be_quoted_as_well(before):
    assert len(contents(f"{before} “the harbour is a very sad place,” Jane Roe wrote.")) == 1
