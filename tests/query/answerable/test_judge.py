"""Whether the archive answers: what is refused, what is never refused, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from query.answerable.judge import Judgement, judge
from query.answerable.model import model_for, probability
from query.engine import Engine
from query.parse.tree import NameContains, Not, PathMatches
from query.settings import Mode, Settings
from tests.support.hashing import HashingEncoder

WORDS = Settings(mode=Mode.KEYWORD)
DEFAULT = "all-MiniLM-L6-v2"


def judged(engine: Engine, question: str, settings: Settings = WORDS) -> Judgement:
    """As the engine judges, but as if the default encoder had made the index."""
    searcher = engine.searcher
    return judge(searcher, searcher.search(question, settings), DEFAULT)


@pytest.mark.parametrize(
    "question",
    ["who warned of the flood?", "how much water stood in the cellar of the school in the flood?"],
)
def test_a_question_whose_words_meet_is_answered(engine: Engine, question: str):
    judgement = judged(engine, question)

    assert judgement.answered
    assert judgement.probability is not None
    assert judgement.probability > 0.2


@pytest.mark.parametrize(
    "question",
    [
        "what did Angela Merkel say about refugees in Greece?",
        "which orchestra performed Beethoven symphonies yesterday?",
        "flurble gronk zibbit",
    ],
)
@pytest.mark.parametrize("mode", [Mode.KEYWORD, Mode.HYBRID])
def test_a_question_about_something_else_is_not_answered(engine: Engine, question: str, mode: Mode):
    assert not judged(engine, question, Settings(mode=mode)).answered


@pytest.mark.parametrize(
    "lookup",
    [
        "otter",
        "bronze otter",
        "Agnes Pell",
        "source:vell",
        "source:vell flurble",
        '"bronze otter"',
        '"bronze otter" who said flurble gronk zibbit',
        "flood AND NOT otter",
        "flo*d",
        "the",
        "what did they say?",
    ],
)
@pytest.mark.parametrize("mode", [Mode.KEYWORD, Mode.HYBRID])
def test_a_lookup_is_never_refused(engine: Engine, lookup: str, mode: Mode):
    found = engine.searcher.search(lookup, Settings(mode=mode))
    judgement = judge(engine.searcher, found, DEFAULT)

    assert judgement.answered == bool(found.numbers)
    assert judgement.probability is None


def test_a_quote_that_no_article_has_is_judged(engine: Engine):
    quote = '"Angela Merkel will welcome refugees from Greece"'
    remembered = '"one teacher and forty children and one window that opens"'

    assert not judged(engine, quote).answered
    assert judged(engine, remembered).answered
    assert judged(engine, remembered).probability is not None


def test_a_short_question_is_no_lookup(engine: Engine):
    assert judged(engine, "who warned?").probability is not None
    assert judged(engine, "did teachers walk out").probability is not None


def test_nothing_found_is_no_answer(engine: Engine):
    assert judged(engine, "zibbit") == Judgement(answered=False)
    assert judged(engine, '"zibbit"') == Judgement(answered=False)


def test_an_encoder_without_weights_judges_nothing(engine: Engine):
    found = engine.searcher.search("flurble gronk zibbit", Settings())

    assert judge(engine.searcher, found, "another") == Judgement(answered=True)
    assert engine.ask("flurble gronk zibbit").answered


def test_only_what_the_filters_admit_answers(engine: Engine):
    question = "what does Agnes Pell of the Northgate district think of the strike?"
    without = Settings(mode=Mode.KEYWORD, filters=Not(PathMatches("*school-strike*")))

    assert judged(engine, question).answered
    assert not judged(engine, question, without).answered


def test_the_limit_and_the_order_change_nothing(engine: Engine):
    question = "who warned of the flood?"
    first = judged(engine, question)

    for settings in (Settings(mode=Mode.KEYWORD, limit=n, offset=o) for n, o in ((1, 0), (40, 2))):
        assert judged(engine, question, settings) == first


def test_a_day_after_the_last_article_is_said(engine: Engine):
    judgement = judged(engine, "who warned of the flood on 3 May 2031?")

    assert not judgement.answered
    assert judgement.notes[-1].startswith("the question names 2031-05-03; the last article is of")


def test_a_year_after_the_last_article_is_said(engine: Engine):
    judgement = judged(engine, "who warned of the flood in 2031?")

    assert not judgement.answered
    assert judgement.notes[-1].startswith("the question names 2031; the last article is of")


def test_the_last_article_is_one_that_the_filters_admit(engine: Engine):
    settings = Settings(mode=Mode.KEYWORD, filters=NameContains("source", "nobody"))

    assert judged(engine, "who warned of the flood in 2031?", settings) == Judgement(False)


def test_a_name_that_stands_nowhere_is_said(engine: Engine):
    judgement = judged(engine, "what did Agnes Brandt say about bronze teachers and votes?")

    if not judgement.answered:
        assert 'no passage has "Agnes Brandt" word for word' in judgement.notes


def test_words_that_no_article_has_are_said_if_it_does_not_answer(engine: Engine):
    answer = engine.ask("what did Angela Merkel say about refugees in Greece?", WORDS)

    assert not answer.answered
    assert {'no article has "Angela"', 'no article has "Merkel"'} <= set(answer.notes)


@given(st.text(min_size=1, max_size=80))
def test_any_question_is_judged(built_index: Path, question: str):
    model = model_for(None)
    assert model is not None
    assume(any(character.isalnum() for character in question))
    with Engine.open(built_index, HashingEncoder()) as engine:
        judgement = judged(engine, question)

    if judgement.answered and judgement.probability is not None:
        assert judgement.probability >= probability(model.threshold)
