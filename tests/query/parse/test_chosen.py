from __future__ import annotations

import pytest

from indexer.errors import QuerySyntaxError
from query.parse.chosen import Chosen
from query.parse.tree import (
    And,
    DateRange,
    Filter,
    NameContains,
    Not,
    Or,
    PathMatches,
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
        (Chosen("2016", "2017-03", True), Or((RANGE, Undated()))),
        (Chosen("2016", "2017-03", False), RANGE),
        (Chosen(undated=True), Undated()),
        (Chosen(undated=False), Not(Undated())),
        (Chosen(source=["Post"]), Or((NameContains("source", "Post"),))),
        (Chosen(not_author=["Roe"]), Not(Or((NameContains("author", "Roe"),)))),
        (Chosen(path=["a/*", "b"]), Or((PathMatches("a/*"), PathMatches("b")))),
        (Chosen(speaker=["Ada"]), Or((SpokenBy("Ada", False),))),
    ],
)
def test_an_option_is_its_filter(chosen: Chosen, expected: Filter):
    assert chosen.filter(variants=False) == And((expected,))


def test_all_options_hold_together_wanted_and_unwanted_alike():
    chosen = Chosen(source=["Post"], not_source=["Blog"], not_path=["old"], not_speaker=["Ada"])

    assert chosen.filter(variants=True) == And(
        (
            Or((NameContains("source", "Post"),)),
            Not(Or((NameContains("source", "Blog"),))),
            Not(Or((PathMatches("old"),))),
            Not(Or((SpokenBy("Ada", True),))),
        )
    )


def test_a_date_that_is_none_is_refused():
    with pytest.raises(QuerySyntaxError):
        Chosen(since="soon").filter(variants=True)
