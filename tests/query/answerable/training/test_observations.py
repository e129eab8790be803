"""Which questions are asked of which archive, to learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from query.answerable.model import COSINES, WORDS
from query.answerable.training.observations import INVENTED, Archive
from query.engine import Engine
from query.evaluation.own_questions import read_own_questions
from query.settings import Mode
from tests.support.hashing import HashingEncoder

QUESTIONS = """
{"question": "what did Agnes Pell say about the flood?", "relevant": ["school-strike.md"]}
{"question": "who took the otter?", "relevant": ["museum-theft.md:1"]}
"""


@pytest.fixture
def archive(built_index: Path, tmp_path: Path) -> Iterator[Archive]:
    (tmp_path / "questions.jsonl").write_text(QUESTIONS)
    with Engine.open(built_index, HashingEncoder()) as engine:
        benchmark, names = read_own_questions(tmp_path / "questions.jsonl", engine.index)
        yield Archive("corpus", engine.searcher, benchmark, names, 10, "hashing")


def test_each_question_is_asked_with_its_articles_and_without(archive: Archive):
    found = list(archive.own(Mode.HYBRID))
    kinds = Counter((one.kind, one.whole) for one in found)

    assert kinds["answered", True] == kinds["answered", False] == 2
    assert kinds["removed", True] == kinds["removed", False] == 2
    assert kinds["renamed", True] == 1  # only one of them has a name
    assert all(set(one.features) >= set(COSINES) for one in found)


def test_a_question_is_known_less_without_its_article(archive: Archive):
    found = {(one.question, one.kind): one.features for one in archive.own(Mode.KEYWORD)}
    question = "what did Agnes Pell say about the flood?"

    assert found[question, "removed"]["names absent"] > found[question, "answered"]["names absent"]
    assert found[question, "removed"]["coverage"] < found[question, "answered"]["coverage"]


def test_an_invented_name_stands_nowhere(archive: Archive):
    renamed = [one for one in archive.own(Mode.KEYWORD) if one.kind == "renamed"]

    assert all(any(name in one.question for name in INVENTED) for one in renamed)
    assert all(one.features["names absent"] > 0 for one in renamed)


def test_questions_of_another_collection(archive: Archive):
    found = list(archive.foreign(archive, 1, Mode.KEYWORD))

    assert [one.whole for one in found] == [True, False]
    assert all(set(one.features) == set(WORDS) for one in found)
