"""One person told by two nouns."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

SAID = "said it had been “a very long night.”"


@pytest.mark.parametrize(
    "phrase",
    [
        "The author and director",
        "The former secretary of state and current Reform nominee",
        "The mayor and longtime party leader",
    ],
)
def test_two_nouns_with_one_article_are_one_person(phrase):
    text = f"Ines Duarte came late. {phrase} {SAID}"
    (quote,) = extract_quotes(text)

    assert quote.mention.of(text) == phrase
    assert quote.role == phrase


@pytest.mark.parametrize(
    "phrase",
    ["The mayor and deputy mayor", "The mayor and the director", "The mayor and Director Paul Doe"],
)
def test_two_people_are_no_one_person(phrase):
    (quote,) = extract_quotes(f"Ines Duarte came late. {phrase} {SAID}")

    assert quote.role != phrase


def test_an_owner_is_no_second_noun():
    (quote,) = extract_quotes("“It is late,” said the author and director's agent.")

    assert quote.role != "the author and director"
