"""Surnames in small letters are names, common words beside a name are not."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from tests.support.growth import assert_linear


def speaker(text: str) -> str | None:
    return extract_quotes(text)[0].speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay here,” says Colonel Nazim aldouri, head of the port.", "Nazim aldouri"),
        ("“We stay here,” said Hamid aljanabi.", "Hamid aljanabi"),
        ("“We stay here,” said Layla el-khatib, a teacher.", "Layla el-khatib"),
        ("Governor Nils brandt said: “We stay here.”", "Nils brandt"),
        ("“We stay here,” said Lt. Col. Amir khan.", "Amir khan"),
        ("“We stay here,” said Nils brandt. Brandt left.", "Nils brandt"),
    ],
)
def test_a_surname_may_be_written_small(text, expected):
    assert speaker(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay here,” said Jane Roe. “We go,” Jane also said.", "Jane Roe"),
        ("“We stay here,” said Jane Roe. With Jane alone, nobody won.", "Jane Roe"),
        ("Jane, upset, said: “We stay here.”", "Jane"),
        ("President Jane reportedly said: “We stay here.”", "Jane"),
        ("Mayor Jane herself said: “We stay here.”", "Jane"),
    ],
)
def test_common_words_beside_a_name_are_none_of_it(text, expected):
    assert speaker(text) == expected


def test_a_surname_with_a_capital_elsewhere_is_the_same_person():
    text = "“We stay,” said Col. Nazim aldouri. It rained. “Nobody goes,” Aldouri said."

    assert {quote.speaker for quote in extract_quotes(text)} == {"Nazim aldouri"}


def test_the_search_takes_linear_time():
    assert_linear(lambda size: extract_quotes("Jane roe, " * size + "“It is so,” he said."), 4_000)
