"""Which capitalised words name somebody."""

from __future__ import annotations

import pytest

from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.proper_names import is_no_name, namesakes_of, proper_part, without_possessive


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
