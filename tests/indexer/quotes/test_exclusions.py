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
