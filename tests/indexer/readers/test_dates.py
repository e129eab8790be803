"""Dates: what is stated is found, and what is not stated is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.dates import date_in_name, is_ambiguous, read_date, read_date_line


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2016-05-17", "2016-05-17"),
        ("2016-05-17T23:30:00-05:00", "2016-05-17"),
        ("2016-05-17 08:00:00+00:00", "2016-05-17"),
        ("2016/5/7", "2016-05-07"),
        ("2016.05.17", "2016-05-17"),
        ("20160517", "2016-05-17"),
        ("2016-05", "2016-05"),
        ("2016", "2016"),
        ("May 17, 2016", "2016-05-17"),
        ("Tuesday, 17 May 2016", "2016-05-17"),
        ("Tue, 17 May 2016 10:30:00 GMT", "2016-05-17"),
        ("17th of Sept. 2016", "2016-09-17"),
        ("17-May-2016", "2016-05-17"),
        ("Sept. 3, 2015 at 4:05 p.m. ET", "2015-09-03"),
        ("May 2016", "2016-05"),
        ("17.05.2016", "2016-05-17"),
        ("5/17/2016", "2016-05-17"),
        ("05/05/2016", "2016-05-05"),
        ("1463500000", "2016-05-17"),
        ("1463500000000", "2016-05-17"),
        ("1463500000000000", "2016-05-17"),
        ("1463500000000000000", "2016-05-17"),
        ("1463443200.0", "2016-05-17"),
        ("1463443200000.0", "2016-05-17"),
        ("946684800", "2000-01-01"),
        ("946684800000", "2000-01-01"),
        ("20160517103000", "2016-05-17"),
        ("201605171030", "2016-05-17"),
        ("20160517103000123", "2016-05-17"),
        ("20160517T103000Z", "2016-05-17"),
        ("Tue May 17 10:30:00 +0000 2016", "2016-05-17"),
        ("Tue May 17 10:30:00 2016", "2016-05-17"),
        ("Tue May 17 10:30:00 UTC 2016", "2016-05-17"),
        ("Tue May 17 10:30:00 AM CEST 2016", "2016-05-17"),
        ("Tue May 17 2016 10:30:00 GMT+0200 (CEST)", "2016-05-17"),
    ],
)
def test_a_stated_date_is_read(words, iso):
    assert read_date(words) == iso


def test_day_and_month_in_either_order_leave_the_year():
    assert read_date("05/06/2016") == "2016"
    assert is_ambiguous("05/06/2016")
    assert not is_ambiguous("17/05/2016")
    assert not is_ambiguous("2016")


@pytest.mark.parametrize(
    "words",
    ["", "soon", "yesterday", "May 17", "2016-13-45", "2016-02-30", "0000-00-00", "31/31/2016",
     "9999-01-01", "12", "None", "99999999", "call 555-2016-11", "17/05/16",
     "20169917103000", "²⁰16", "\0", "1" * 4000],
)  # fmt: skip
def test_what_is_no_date_gives_none(words):
    assert read_date(words) is None


@pytest.mark.parametrize(
    "line",
    ["May 17, 2016", "Published: Tuesday, 17 May 2016 10:30", "2016-05-17", "Updated 2016-05-17"],
)
def test_a_date_line_holds_nothing_but_a_date(line):
    assert read_date_line(line) == "2016-05-17"


@pytest.mark.parametrize(
    "line", ["The dam broke on May 17, 2016", "Budget 2016-05-17", "May 17", "Tuesday"]
)
def test_a_line_with_other_words_is_no_date_line(line):
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("courier_2016-05-17_flood.md", "2016-05-17"),
        ("20160517-flood.txt", "2016-05-17"),
        ("/news/2016/05/17/flood", "2016-05-17"),
        ("/2016/05/flood", "2016-05"),
        ("flood-12345678.html", None),
        ("flood-2016.html", None),
        ("20161399.txt", None),
    ],
)
def test_a_date_is_found_in_names(name, iso):
    assert date_in_name(name) == iso


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_in_every_unambiguous_form(day):
    forms = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%Y%m%d", "%a, %d %b %Y")

    iso = day.isoformat()
    assert {read_date(day.strftime(form)) for form in forms} == {iso}
    assert date_in_name(day.strftime("a-%Y_%m_%d.txt")) == iso


@given(st.text())
def test_any_text_gives_a_date_or_none(words):
    for read in (read_date, read_date_line, date_in_name):
        found = read(words)
        assert found is None or len(found) in (4, 7, 10)
