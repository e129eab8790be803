"""Floors under the quality of answers, with the real encoder, on questions in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from query.engine import Engine
from query.evaluation.experiment import SYSTEMS, run_system
from query.evaluation.measures import evaluate
from query.evaluation.own_questions import read_own_questions

QUESTIONS = Path(__file__).parent / "questions.jsonl"

pytestmark = pytest.mark.model


def mean(engine: Engine, system: str) -> float:
    """nDCG@10 of a system on the questions."""
    benchmark, names = read_own_questions(QUESTIONS, engine.index)
    run = run_system(engine, SYSTEMS[system], benchmark, names)
    return evaluate(run, benchmark.judgments, benchmark.articles()).means()["nDCG@10"]


def test_questions_in_other_words_find_their_passage(model_index: Path):
    with Engine.open(model_index) as engine:
        assert mean(engine, "hybrid") >= 0.60


def test_both_legs_together_beat_words_and_lose_nothing_to_vectors(model_index: Path):
    """The questions avoid the articles' words, which is where the vectors alone are strongest."""
    with Engine.open(model_index) as engine:
        both = mean(engine, "hybrid")

        assert both > mean(engine, "keyword")
        assert both > mean(engine, "semantic") - 0.02  # less than one question's place


def test_a_question_about_the_threat_finds_the_article_about_it_first(model_index: Path):
    with Engine.open(model_index) as engine:
        hit = engine.ask("is there still a danger from militants in Tarn?").hits[0]

        assert hit.document.path.endswith("tarn-sleeper-cells.txt")
