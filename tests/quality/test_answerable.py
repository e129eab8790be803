"""Floors under the judgement whether an archive answers at all, with the real encoder.

The questions keep words of the articles, as people do who remember them; `questions.jsonl` has
those that do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from query.answerable.training.fitting import area
from query.engine import Engine
from query.hits.hit import Answer
from query.parse.tree import Not, PathMatches
from query.settings import Settings

HERE = Path(__file__).parent
ANSWERABLE = [json.loads(line) for line in (HERE / "answerable.jsonl").read_text().splitlines()]
FOREIGN = (HERE / "unanswerable.txt").read_text(encoding="utf-8").splitlines()
LOOKUPS = ("otter", "Agnes Pell", "measles", "drinking water", "source:vell", '"sleeper cells"')

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def engine(model_index: Path) -> Iterator[Engine]:
    with Engine.open(model_index) as opened:
        yield opened


def without_its_article(engine: Engine, asked: dict) -> Answer:
    [name] = asked["relevant"]
    return engine.ask(asked["question"], Settings(filters=Not(PathMatches(f"*{name}"))))


def chances(answers: list[Answer]) -> np.ndarray:
    return np.array([answer.probability or 0.0 for answer in answers])


def test_questions_with_an_answer_stand_above_those_without(engine: Engine):
    answered = chances([engine.ask(asked["question"]) for asked in ANSWERABLE])
    foreign = chances([engine.ask(question) for question in FOREIGN])
    removed = chances([without_its_article(engine, asked) for asked in ANSWERABLE])

    assert area(answered, foreign) >= 0.95
    assert area(answered, removed) >= 0.90


def test_few_questions_with_an_answer_are_refused_and_most_others_are(engine: Engine):
    refused = [one["question"] for one in ANSWERABLE if not engine.ask(one["question"]).answered]
    recognised = [question for question in FOREIGN if not engine.ask(question).answered]

    assert len(refused) <= 1, refused
    assert len(recognised) >= 0.7 * len(FOREIGN), set(FOREIGN) - set(recognised)


def test_questions_in_other_words_are_seldom_refused(engine: Engine):
    lines = (HERE / "questions.jsonl").read_text().splitlines()
    questions = [json.loads(line)["question"] for line in lines]

    assert sum(engine.ask(question).answered for question in questions) >= len(questions) - 2


@pytest.mark.parametrize("lookup", LOOKUPS)
def test_a_lookup_is_never_refused(engine: Engine, lookup: str):
    assert engine.ask(lookup).answered
