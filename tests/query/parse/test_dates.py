from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QuerySyntaxError
from query.parse.dates import Period, check_order, read_date

TODAY = date(2016, 5, 17)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", "2016", "2016"),
        (" 2016-05 ", "2016-05", "2016-05"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        ("May 2016", "2016-05", "2016-05"),
        ("17 May 2016", "2016-05-17", "2016-05-17"),
        ("3rd Sept. 2016", "2016-09-03", "2016-09-03"),
        ("May 7, 2016", "2016-05-07", "2016-05-07"),
        ("today", "2016-05-17", "2016-05-17"),
        ("Yesterday", "2016-05-16", "2016-05-16"),
        ("monday", "2016-05-16", "2016-05-16"),
        ("last tuesday", "2016-05-10", "2016-05-10"),
        ("3 days ago", "2016-05-14", "2016-05-14"),
        ("two days ago", "2016-05-15", "2016-05-15"),
        ("past three months", "2016-02-17", "2016-05-17"),
        ("a week ago", "2016-05-10", "2016-05-10"),
        ("3 months ago", "2016-02-17", "2016-02-17"),
        ("2 years ago", "2014-05-17", "2014-05-17"),
        ("this week", "2016-05-16", "2016-05-22"),
        ("last week", "2016-05-09", "2016-05-15"),
        ("this month", "2016-05", "2016-05"),
        ("last month", "2016-04", "2016-04"),
        ("last year", "2015", "2015"),
        ("past month", "2016-04-17", "2016-05-17"),
        ("the last 10 days", "2016-05-07", "2016-05-17"),
    ],
)
def test_a_date_is_read_as_people_type_it(text: str, first: str, last: str):
    assert read_date(text, TODAY) == Period(first, last)


def test_a_month_before_the_last_of_a_month_ends_earlier():
    assert read_date("a month ago", date(2016, 3, 31)).first == "2016-02-29"
    assert read_date("last month", date(2016, 1, 31)) == Period("2015-12", "2015-12")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2016-02-30", "the calendar has no 2016-02-30"),
        ("30 February 2016", "the calendar has no 2016-02-30"),
        ("2015-02-29", "the calendar has no 2015-02-29"),
        ("2016-13", "the calendar has no 2016-13"),
        ("0000", "the calendar has no 0000"),
        ("17/05/2016", "write a date as"),
        ("soon", "write a date as"),
        ("last day", "write a date as"),
        ("2016-5-7", "write a date as"),
        ("9999 years ago", "write a date as"),
        ("", "write a date as"),
    ],
)
def test_what_is_no_date_is_refused(text: str, reason: str):
    with pytest.raises(QuerySyntaxError, match=reason):
        read_date(text, TODAY)


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str):
    with suppress(QuerySyntaxError):
        assert read_date(text, TODAY).first


@pytest.mark.parametrize(
    ("since", "until", "is_empty"),
    [("2016", "2016-05", False), ("2016-05", "2016", False), ("2017", "2016", True),
     ("2016-05-02", "2016-05-01", True), ("2016-05-02", "2016-05", False)],
)  # fmt: skip
def test_a_range_that_ends_before_it_begins_is_refused(since: str, until: str, is_empty: bool):
    ends = Period(since, since), Period(until, until)
    if is_empty:
        with pytest.raises(QuerySyntaxError, match="no day is from"):
            check_order(*ends)
    else:
        check_order(*ends)
