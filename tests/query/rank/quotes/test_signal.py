"""Quotes as a signal about passages: when they speak, and of which passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from query.engine import Engine
from query.hits.hit import Hit
from query.parse.tree import NameContains, SpokenBy
from query.settings import FusionMethod, Mode, Settings
from query.weights import Weights
from tests.support.hashing import HashingEncoder


@pytest.fixture
def asked(quoted_index: Path) -> Iterator[Engine]:
    with Engine.open(quoted_index, HashingEncoder()) as engine:
        yield engine


def part(hit: Hit) -> float:
    """What quotes add to the score of a hit."""
    return sum(one.value for one in hit.contributions if one.name == "quotes")


def test_a_question_about_what_was_said_asks_the_quotes(asked: Engine):
    hit = asked.ask("what did Hillary Clinton say about bridges?").hits[0]

    assert [quote.speaker for quote in hit.quotes] == ["Hillary Clinton"]
    assert part(hit) == 1.0
    assert sum(one.value for one in hit.contributions) == pytest.approx(hit.score)


def test_quotes_count_more_where_the_speaker_is_asked_for(asked: Engine):
    assert part(asked.ask("who said that bridges need money?").hits[0]) == 1.5
    assert part(asked.ask("what did the senator say about bridges?").hits[0]) == 1.5


@pytest.mark.parametrize(
    ("question", "settings"),
    [
        ("bridges need money", Settings()),
        ("who said that bridges need money?", Settings(spoken=False)),
        ("who said that bridges need money?", Settings(weights=Weights(quotes=0.0))),
        ("who said that bridges need money?", Settings(mode=Mode.SEMANTIC)),
        ("who said that bridges need money?", Settings(fusion=FusionMethod.RRF)),
    ],
)
def test_other_questions_and_rankings_do_not(asked: Engine, question: str, settings: Settings):
    assert {part(hit) for hit in asked.ask(question, settings).hits} == {0.0}


@pytest.mark.parametrize("chosen", [NameContains("source", "Gazette"), SpokenBy("Bill Clinton")])
def test_quotes_say_nothing_of_passages_that_a_filter_leaves_out(
    asked: Engine, chosen: NameContains | SpokenBy
):
    everyone = asked.ask("who said that bridges need money?", Settings(limit=50))
    filtered = asked.ask("who said that bridges need money?", Settings(limit=50, filters=chosen))

    names = {hit.passage.passage_id for hit in filtered.hits}
    assert 0 < len(names) == filtered.searched < everyone.searched
    assert max(map(part, filtered.hits)) == 1.5
