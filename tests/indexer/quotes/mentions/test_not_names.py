"""Words with capitals that are nobody's name."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

QUOTE = "“Nothing was lost in the harbour fire”"


def speakers(text: str) -> list[str | None]:
    """Who speaks, quote by quote."""
    return [one.speaker for one in extract_quotes(text)]


@pytest.mark.parametrize(
    "source",
    [
        "African Americans",
        "PACs",
        "GOPers",
        "Old Law Impedes Harbour Talks",
        "Harbour candidates",
        "Dunmore senators",
    ],
)
def test_what_only_looks_like_a_name_is_none(source):
    assert speakers(f"The fire is out. {source} said, {QUOTE} on Monday.") == [None]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("XILO HARBOUR NEWS", "XILO HARBOUR NEWS"),
        ("JANE ROE", "JANE ROE"),
        ("The G-7", "G-7"),
        ("Harbour Watch", "Harbour Watch"),
        ("Xilo Roe", "Xilo Roe"),
        ("The Jane Roe Super PAC", "Jane Roe Super PAC"),
    ],
)
def test_what_is_a_name_stays_one(source, speaker):
    assert speakers(f"The fire is out. {source} said, {QUOTE} on Monday.") == [speaker]


@pytest.mark.parametrize("line", ["HEAVY STORMS", "TRAILERS Enjoy them here."])
def test_a_line_in_capitals_does_not_speak(line):
    assert speakers(f"The fire is out.\n\n{line} {QUOTE} [Harbour Post]") in ([None], [])


@pytest.mark.parametrize("text", ["BELA KORZIN: {}", "{}, said BELA KORZIN of Dunmore."])
def test_a_name_in_capitals_speaks_before_a_colon_or_beside_a_reporting_word(text):
    assert speakers(text.format(QUOTE)) == ["BELA KORZIN"]


@pytest.mark.parametrize("mark", ["“{}”", '"{}"', "''{}''"])
def test_the_title_of_a_work_does_not_speak(mark):
    title = mark.format("Harbour Bill,")
    text = f"Jane Roe sued over its {title} which allows owners to decide: {QUOTE}."

    assert speakers(text) == ["Jane Roe"]


def test_a_hashtag_does_not_speak():
    assert speakers(f"Jane Roe wrote: {QUOTE} #SaveTheHarbour.") == ["Jane Roe"]


def test_a_number_of_a_visa_does_not_speak():
    assert speakers(f"They left. EX-5 requires that {QUOTE} be said.") in ([None], [])


def test_a_label_behind_a_name_is_no_part_of_it():
    text = f"9.\n\nName: Jane Roe Age: 27 City: Dunmore and more. She said, {QUOTE}."

    assert speakers(text) == ["Jane Roe"]


def test_a_plural_before_a_name_is_no_part_of_it():
    text = f"Celebrities Xilo Roe and Paul Doe thanked the town. Roe said, {QUOTE}."

    assert speakers(text) == ["Xilo Roe"]


def test_where_somebody_between_dashes_is_from_does_not_speak():
    text = f"Jane Roe — a teacher from Mount Dunmore — says that {QUOTE}."

    assert speakers(text) == ["Jane Roe"]
