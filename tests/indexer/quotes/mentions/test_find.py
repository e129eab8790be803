"""Names that speak for nobody: employers in signatures, relays, natives, asides."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "From the desk of Jonas Roe, chief analyst, Dunmore Observer.\n\n“The rates will rise.”",
        "“The rates will rise.”\n\nJonas Roe, chief analyst, Dunmore Observer",
        "A letter from Jonas Roe, director, Harbour Trust:\n\n“The rates will rise.”",
        "“The rates will rise,” said Jonas Roe, chief executive, Harbour Trust.",
    ],
)
def test_an_employer_behind_a_role_does_not_speak(text):
    assert speakers(text) == ["Jonas Roe"]


@pytest.mark.parametrize(
    "text",
    [
        "“We are done here,” Reuters quoted Jane Roe as saying.",
        "“We are done here,” the Dunmore Times quoted Jane Roe as saying.",
        "“We are done here,” the Dunmore Times has quoted Jane Roe as saying.",
    ],
)
def test_who_quotes_somebody_does_not_speak(text):
    assert speakers(text) == ["Jane Roe"]


def test_a_place_before_a_name_is_none_of_it():
    text = "A singer from Patna Jane Roe said, “It is a shame.”"

    assert speakers(text) == ["Jane Roe"]


def test_where_somebody_is_from_is_no_name():
    text = "Striker Ivo Lund scored twice. “It is our biggest day,” the Tongan said."

    assert "Tongan" not in speakers(text)


def test_the_story_goes_on_after_an_aside():
    text = (
        "Flanked by friends (Tom Hale and Sam Poe were late), the 31-year-old Lee Roe explained "
        "why. “I want to go home,” he said."
    )

    assert speakers(text) == ["Lee Roe"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“No comment,” a spokesman for the city told reporters.", 1),
        ("“Not guilty,” the defendant, Tom Hale, said.", 1),
        ("“Out!” the crowd yelled.", 1),
        ("Jane Roe: “We stay.”\nPaul Doe: “Go then.”", 2),
        ("Nobody saw “Harbour Lights,” the film that said it all.", 0),
        ("Roe called him “a fool”, “a liar” and “a cheat”.", 3),
        ("“No comment” was on the wall.", 0),
    ],
)
def test_two_words_are_a_quote_where_somebody_says_them(text, found):
    assert len(extract_quotes(text)) == found
