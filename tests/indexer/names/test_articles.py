"""The Arabic article as readers and writers treat it; people who are different stay so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.articles import lookup_keys
from indexer.names.keys import family_keys, name_keys
from indexer.names.matching import Level, match_name
from indexer.names.parsing import parse_name
from indexer.names.people import Occurrence, unify

ASKED = (
    *("Jubouri", "Aljubouri", "alubouri", "al-Jubouri", "Al Jubouri", "el-Jubouri", "Eljubouri"),
    *("AlJubouri", "Jabouri", "Juburi", "Juboori", "Jubbouri", "Jubory", "al-Ubouri", "aljabouri"),
    *("Najm al-Jubouri", "Najim Aljubouri", "Najm alubouri"),
)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("written", ["Najm alubouri", "Najm al-Jubouri", "Najm Aljubouri"])
def test_each_way_to_write_the_name_finds_it(asked: str, written: str):
    level = match_name(parse_name(asked), parse_name(written))

    assert level is not None
    assert level <= Level.VARIANT


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("written", ["Najm alubouri", "Najm al-Jubouri", "Najm Aljubouri"])
def test_the_name_is_looked_up_under_a_key_that_it_has(asked: str, written: str):
    name = parse_name(asked)
    keys = {*name_keys(asked), *family_keys(name), *lookup_keys(name), "".join(name.words)}

    assert keys & set(name_keys(written))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("ElBaradei", "Mohamed al-Baradei"),
        ("Baradei", "Mohamed ElBaradei"),
        ("El Baradei", "Mohamed ElBaradei"),
        ("Zarqawi", "Abu Musab alarqawi"),
        ("Barzani", "Masoud Albarzani"),
    ],
)
def test_others_of_the_same_make(asked: str, written: str):
    level = match_name(parse_name(asked), parse_name(written))

    assert level is not None
    assert level <= Level.VARIANT
    assert lookup_keys(parse_name(asked)) & set(name_keys(written))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Bouri", "Najm alubouri"),
        ("Nujaifi", "Najm alubouri"),
        ("Hassan Jubouri", "Najm alubouri"),
        ("Al Pacini", "Joe Pacini"),
        ("Cassandri", "Ana Alessandri"),
        ("Liotti", "Joe Elliotti"),
        ("Bright", "Ana Albright"),
        ("Len", "Ana Allen"),
    ],
)
def test_other_names_stay_other_names(asked: str, written: str):
    assert match_name(parse_name(asked), parse_name(written)) is None


def test_what_is_looked_up_alike_is_not_one_person():
    people = unify([Occurrence(1, "Najm alubouri"), Occurrence(2, "Najm al-Jubouri")])

    assert len(people) == 2


@given(st.text(alphabet="aeioubjlnr ", max_size=20))
def test_any_text_has_keys(text: str):
    assert all(key.startswith("~") for key in lookup_keys(parse_name(text)))
