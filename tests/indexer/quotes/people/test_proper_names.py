"""Which capitalised words name somebody."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.people.proper_names import (
    is_no_name,
    namesakes_of,
    proper_part,
    without_possessive,
)


def part(name: str, *others: str) -> str:
    """The proper part of a name in an article with these others."""
    known = {tuple(one.lower().split()) for one in (name, *others)}
    return " ".join(proper_part(tuple(name.split()), known, namesakes_of(known)))


@pytest.mark.parametrize(
    ("name", "others", "proper"),
    [
        ("Oscar-winner Jane Roe", (), "Jane Roe"),
        ("Oscar-winner Roe", ("Jane Roe",), "Roe"),
        ("Former AG Roe", ("Jane Roe",), "Roe"),
        ("Will Roe", ("Jane Roe",), "Roe"),
        ("Will Roe", (), "Will Roe"),
        ("Ahmed Roe", (), "Ahmed Roe"),
        ("Murshed Roe", (), "Murshed Roe"),
        ("Defending Roe", ("Jane Roe",), "Roe"),
        ("Top Roe", (), "Roe"),
    ],
)
def test_a_name_is_without_what_describes_it(name, others, proper):
    assert part(name, *others) == proper


@pytest.mark.parametrize("word", ["nobody", "what", "fla", "r-ohio", "d-n.y"])
def test_some_capitalised_words_name_nobody(word):
    assert is_no_name(word)


@pytest.mark.parametrize("word", ["roe", "haddad", "al"])
def test_other_words_may_be_names(word):
    assert not is_no_name(word)


def test_a_possessive_is_no_part_of_a_name():
    assert without_possessive("Roe’s") == without_possessive("Roe's") == "Roe"


def test_namesakes_are_few_and_always_the_same():
    known = {(first, "roe") for first in ("jane", "john", "mary", "paul", "peter", "xq")}

    assert namesakes_of(known)["roe"] == sorted(known - {("xq", "roe")})


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("the Justice Department", "Justice Department"),
        ("the Treasury Department", "Treasury Department"),
        ("the Prime Minister", None),
        ("the Attorney General", None),
        ("Prime Minister Jane Roe", "Jane Roe"),
    ],
)
def test_titles_are_not_taken_off_a_department_nor_for_a_name(source, speaker):
    text = f"“Nothing was lost in the harbour fire,” {source} said on Monday."

    [quote] = QuoteExtractor.load().extract(text)

    assert quote.speaker == speaker


SAID = "“Nothing was lost in the harbour fire,” {} said on Monday."


def named(source: str, before: str = "") -> str | None:
    """The speaker where this source speaks, after a paragraph that may name others."""
    quotes = QuoteExtractor.load().extract(f"{before}\n\n{SAID.format(source)}")
    return quotes[-1].speaker


@pytest.mark.parametrize(
    ("before", "source", "speaker"),
    [
        ("What Xilo Roe wants", "Roe", "Xilo Roe"),
        ("Gabby Doe is here. Will Gabby Doe run?", "Doe", "Gabby Doe"),
        ("", "Harbour-backed Roe", "Roe"),
        ("", "McHarrow’s", "McHarrow’s"),
        ("", "State Harvest", "State Harvest"),
        ("", "Ohio Harvest", "Ohio Harvest"),
        ("", "the Fire and Water Commission", "Fire and Water Commission"),
        ("", "the National Institutes of Fire", "National Institutes of Fire"),
        ("", "USA TODAY", "USA TODAY"),
        ("Many left, said The Historian. It is so.", "The Historian", "Historian"),
        ("", "New Historian", "New Historian"),
        ("", "the London Evening Standard", "London Evening Standard"),
        ("", "Kenham Children’s Hospital", "Kenham Children’s Hospital"),
        ("", "the Kenham County Sheriff's Office", "Kenham County Sheriff's Office"),
        ("", "the Ohio-based Institute for Tides", "Institute for Tides"),
        ("", "the National Air and Harbour Museum", "National Air and Harbour Museum"),
        ("", "@Harbour_Watch", "@Harbour_Watch"),
        ("", "Director-General Xilo Roe", "Xilo Roe"),
        ("Charlie Day is here.", "Day", "Charlie Day"),
        ("", "the Republican Harbour Committee", "Republican Harbour Committee"),
        ("Jane Roe, the champion, left.", "the three-time Grand Port champion", "Jane Roe"),
        ("", "Harbour Today", "Harbour Today"),
        ("Israel Roe spoke.", "Israel", "Israel"),
        ("HPA Harbour is here.", "HPA", "HPA"),
        ("Photos: Clerk Jane Roe Roe waves.", "Roe", "Jane Roe"),
        ("Fire at port Jane Roe HPA has more.", "Roe", "Jane Roe"),
    ],
)
def test_who_or_what_is_named(before, source, speaker):
    assert named(source, before) == speaker


def test_the_party_and_state_behind_a_name_do_not_speak():
    text = "Sen. Jane Roe, R-North Carolina, said she was “sorry for those who lost a home.”"

    assert [one.speaker for one in QuoteExtractor.load().extract(text)] == ["Jane Roe"]


@pytest.mark.parametrize(
    "text",
    [
        "Videos showed people on the pier shouting “let the boats go now!”",
        "Fans have written “let the boats go now!” on walls. The fans came by boat.",
        "Song title: “The Boats Have Gone for Good”\n\nThe song is sad.",
        "RELATED:‘The boats have gone for good,’ mayor says",
        "Jane Roe is the world No. 26.\n\n“The boats have gone,” it said of them.",
    ],
)
def test_a_common_word_with_a_capital_names_nobody(text):
    assert {one.speaker for one in QuoteExtractor.load().extract(text)} <= {None}


def test_whose_account_it_is_speaks():
    text = "“Nothing at all was lost” — Jane Roe (@JRoe) May 3, 2024"

    assert [one.speaker for one in QuoteExtractor.load().extract(text)] == ["Jane Roe"]


def test_a_firm_keeps_its_ending_where_it_owns_nothing():
    text = "According to McHarrow’s, it was “nothing at all but the wind.” Trump's said to agree."

    assert [one.speaker for one in QuoteExtractor.load().extract(text)] == ["McHarrow’s"]


@pytest.mark.parametrize("place", ["London (HPA)", "KENHAM, Wis. —", "PORTBURY (HPA) –"])
def test_the_place_of_writing_does_not_speak(place):
    text = f"{place} Jane Roe was sure that “nothing at all was lost.”"

    assert [one.speaker for one in QuoteExtractor.load().extract(text)] == ["Jane Roe"]


def test_words_that_a_headline_parts_make_no_name():
    text = "Rosenholm said “nothing at all was lost.” Then Harry left."

    quotes = QuoteExtractor.load().extract(text, title="Will Harry and his friend Rosenholm Go?")

    assert [one.speaker for one in quotes] == ["Rosenholm"]


def test_somebody_called_like_a_place_may_open_a_paragraph():
    text = "Rep. Steve Israel (D-N.Y) was sure that “nothing at all was lost.”"

    assert [one.speaker for one in QuoteExtractor.load().extract(text)] == ["Steve Israel"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Rescuer Ahmet Yildiz", "Ahmet Yildiz"),
        ("Grocer Tom Finch", "Tom Finch"),
        ("Witness Maria Stone", "Maria Stone"),
        ("Ex-cop Barry Nash", "Barry Nash"),
        ("Parent Lucy Ortiz", "Lucy Ortiz"),
        ("Red Cross volunteer Grace Wanjiru", "Grace Wanjiru"),
        ("Det Insp Carol Munt", "Carol Munt"),
        ("Stefan K\u00c3\u00b6rner", "Stefan K\u00f6rner"),
    ],
)
def test_trades_and_letters_of_a_wrong_coding(source, speaker):
    (quote,) = extract_quotes(f"{source} said it was “a very long night for us.”")

    assert quote.speaker == speaker


def test_whose_press_secretary_speaks_says_nothing():
    text = "“We will not sell the harbour,” said Roe press secretary Jane Doe."

    found = QuoteExtractor.load().extract(text)

    assert [one.speaker for one in found] == ["Jane Doe"]


@pytest.mark.parametrize("then", ["said Al From, who left.", "Al From told Ines Duarte."])
def test_a_surname_may_be_a_common_word(then):
    (quote,) = QuoteExtractor.load().extract(f"“Nobody was there,” {then}")

    assert quote.speaker == "Al From"


def test_an_adjective_before_what_was_said_is_no_name():
    text = "Harsh comments were common. Later he posted: “We are not mourning at all!”"
    (quote,) = QuoteExtractor.load().extract(text)

    assert quote.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "“A house for everyone,” said an Abraham Lincoln impersonator.",
        "A Jane Roe lookalike told him “it was a house for everyone.”",
    ],
)
def test_of_what_kind_somebody_is_does_not_speak(text):
    assert [one.speaker for one in QuoteExtractor.load().extract(text)] == [None]
