"""JSON from strangers: the same limits and the same words with every version of Python."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.json_text import MAX_DEPTH, MAX_DIGITS, JsonError, parse_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_what_is_json_is_read_as_the_library_reads_it(value: object):
    assert parse_json(json.dumps(value)) == value


@pytest.mark.parametrize("opening", ["[", '{"a": ', '["[", {"]": '])
@pytest.mark.parametrize("count", [MAX_DEPTH + 1, 100_000])
def test_deep_nesting_is_refused_before_it_is_read(opening: str, count: int):
    with pytest.raises(JsonError, match=f"JSON is nested more than {MAX_DEPTH} levels deep"):
        parse_json(opening * count)


def test_the_limit_holds_to_the_level():
    assert parse_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    with pytest.raises(JsonError, match="nested"):
        parse_json("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_brackets_in_words_are_not_levels():
    assert parse_json(json.dumps(["[{" * 1000, '"[\\' * 1000]))
    assert parse_json(json.dumps([[]] * 1000))


@pytest.mark.parametrize("digits", ["9" * (MAX_DIGITS + 1), "-" + "9" * 100_000])
def test_a_number_of_too_many_digits_is_refused(digits: str):
    with pytest.raises(JsonError, match="a number of more than 1,000 digits"):
        parse_json(f'{{"id": {digits}}}')


@pytest.mark.parametrize(
    ("text", "place"), [("", 1), ("not json", 1), ('{"a": }', 7), ("{} {}", 4)]
)
def test_a_mistake_is_said_with_its_place(text: str, place: int):
    with pytest.raises(JsonError, match=f"^not JSON at character {place}: "):
        parse_json(text)


@pytest.mark.parametrize("text", ['"', '"\\', '\\"', "[" + '"[\\"'])
def test_time_is_linear_in_the_length(text: str):
    """Quadratic time would take hours here."""
    with pytest.raises(JsonError):
        parse_json("[" * 200 + text * 500_000)
