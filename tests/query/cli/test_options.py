from __future__ import annotations

import pytest

from indexer.errors import QuerySyntaxError
from query.cli.options import Chosen
from query.parse.filters import (
    All,
    DateRange,
    Filter,
    NameContains,
    Not,
    PathMatches,
    Some,
    SpokenBy,
    Undated,
)

RANGE = DateRange("2016", "2017-03")


def test_no_option_is_no_filter():
    assert Chosen().filter(variants=True) is None


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Chosen("2016", " 2017-03 "), RANGE),
        (Chosen("2016", "2017-03", True), Some((RANGE, Undated()))),
        (Chosen("2016", "2017-03", False), RANGE),
        (Chosen(undated=True), Undated()),
        (Chosen(undated=False), Not(Undated())),
        (Chosen(source=["Post"]), Some((NameContains("source", "Post"),))),
        (Chosen(not_author=["Roe"]), Not(Some((NameContains("author", "Roe"),)))),
        (Chosen(path=["a/*", "b"]), Some((PathMatches("a/*"), PathMatches("b")))),
        (Chosen(speaker=["Ada"]), Some((SpokenBy("Ada", False),))),
    ],
)
def test_an_option_is_its_filter(chosen: Chosen, expected: Filter):
    assert chosen.filter(variants=False) == All((expected,))


def test_all_options_hold_together_wanted_and_unwanted_alike():
    chosen = Chosen(source=["Post"], not_source=["Blog"], not_path=["old"], not_speaker=["Ada"])

    assert chosen.filter(variants=True) == All(
        (
            Some((NameContains("source", "Post"),)),
            Not(Some((NameContains("source", "Blog"),))),
            Not(Some((PathMatches("old"),))),
            Not(Some((SpokenBy("Ada", True),))),
        )
    )


def test_a_date_that_is_none_is_refused():
    with pytest.raises(QuerySyntaxError):
        Chosen(since="yesterday").filter(variants=True)
