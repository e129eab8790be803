"""Where a death is told beside a name."""

from __future__ import annotations

from math import inf

import pytest

from indexer.quotes.speakers.deaths import first_death
from indexer.quotes.tokens.tokenize import tokenize
from indexer.text.paragraphs import split_paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe died on Monday.",
        "Jane Roe, 9, was killed in May.",
        "The body of Jane Roe was found.",
        "They mourned the death of Jane Roe.",
    ],
)
def test_a_death_is_told_beside_the_name(text: str) -> None:
    tokens = tokenize(text, split_paragraphs(text), [])
    at = tokens.words.index("Roe")
    assert first_death(tokens, [at]) == at


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe said that he died on Monday.",
        "Jane Roe lives. Paul Doe was killed in May.",
        "Jane Roe killed the lights.",
    ],
)
def test_no_death_is_told(text: str) -> None:
    tokens = tokenize(text, split_paragraphs(text), [])
    assert first_death(tokens, [tokens.words.index("Roe")]) == inf
