"""Title, date, source and author: the best rule wins, and its name is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.metadata import LONGEST_VALUE, describe, pick_fields

TEXT = "Ferry sinks\n\nBy Lee Ford\n\n17 May 2016\n\nThe ferry sank at its moorings on Monday.\n"


def test_what_the_source_gives_is_trusted_before_the_text():
    metadata = describe(TEXT, {"title": "A ferry", "date": "2015", "author": "Ana Ruiz"})

    assert (metadata.title, metadata.date, metadata.author) == ("A ferry", "2015", "Ana Ruiz")
    assert metadata.rules == dict.fromkeys(("title", "date", "author"), "front matter")


def test_what_the_text_states_is_trusted_before_names():
    given = {"url": "https://www.courier.example/2016/05/19/ferry"}

    metadata = describe(TEXT, given, "json field", file_name="2016-05-20.txt")

    assert metadata.title == "Ferry sinks"
    assert metadata.author == "Lee Ford"
    assert metadata.date == "2016-05-17"
    assert metadata.source == "courier.example"
    assert metadata.rules == {
        "title": "headline", "author": "byline", "date": "date line", "source": "url",
        "url": "json field",
    }  # fmt: skip


def test_a_date_of_no_calendar_gives_way_to_the_next_rule():
    metadata = describe("The ferry sank.", {"date": "2016-02-30"}, file_name="ferry_2016-05-20.txt")

    assert metadata.date == "2016-05-20"
    assert metadata.rules["date"] == "file name; unreadable: 2016-02-30"


def test_the_date_of_an_address_is_better_than_that_of_a_file():
    url = "https://courier.example/2016/05/ferry"

    metadata = describe("The ferry sank.", {"url": url}, file_name="2016-06-20.txt")

    assert (metadata.date, metadata.rules["date"]) == ("2016-05", "url")


def test_without_any_rule_nothing_is_claimed():
    metadata = describe("The ferry sank.", {}, file_name="ferry.txt")

    assert (metadata.title, metadata.date, metadata.source, metadata.author) == (None,) * 4
    assert metadata.rules == {}


def test_a_source_that_is_an_address_is_both():
    metadata = describe("The ferry sank.", {"source": "https://m.courier.example/a"})

    assert (metadata.source, metadata.url) == ("courier.example", "https://m.courier.example/a")


@pytest.mark.parametrize("url", ["http://[", "not an address", "https://", "mailto:a@b"])
def test_an_odd_address_gives_no_source(url):
    assert describe("The ferry sank.", {"url": url}).source is None


def test_headings_of_markdown_are_context_wherever_they_stand():
    text = "# Ferry\n\nIt sank.\n\n## Next\n\nIt was raised.\n"

    spans = describe(text, {}, markdown=True).context

    assert [span.of(text) for span in spans] == ["# Ferry", "## Next"]


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"Headline": " A  ferry\nsank "}, "title", "A ferry sank"),
        ({"published_at": "2016-05-17"}, "date", "2016-05-17"),
        ({"datePublished": "2016", "published": ""}, "date", "2016"),
        ({"source": {"id": None, "name": "Courier"}}, "source", "Courier"),
        ({"authors": ["Ana Ruiz", {"name": "Lee Ford"}, None, []]}, "author", "Ana Ruiz, Lee Ford"),
        ({"byline": "By Ana Ruiz"}, "author", "By Ana Ruiz"),
        ({"canonical-url": "https://a.example"}, "url", "https://a.example"),
        ({"date": 1463500000}, "date", "1463500000"),
    ],
)
def test_fields_are_found_under_their_usual_names(record, field, value):
    assert pick_fields(record) == {field: value}


@pytest.mark.parametrize(
    "value", [None, "", " ", "None", "null", True, {}, [], {"name": {}}, "N/A"]
)
def test_a_value_that_says_nothing_is_no_value(value):
    assert pick_fields({"author": value}) == {}


def test_a_long_value_is_cut():
    assert len(pick_fields({"title": "a" * 10**6})["title"]) == LONGEST_VALUE


def test_the_by_of_a_byline_is_left_out():
    assert describe("It sank.", {"author": "By Ana Ruiz"}).author == "Ana Ruiz"


KEYS = st.sampled_from(["title", "Date", "source", "author", "url", "published_at", "x"])
VALUES = st.none() | st.text() | st.integers() | st.floats() | st.booleans()


@given(
    st.dictionaries(KEYS, VALUES | st.lists(VALUES) | st.dictionaries(KEYS, VALUES)),
    st.text(),
)
def test_any_record_can_be_described(record, text):
    metadata = describe(text, pick_fields(record), file_name=text[:20])

    names = ("title", "date", "source", "author", "url")
    given_names = {name for name in names if getattr(metadata, name)}
    is_unreadable = metadata.rules.get("date", "").startswith("unreadable: ")
    assert set(metadata.rules) == given_names | ({"date"} if is_unreadable else set())
