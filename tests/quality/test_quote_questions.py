"""Floors under the answers to questions about what somebody said, with the real encoder.

The questions name the speaker, a role or nobody, and tell what was said in other words.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from query.engine import Engine
from query.quote_engine import QuoteEngine
from query.settings import Settings

QUESTIONS = Path(__file__).parent / "quote_questions.jsonl"
CASES = [
    (line["question"], line["said"])
    for line in map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
]

pytestmark = pytest.mark.model

Ranks = list[int | None]


def found(ranks: Ranks, among: int) -> float:
    """The share of questions whose answer is among the first so many."""
    return sum(rank is not None and rank < among for rank in ranks) / len(ranks)


def rank_of(said: str, texts: list[str]) -> int | None:
    """Where a text with the words stands, from 0; None if nowhere."""
    return next((rank for rank, text in enumerate(texts) if said in text), None)


def passage_ranks(index: Path, settings: Settings) -> Ranks:
    with Engine.open(index) as engine:
        return [
            rank_of(said, [hit.passage.text for hit in engine.ask(question, settings).hits])
            for question, said in CASES
        ]


def test_the_quote_that_was_meant_is_found(model_index: Path):
    with QuoteEngine.open(model_index) as quotes:
        ranks = [
            rank_of(
                said,
                [hit.quote.span.of(hit.document.text) for hit in quotes.search(question).hits],
            )
            for question, said in CASES
        ]

    assert found(ranks, 1) >= 0.7
    assert found(ranks, 5) >= 0.9


def test_its_passage_is_found_and_speakers_help(model_index: Path):
    ranks = passage_ranks(model_index, Settings())
    without = passage_ranks(model_index, Settings(spoken=False))

    assert found(ranks, 1) >= 0.65
    assert found(ranks, 5) >= 0.9
    assert found(ranks, 5) >= found(without, 5)
