"""Days and years after the archive's last article."""

from __future__ import annotations

from datetime import date

import pytest

from query.answerable.later import last_day, named_after

LAST = date(2016, 11, 7)


@pytest.mark.parametrize(
    ("dates", "last"),
    [
        (["2016-05-03", "2015-12-31", None], date(2016, 5, 3)),
        (["2016"], date(2016, 12, 31)),
        (["2016-02", "2016-01-31"], date(2016, 2, 28)),
        (["2016-04", "2016-01-31"], date(2016, 4, 30)),
        (["soon", None, ""], None),
        ([], None),
    ],
)
def test_the_last_day_that_a_date_may_mean(dates: list[str | None], last: date | None):
    assert last_day(dates) == last


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who won in 2020?", ["2020"]),
        ("What was said on 3 May 2019?", ["2019-05-03"]),
        ("What was said on 2017-05-03?", ["2017-05-03"]),
        ("What was said on 9 November 2016?", []),  # papers write of what is to come
        ("What was said on 24 January 2016?", []),
        ("Who won in 2020, on 3 May 2019 or before?", ["2019-05-03", "2020"]),
        ("Who won in 2012?", []),
        ("Did it cost 2,020 or 2020.5 dollars?", []),
        ("What did Agenda-2030 promise, and Route 66?", []),
        ("", []),
    ],
)
def test_what_a_question_names_after_that_day(question: str, named: list[str]):
    assert named_after(question, LAST) == named


def test_a_day_long_after_the_last_article_of_the_same_year():
    assert named_after("What was said on 9 November 2016?", date(2016, 3, 1)) == ["2016-11-09"]
