from __future__ import annotations

from datetime import date

from query.rank.source_date import SourceDatePriors, dates_named, sources_named
from query.rows.columns import Column, DocumentColumns


class Columns(DocumentColumns):
    """Source and date of four documents."""

    def __init__(self) -> None:
        self.source = Column(["The Courier", "Time", None, "The Courier"])
        self.date = Column(["2016-05-17", "2016-05", None, "2016"])


PRIORS = SourceDatePriors(Columns())


def test_a_date_is_read_in_every_common_order():
    day = [date(2016, 5, 17)]

    assert dates_named("on May 17, 2016") == day
    assert dates_named("on 17 May 2016") == day
    assert dates_named("on the 17th of May, 2016") == day
    assert dates_named("since 2016-05-17?") == day


def test_no_day_is_made_up():
    assert dates_named("in May 2016, or on 2016-02-31, or May 17") == []


def test_a_source_is_named_by_whole_words_in_its_own_case():
    assert sources_named("In The Courier of May", ["The Courier", "Courier", "May"]) == [
        "The Courier",
        "Courier",
        "May",
    ]
    assert sources_named("in time, couriers", ["Time", "Courier"]) == []


def test_documents_of_a_named_source_are_marked():
    assert PRIORS.from_sources(["The Courier"]).tolist() == [1, 0, 0, 1]
    assert PRIORS.from_sources([]).tolist() == [0, 0, 0, 0]


def test_nearness_falls_to_nothing_in_three_days_and_a_vague_date_is_near_all_its_days():
    near = PRIORS.near_dates([date(2016, 5, 16)])

    assert [round(float(value), 3) for value in near] == [0.667, 1.0, 0.0, 1.0]
    assert PRIORS.near_dates([date(2016, 5, 20)]).tolist()[0] == 0.0
