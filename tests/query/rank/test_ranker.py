"""What a ranker found ahead changes nothing in what it ranks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from query.engine import Engine
from query.rank.asked import Asked, Begun
from query.rank.ranker import Ranked
from query.settings import Mode, Settings
from tests.support.hashing import HashingEncoder

QUESTIONS = ("Who leads the offensive?", "What did the mayor say about the river?", "river", "of")


@pytest.fixture(scope="module")
def engine(quoted_index: Path) -> Iterator[Engine]:
    with Engine.open(quoted_index, HashingEncoder()) as opened:
        yield opened


def told(ranked: Ranked) -> tuple[object, ...]:
    fusion = ranked.fusion
    return (
        *(fusion.ranking.numbers.tolist(), fusion.ranking.scores.tolist(), fusion.names),
        *(np.nan_to_num(fusion.raw).tolist(), ranked.weights),
    )


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("every", [1, 2, 50])
def test_a_ranking_that_was_begun_is_the_same(
    engine: Engine, question: str, mode: Mode, every: int
):
    """Over all passages, over some, and over so few that none is scanned for."""
    ranker, rows = engine.searcher.ranker, engine.searcher.rows
    allowed = rows.live & (np.arange(len(rows.live)) % every == 0)
    vector = None if mode is Mode.KEYWORD else engine.encoder.encode_query(question)
    asked = Asked(question, vector, allowed)
    begun = Begun(
        ranker.look_up(question, ()),
        None if vector is None else ranker.nearest(vector, allowed),
    )
    settings = Settings(mode=mode, limit=100)

    assert told(ranker.rank(asked, settings, (), begun)) == told(ranker.rank(asked, settings))
