from __future__ import annotations

import pytest

from indexer.quotes.marks.spans import find_quotation_spans
from indexer.text.paragraphs import split_paragraphs


def parts(text: str) -> list[list[str]]:
    spans = find_quotation_spans(text, split_paragraphs(text))
    return [[part.of(text) for part in one.parts] for one in spans]


@pytest.mark.parametrize(
    "line",
    [
        "Image caption: The dam above Dunmore last winter.",
        "Photograph: Jane Doe/Getty Images",
        "The dam above Dunmore (Photo: Jane Doe)",
        "Read more: How the dam was built.",
        "Advertisement",
        "The long road to Dunmore",
        "Article continues below",
        "The crowd at the gates on Monday. © Harbour Press",
    ],
)
@pytest.mark.parametrize(("opening", "closing"), ["“”", "‘’", '""'])
def test_captions_and_teasers_do_not_end_a_quote(line, opening, closing):
    text = (
        f"Mrs Roe said: {opening}We stayed.\n\n{line}\n\n"
        f"{opening}Then we left,{closing} she said. {opening}It was late.{closing}"
    )

    assert parts(text) == [["We stayed.", "Then we left,"], ["It was late."]]


def test_a_paragraph_of_the_story_ends_a_quote():
    text = "Roe said: “We stayed.\n\nThe dam broke on Monday.\n\n“We left,” said Doe."

    assert parts(text) == [["We stayed."], ["We left,"]]


@pytest.mark.parametrize(
    "text",
    [
        "“We knew,” said Karl Roe. “Nobody rang.\n\n“The dam is safe,” said Ann Doe.",
        "Karl Roe said: “Nobody rang.\n\n“The dam is safe,” Ann Doe said.",
        "Karl Roe disagreed: “Nobody rang.\n\n“The dam is safe,” says Mrs Ann Doe.",
    ],
)
def test_a_lost_closing_mark_leaves_the_next_quote_to_its_speaker(text):
    assert parts(text)[-2:] == [["Nobody rang."], ["The dam is safe,"]]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody rang.\n\n“The dam is safe,” said Ann Doe.",
        "Ann Doe said: “Nobody rang.\n\n“The dam is safe,” Doe said.",
        "“We knew,” said Ann Doe. “Nobody rang.\n\n“The dam is safe,” she said.",
        "“We knew,” said Karl Roe. “Nobody rang.\n\n“The dam is safe,” added Ann Doe.",
    ],
)
def test_a_quote_over_paragraphs_stays_one(text):
    assert parts(text)[-1] == ["Nobody rang.", "The dam is safe,"]


def test_several_lines_share_one_pair_of_marks():
    text = "He wrote: “Harbours are red,\nRivers are blue,\nSalt is sweet,\nAnd so are you.”"

    assert parts(text) == [
        ["Harbours are red,", "Rivers are blue,", "Salt is sweet,", "And so are you."]
    ]


def test_a_lost_closing_mark_and_a_lost_opening_mark_do_not_swallow_what_is_between():
    text = "“We are late, he said.\n\nThe dam broke.\n\nNever opened,” she said."

    assert all("broke" not in part for one in parts(text) for part in one)


def test_a_closed_quote_does_not_run_on():
    text = "“One\nTwo”\n\n“Three,” said Jane Roe."

    assert parts(text) == [["One", "Two"], ["Three,"]]
