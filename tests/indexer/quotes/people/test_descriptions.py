"""What noun phrases say of people."""

from __future__ import annotations

import pytest

from indexer.quotes.mentions.find import find_mentions
from indexer.quotes.people.descriptions import (
    Phrase,
    is_age,
    normal_forms,
    phrase_fit,
    read_phrase,
    role_key,
)
from indexer.quotes.tokens.tokenize import tokenize
from indexer.quotes.us_states import is_state, state_words
from indexer.records import Span


def phrase_of(text: str) -> Phrase:
    """The first phrase of a text."""
    tokens = tokenize(text, [Span(0, len(text))], [])
    mention = next(one for one in find_mentions(tokens) if one.kind == "nom")
    return read_phrase(tokens, mention)


def test_parties_and_states_are_written_out():
    assert normal_forms(["gop", "r-fla", "d-n.y"]) == {
        *("republican", "florida"),
        *("democratic", "new", "york"),
    }


def test_only_abbreviations_of_states_are_states():
    assert state_words("calif.") == ("california",)
    assert state_words("roe") == ()
    assert is_state(("New", "Jersey"))
    assert not is_state(("New", "Dunmore"))


def test_a_deputy_has_another_role():
    assert role_key("president", {"vice"}) == "vice president"
    assert role_key("president", {"former"}) == "president"


def test_what_tells_is_told_from_what_only_describes():
    phrase = phrase_of("The cautious senator from Ohio said so.")

    assert phrase.role == "senator"
    assert phrase.identifying == {"ohio"}
    assert phrase.other == {"cautious"}


def test_a_name_after_of_tells_as_well():
    assert phrase_of("The senator from New Jersey said so.").identifying == {"new", "jersey"}


def test_who_owns_is_known():
    assert "roe" in phrase_of("He met the Roe aide there.").owners


@pytest.mark.parametrize(
    ("noun", "pronoun"), [("businessman", "he"), ("congresswoman", "she"), ("senator", "")]
)
def test_some_nouns_tell_the_gender(noun, pronoun):
    assert phrase_of(f"The {noun} said so.").pronoun == pronoun


def test_an_age_is_told_by_its_number():
    assert is_age("46-year-old")
    assert phrase_of("The 46-year-old said so.").identifying == {"46"}


@pytest.mark.parametrize(
    ("described", "how"),
    [
        ({"ohio", "senator", "republican"}, "+"),
        ({"republican"}, "~"),
        ({"senator"}, "0"),
        ({"republican", "texas"}, "x"),
        ({"democratic", "ohio"}, "x"),
    ],
)
def test_a_phrase_fits_or_contradicts(described, how):
    assert phrase_fit(phrase_of("The Ohio Republican senator said so."), described) == how


def test_without_a_name_only_other_words_can_be_shared():
    phrase = phrase_of("The retired surgeon said so.")

    assert phrase_fit(phrase, {"retired"}) == "o"
    assert phrase_fit(phrase, {"young"}) == "-"


@pytest.mark.parametrize("name", [("Idaho",), ("Maine",), ("Hawaii",), ("Ohio",)])
def test_states_without_an_abbreviation_are_states_too(name):
    assert is_state(name)
