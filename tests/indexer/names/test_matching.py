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
        ("Hillary", "Hillary Clinton", Level.WEAK),
        ("Donald Trump", "Donald Trump Jr.", Level.GENERATION),
        ("Bill Clinton", "Hillary Clinton", None),
        ("Joe Bidwell", "Joseph R. Bidwell Jr.", Level.GENERATION),
        ("Joseph R. Bidwell Jr.", "Joe Bidwell", Level.KIN),
        ("Donald Trump Jr.", "Donald Trump", Level.KIN),
        ("Trump Jr.", "Donald Trump Jr.", Level.PART),
        ("Trump Jr.", "Donald Trump", Level.KIN),
        ("Trump Jr.", "Ada Trump Sr.", None),
        ("Trump Jr.", "Trump Foundation", None),
        ("Donald Trump Jr.", "Donald Trump Sr.", None),
        ("Hillary Clinton", "Clinton", Level.KIN),
        ("Tarn Velden", "Ada Tarn Velden", Level.PART),
        ("Tarn Velden", "Ada Tarn-Velden", Level.PART),
        ("Lepen", "Ada Le Pen", None),
        ("Ada Lepen", "Ada Le Pen", Level.PART),
        ("Ada Tarn", "Ada Tarn Velden", Level.WEAK),
        ("Ada Tarn", "Ada Tarnow Velden", None),
        ("Carver", "Carver Foundation", Level.WEAK),
        ("Ada Carver", "Ada Carver Foundation", Level.WEAK),
        ("Carver Foundation", "Ada Carver Foundation", Level.PART),
        ("Carver", "Ada Carver", Level.PART),
        ("the Tribune", "Tribune", Level.SAME),
        ("the Tribune", "Tarn Daily Tribune", Level.PART),
        ("the pope", "Ada Pope", None),
        ("Hale", "Ada Haley", None),
        ("Al", "Ada Ali", None),
        ("Khan", "Ada Kaine", None),
        ("Amer", "Omar Amr", Level.VARIANT),
        ("Mueller", "Ada Müller", Level.VARIANT),
        ("Schröder", "Ada Schroeder", Level.VARIANT),
        ("Noll", "Ada Noel", None),
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
        Level.SAME, Level.PART, Level.VARIANT, Level.WEAK, Level.GENERATION, Level.KIN
    ]  # fmt: skip
