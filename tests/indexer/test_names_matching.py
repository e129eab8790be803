"""What a reader means by a name."""

from __future__ import annotations

import pytest

from indexer.names.matching import Level, match_name
from indexer.names.parsing import parse_name


@pytest.mark.parametrize(
    ("asked", "name", "level"),
    [
        ("Donald Trump", "Donald J. Trump", Level.SAME),
        ("Atheel Nujaifi", "Atheel al-Nujaifi", Level.SAME),
        ("al-nujaifi", "Atheel al-Nujaifi", Level.PART),
        ("von der Leyen", "Ursula von der Leyen", Level.PART),
        ("leyen", "Ursula von der Leyen", Level.PART),
        ("Kim", "Kim Jong-un", Level.PART),
        ("D. Trump", "Donald Trump", Level.PART),
        ("Times", "The New York Times", Level.PART),
        ("Jabouri", "Hatem al-Jubouri", Level.VARIANT),
        ("Bill Clinton", "William Clinton", Level.VARIANT),
        ("Moammar Gadhafi", "Muammar Qaddafi", Level.VARIANT),
        ("Hillary Clinton", "Hilary Clinton", Level.VARIANT),
        ("Hillary", "Hillary Clinton", Level.GIVEN),
        ("Donald Trump", "Donald Trump Jr.", Level.GENERATION),
        ("Bill Clinton", "Hillary Clinton", None),
        ("Hillary Clinton", "Clinton", None),
        ("Donald Trump Jr.", "Donald Trump", None),
        ("George W. Bush", "George H. W. Bush", None),
        ("van Leyen", "Ursula von der Leyen", None),
        ("Jabouri", "Jamali", None),
        ("", "Ada Lovelace", None),
        ("Ada Lovelace", "", None),
        ("Francis", "Pope Francis", Level.PART),
        ("Pope Francis", "Jane Francis", None),
    ],
)
def test_a_name_fits_what_was_asked_for(asked, name, level):
    assert match_name(parse_name(asked), parse_name(name)) == level


def test_a_better_level_comes_first():
    assert sorted(Level) == [
        Level.SAME, Level.PART, Level.VARIANT, Level.GIVEN, Level.GENERATION
    ]  # fmt: skip
