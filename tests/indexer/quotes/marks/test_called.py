from __future__ import annotations

import pytest

from indexer.quotes.marks.called import called_ones
from indexer.quotes.marks.spans import find_quotation_spans
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear


def called(text: str) -> list[str]:
    spans = find_quotation_spans(text, split_paragraphs(text))
    kept = called_ones(text, spans)
    return [one.inner.of(text) for one, is_kept in zip(spans, kept, strict=True) if is_kept]


@pytest.mark.parametrize(
    "text",
    [
        "Police met a man who goes by the name “Starling.” He left.",
        "Police met a man who goes by “Starling” at work.",
        "The leader, known as “El Lobo,” was held.",
        "The leader, better known as “Big Hal,” was held.",
        "Karl Roe, nicknamed “Big Karl” by friends, left.",
        "A man identified only as “Mr. Brown” left.",
        "Jane Roe led what police called “Operation High Tide,” on Monday.",
        "Roe recalled “Project Blue Sky,” which failed.",
        "The officers, code-named “Eagle One,” left.",
        "The report, titled “Safe Dams for All,” was late.",
        "Roe’s slogan, “Together for Dunmore,” did not help.",
        "They wore hats that read “Make Dunmore Dry Again,” said Roe.",
        "Karl Roe sang “Merry Birthday” to his wife.",
        "The group, which calls itself “Mothers for Dunmore,” marched.",
        "Karl Roe was dubbed “the Butcher of Dunmore” by the press.",
        "She starred in “The Long Road” last year.",
        "An article headlined “How Dams Break” told the story.",
        "The judge met ‘The Spider’ Doe again.",
        "Karl Roe took calls on his “Harbour Nights” radio show and thanked her.",
        "The “Dams for Life” podcast ended last year, said Roe.",
        "Roe wants to build in a “safe harbour area,” which is defined as a port with two dams.",
    ],
)
def test_words_that_only_name_something_are_no_quotation(text):
    assert len(called(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He called her “Crooked Jane” and left.",
        "He said “Dunmore First” and left.",
        "“We stay,” said Jane Roe. “Nobody Rang,” she said.",
        "Roe shouted “No Dams!” at the mayor.",
        "She is known as “a good listener” at work.",
        "The headline: “Roe is out”, she said.",
        "He described it as “The Worst Day of My Whole Life in Dunmore City.”",
    ],
)
def test_what_somebody_says_stays_a_quotation(text):
    assert called(text) == []


def test_a_list_of_works_counts_as_a_whole():
    text = "The band played “Moon Over Dunmore”, “Salt” and “River Girl,” said Karl Roe."

    assert called(text) == ["Moon Over Dunmore", "Salt", "River Girl,"]


def test_a_name_stays_a_name():
    text = "Jane Roe hosts “The Dam Hour” here. “The Dam Hour” is over, Roe said."

    assert called(text) == ["The Dam Hour", "The Dam Hour"]


def test_the_search_takes_linear_time():
    assert_linear(lambda size: called("sang “A” and " * size), 4_000)
