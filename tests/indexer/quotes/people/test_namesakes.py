"""Which people of one surname the title before it leaves."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

KIN = "Michelle Obama came early."
SAID = "“It will be a long night,”"


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{KIN} {SAID} President Obama said.", "Barack Obama"),
        (f"President Obama and she met. {KIN} {SAID} Mr. Obama said.", "Barack Obama"),
        (f"President Obama and she met. {KIN} {SAID} the president said.", "Barack Obama"),
        (f"Hunter Biden, son of President Joe Biden, left. {SAID} President Biden said.",
         "Joe Biden"),
        (f"Hunter Biden left. {SAID} Hunter Biden said. {SAID} President Biden said.",
         "Joe Biden"),
    ],
)  # fmt: skip
def test_a_leader_is_not_the_kin_that_the_article_names(text, name):
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    "before",
    [
        "Amy Johnson, the president of Dunmore College, came late.",
        "College President Amy Johnson came late.",
    ],
)
def test_who_has_the_office_here_is_no_famous_leader(before):
    assert speakers(f"{before} {SAID} President Johnson said.") == ["Amy Johnson"]


def test_a_title_tells_namesakes_apart():
    before = "Senator Paul Roe came with Mayor Jane Roe and Dr. Ada Roe."
    for title, name in (("Senator", "Paul Roe"), ("Mayor", "Jane Roe"), ("Sen.", "Paul Roe")):
        assert speakers(f"{before} {SAID} {title} Roe said.") == [name]
