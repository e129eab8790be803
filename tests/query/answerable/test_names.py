"""The names in a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analyzer import analyze
from query.answerable.names import names_in


def names(words: str) -> list[str]:
    found = names_in(words, analyze(words))
    return [words[name[0].start : name[-1].end] for name in found]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did Orla Brand say about Ardmouth?", ["Orla Brand", "Ardmouth"]),
        ("what did the mayor of Tarn say?", ["Tarn"]),
        ("Floods in the valley", []),
        ("Orla Brand on the flood", ["Orla Brand"]),
        ("Who is Charles G. Dean?", ["Charles G. Dean"]),
        ("Did Al-Nujaifi or The Courier see it?", ["Al-Nujaifi", "Courier"]),
        ("Brand, Weir and Dean met", ["Weir", "Dean"]),
        ("How Ardmouth Was Saved From The Flood Of The Century", []),
        ("WHO WARNED OF THE FLOOD", []),
        ("Ardmouth", ["Ardmouth"]),
        ("", []),
    ],
)
def test_words_with_a_capital_are_names(question: str, found: list[str]):
    assert names(question) == found


@given(st.text())
def test_names_are_words_of_the_question(question: str):
    for name in names_in(question, analyze(question)):
        assert all(question[token.start].isupper() for token in name)
