"""Dates as databases export them are read; what cannot be read is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.date_rules import date_words, first_date
from indexer.readers.dates import read_date
from indexer.readers.metadata import describe, pick_fields


@pytest.mark.parametrize(
    "value",
    [
        {"$date": "2016-05-17T10:30:00Z"},
        {"$date": 1463443200000},
        {"$date": {"$numberLong": "1463443200000"}},
        {"$numberLong": "1463443200000"},
        {"seconds": 1463443200, "nanoseconds": 0},
        {"_seconds": 1463443200, "_nanoseconds": 0},
        {"@type": "xsd:date", "@value": "2016-05-17"},
        ["2016-05-17"],
        20160517,
        20160517103000,
        1463443200,
        1463443200.0,
        "Tue May 17 10:30:00 +0000 2016",
    ],
)
def test_dates_of_exports_are_read(value):
    metadata = describe("The ferry sank.", pick_fields({"date": value}), "json field")

    assert metadata.date == "2016-05-17"
    assert metadata.rules["date"] == "json field"


@pytest.mark.parametrize(
    ("milliseconds", "iso"),
    [(-1577923200000, "1920-01-01"), (0, "1970-01-01"), (86_400_000, "1970-01-02")],
)
def test_milliseconds_of_a_database_are_read_whatever_their_length(milliseconds, iso):
    assert date_words([{"$date": {"$numberLong": str(milliseconds)}}]) == iso
    assert date_words([{"$date": milliseconds}]) == iso


def test_the_first_date_that_can_be_read_counts():
    fields = {"date": "yesterday", "published_at": "2016-05-17"}

    assert pick_fields(fields)["date"] == "2016-05-17"


@pytest.mark.parametrize("value", ["17/05/16", "yesterday", "2016-02-30", "32 May 2016"])
def test_a_date_that_cannot_be_read_is_named(value):
    metadata = describe("The ferry sank.", pick_fields({"date": value}), "json field")

    assert metadata.date is None
    assert metadata.rules["date"] == f"unreadable: {value}"


def test_an_object_that_is_no_date_is_named():
    metadata = describe("The ferry sank.", pick_fields({"date": {"day": 17, "month": 5}}))

    assert metadata.rules["date"] == 'unreadable: {"day": 17, "month": 5}'


def test_a_date_of_which_only_the_year_is_sure_says_why():
    assert first_date([("05/06/2016", "json field")]) == (
        "2016", "json field; ambiguous: 05/06/2016",
    )  # fmt: skip


def test_a_long_value_is_named_by_its_beginning():
    _, rule = first_date([("no date " * 100, "json field")])

    assert len(rule) < 80
    assert rule.endswith("…")


@pytest.mark.parametrize("value", [None, "", "  ", [], {}, True, "none"])
def test_where_no_date_is_given_nothing_is_said(value):
    assert "date" not in describe("The ferry sank.", pick_fields({"date": value})).rules


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["$date", "$numberLong", "seconds", "value", "x"]), inner, max_size=3
    ),
    max_leaves=6,
)  # fmt: skip


@given(JSON)
def test_whatever_stands_there_is_a_date_or_is_named_or_is_nothing(value):
    given_fields = pick_fields({"date": value})
    metadata = describe("The ferry sank.", given_fields)

    assert (metadata.date is not None) == (
        "date" in metadata.rules and not metadata.rules["date"].startswith("unreadable: ")
    )
    if metadata.date:
        assert read_date(metadata.date) == metadata.date
    elif "date" in given_fields:
        assert metadata.rules["date"].startswith("unreadable: ")
