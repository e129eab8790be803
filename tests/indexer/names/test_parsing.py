"""Names taken apart: what is a name, and which part of it is the family's."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.folding import fold
from indexer.names.parsing import LONGEST_NAME, parse_name


def name_key(text: str) -> str:
    """Equal for two ways of writing the same names."""
    return " ".join(part for part in parse_name(text).key if part)


@pytest.mark.parametrize(
    ("text", "names", "particles", "family"),
    [
        ("Ada Lovelace", ("ada",), (), "lovelace"),
        ("Lovelace", (), (), "lovelace"),
        ("Donald J. Trump", ("donald", "j"), (), "trump"),
        ("J.K. Rowling", ("j", "k"), (), "rowling"),
        ("Atheel al-Nujaifi", ("atheel",), (), "nujaifi"),
        ("Atheel Al Nujaifi", ("atheel",), (), "nujaifi"),
        ("al-Nujaifi", (), (), "nujaifi"),
        ("Ursula von der Leyen", ("ursula",), ("von", "der"), "leyen"),
        ("von der Leyen", (), ("von", "der"), "leyen"),
        ("Van Hollen", (), ("van",), "hollen"),
        ("Chris Van Hollen", ("chris",), ("van",), "hollen"),
        ("Mohammed bin Salman", ("mohammed",), ("bin",), "salman"),
        ("Ben Carson", ("ben",), (), "carson"),
        ("Al Gore", ("al",), (), "gore"),
        ("Martin O’Malley", ("martin",), (), "omalley"),
        ("Jean-Claude Juncker", ("jean", "claude"), (), "juncker"),
        ("Alexandria Ocasio-Cortez", ("alexandria",), (), "ocasiocortez"),
        ("Trump, Donald", ("donald",), (), "trump"),
        ("Edward “Ned” Price", ("edward",), (), "price"),
        ("Владимир Зеленский", ("vladimir",), (), "zelenskiy"),
    ],
)
def test_given_names_particles_and_family_name_are_told_apart(text, names, particles, family):
    found = parse_name(text)

    assert (found.given, found.particles, found.family) == (names, particles, family)


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Ted Cruz",
        "Ted Cruz (R-Texas)",
        "Ted Cruz, R-Texas",
        "Texas Sen. Ted Cruz",
        "Former Senator Ted Cruz",
        "TED CRUZ",
        "Ted Cruz, PhD",
    ],
)
def test_titles_and_parties_are_no_part_of_a_name(text):
    assert name_key(text) == name_key("Ted Cruz")


def test_generations_are_different_people():
    assert parse_name("Donald Trump, Jr.").suffix == "jr"
    assert parse_name("Donald Trump Junior").suffix == "jr"
    assert name_key("Donald Trump Jr.") != name_key("Donald Trump")
    assert name_key("Donald Trump Sr.") != name_key("Donald Trump Jr.")


@pytest.mark.parametrize("text", ["New York Times", "The New York Times", "the New York Times"])
def test_an_organisation_has_no_given_name(text):
    found = parse_name(text)

    assert found.is_organisation
    assert (found.given, found.family) == ((), "new york times")


def test_a_kings_name_is_no_family_name():
    assert parse_name("King Abdullah").is_regnal
    assert not parse_name("King Abdullah").is_bare
    assert not parse_name("Abdullah Abdullah").is_regnal


def test_a_title_alone_remains_a_name():
    assert parse_name("King").family == "king"
    assert parse_name("Major").family == "major"


@pytest.mark.parametrize("name", ["Tomás Peña", "Åsa Ãberg", "François Âm", "Łukasz Żak"])
def test_a_name_that_was_read_in_a_wrong_coding_is_the_same_name(name):
    for coding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            assert parse_name(name.encode("utf-8").decode(coding)).key == parse_name(name).key
    assert parse_name("Ãna Peña").words == ("ana", "pena")


@given(st.text())
def test_every_text_can_be_taken_apart(text):
    found = parse_name(text)

    assert found.family == "" or found.family.replace(" ", "").isascii()
    assert name_key(text) == name_key(text)


@given(st.text(max_size=30))
def test_a_key_does_not_depend_on_case_of_plain_words(word):
    assert fold(word).isascii()
    assert fold(fold(word)) == fold(word)


def test_a_hostile_name_costs_bounded_time():
    assert parse_name("(" * 1_000_000).family == ""
    assert parse_name("a-" * 1_000_000).family == "a" * (LONGEST_NAME // 2)


def test_importing_names_loads_no_tables():
    code = (
        "import sys, indexer.names.keys, indexer.names.matching;"
        "print([m for m in ('anyascii', 'rapidfuzz', 'numpy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
