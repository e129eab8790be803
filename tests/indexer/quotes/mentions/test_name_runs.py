"""Where names begin and end, small words, nicknames and signs among them."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from tests.support.growth import assert_linear

SAID = "“Nothing was lost in the harbour fire,” {} said on Monday."


def named(source: str) -> tuple[str, str | None]:
    """Mention and speaker where this source speaks."""
    text = SAID.format(source)
    (quote,) = extract_quotes(text)
    assert quote.mention is not None
    return quote.mention.of(text), quote.speaker


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ursula von der Heide", "Ursula von der Heide"),
        ("María de la Torre", "María de la Torre"),
        ("Dr. Carlos del Prado", "Carlos del Prado"),
        ("Mohammed bin Said al-Tamimi", "Mohammed bin Said al-Tamimi"),
        ("Jane Roe KC", "Jane Roe"),
        ("Port Authority CEO Xilo Roe", "Xilo Roe"),
        ("DCI Jane Roe", "Jane Roe"),
        ("Alhaji Xilo Roe", "Xilo Roe"),
        ("Shri Xilo Roe", "Xilo Roe"),
        ("Rev. Msgr. Xilo Roe", "Xilo Roe"),
        ("Mayor of London Xilo Roe", "Xilo Roe"),
        ("Minister for Harbours and Water Jane Roe", "Jane Roe"),
        ("Deputy Director of Harbour Fires Jane Roe", "Jane Roe"),
        ("Special Agent in Charge Jane Roe", "Jane Roe"),
        ("the Institute for the Study of Tides", "Institute for the Study of Tides"),
        ("the Centers for Fire Control and Prevention", "Centers for Fire Control and Prevention"),
        (
            "the Ministry of Harbours, Fisheries and Coastal Trade",
            "Ministry of Harbours, Fisheries and Coastal Trade",
        ),
        ("Harrow & Finch", "Harrow & Finch"),
    ],
)
def test_small_words_and_titles_belong_to_a_name_or_lead_to_it(source, speaker):
    assert named(source)[1] == speaker


def test_a_suffix_tells_father_and_son_apart():
    text = "Paul Harrow Sr. and Paul Harrow Jr. came.\n\n“Nothing was lost,” Harrow Jr. said."

    assert [one.speaker for one in extract_quotes(text)] == ["Paul Harrow Jr."]


def test_question_and_answer_are_nobody():
    text = "Q: What did you see?\n\nA: “Nothing was lost.”"

    assert [one.speaker for one in extract_quotes(text)] == [None]


def test_an_office_ends_before_a_person():
    assert named("the Department of Trade and Rosenholm")[1] in ("Department of Trade", "Rosenholm")


def test_the_ceo_is_nobodys_name():
    assert named("the Port Authority CEO") == ("the Port Authority CEO", None)


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "''"])
def test_a_nickname_keeps_its_marks_and_stands_for_the_person(opening, closing):
    text = (
        f"Charles {opening}Chip{closing} Harrow, a clerk, came late.\n\n"
        "«Nothing was lost in the fire,» Harrow said.\n\n"
        "«We were lucky this time,» said Chip."
    )

    assert {one.speaker for one in extract_quotes(text)} == {
        f"Charles {opening}Chip{closing} Harrow"
    }


def test_a_picture_credit_is_no_part_of_a_name():
    text = (
        "Joel Harrow/HPA\n\n“Nothing was lost,” Harrow said. “We were lucky,” said HPA spokesman "
        "Paul Finch."
    )

    assert [one.speaker for one in extract_quotes(text)] == ["Joel Harrow", "Paul Finch"]


def test_accents_may_be_characters_of_their_own():
    text = (
        "Alfredo Ste\u0301nico came late.\n\n“Nothing was lost,” Ste\u0301nico said.\n\n"
        "“We were lucky,” Sténico added."
    )

    quotes = extract_quotes(text)

    assert [one.speaker for one in quotes] == ["Alfredo Sténico"] * 2
    assert quotes[0].mention is not None
    assert quotes[0].mention.of(text) == "Ste\u0301nico"


def test_a_missing_space_after_a_sentence_ends_the_name():
    text = "“Nothing was lost in the fire,” said Jane Roe.The clerk left. “We left,” said Roe."

    assert [one.speaker for one in extract_quotes(text)] == ["Jane Roe"] * 2


@pytest.mark.parametrize(
    "part", ["Roe “Jo” ", "a\u0301", "Board of Trade, ", "Mayor of ", "de la ", "Roe & ", "Roe/"]
)
def test_long_rows_take_time_in_proportion(part):
    text = "“Nothing was lost,” said Jane Roe. "

    assert_linear(lambda size: extract_quotes(text + part * size), 8000)
