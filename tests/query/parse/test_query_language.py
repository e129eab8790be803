"""The query language, question by question, on the corpus of invented articles.

`golden/query_language.json` says how each question is read and which passages its condition
admits, as "file paragraph"; `--update-golden` writes it anew from its own questions.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import QuerySyntaxError
from query.engine import Engine
from query.match.matcher import Matcher
from query.parse.parser import parse_question
from query.rows.passages import PassageRows
from query.settings import Settings
from tests.test_architecture import modules_after

GOLDEN = Path(__file__).parents[2] / "golden" / "query_language.json"
CASES = json.loads(GOLDEN.read_text(encoding="utf-8"))


def passages(engine: Engine, mask: np.ndarray) -> list[str]:
    """What a mask admits, named by file or record and by paragraph."""
    catalog, names = engine.index.catalog, []
    for owner, paragraph, _ in catalog.passages(np.flatnonzero(mask).tolist()):
        document = catalog.document(owner)
        name = Path(document.path).name
        names.append(
            f"{name}:{document.record} {paragraph}" if document.record else f"{name} {paragraph}"
        )
    return sorted(names)


def reading(engine: Engine, question: str) -> dict[str, object]:
    """How a question is read."""
    parsed = parse_question(question)
    found = None
    if parsed.condition is not None:
        found = passages(
            engine, Matcher(PassageRows(engine.index)).satisfying(parsed.condition).mask
        )
    return {"words": parsed.words, "notes": list(parsed.notes), "passages": found}


def test_golden_questions_are_read_and_answered_as_ever(engine, update_golden):
    found = {question: reading(engine, question) for question in CASES}
    if update_golden:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        GOLDEN.write_text(text + "\n", encoding="utf-8")

    assert found == CASES


def test_there_are_enough_golden_questions():
    assert len(CASES) >= 40


@pytest.mark.parametrize(
    "question", [question for question, case in CASES.items() if case["passages"] is not None]
)
def test_both_searchers_find_nothing_but_what_the_condition_admits(engine, question):
    """The condition is applied before either searcher takes its best."""
    answer = engine.ask(question, Settings(limit=1000))

    names = sorted(
        f"{Path(hit.document.path).name}:{hit.document.record} {hit.passage.paragraph}"
        if hit.document.record
        else f"{Path(hit.document.path).name} {hit.passage.paragraph}"
        for hit in answer.hits
    )
    if not any("word for word" in note for note in answer.notes):
        assert names == CASES[question]["passages"]


@pytest.mark.parametrize(
    "question",
    [
        "What's next: war or peace?", "AT&T", "C++", "Really?",
        "at 10:30", "https://paper.example/a?b=c&d=e#f", "well-known al-Nasrawi",
        "the dockers' vote",
        'a 5" pipe', "who (if anyone) knew", "so :-) what", "either/or AND/OR", "50% of 3,400",
        "Note: this",
        "title: nothing follows", "WHO SAID THAT AND WHY", "**bold** words", "5*3", "rock 'n' roll",
        "_emphasis_", "a ~ b", "[sic]", "{x}", "x^2", "“” it", "What?? Who?!", "e.g. this",
        "$5 & €6",
    ],
)  # fmt: skip
def test_punctuation_of_plain_questions_is_not_syntax(question):
    """Read as they stand, without a note."""
    parsed = parse_question(question)

    assert (parsed.condition, parsed.words, parsed.notes) == (None, question, ())


@pytest.mark.parametrize(
    ("question", "offset"),
    [
        ('the "sleeper cells', 4), ("AND Tarn", 0), ("Tarn OR", 5), ("Tarn AND OR Vell", 9),
        ("NOT NOT Tarn", 4), ("(Tarn OR Vell", 0), ("Tarn OR Vell)", 12), ("() AND Tarn", 0),
        ("date:2016-13 fire", 5), ("date:[2016 fire", 5), ("date:[2016] fire", 5),
        ("title:(fire", 6), ("f*ck this", 0), ("Nasrawi~7", 7), ("title:[a TO b]", 6),
        ("fire NOT", 5), ("title:AND fire", 0),
    ],
)  # fmt: skip
def test_wrong_syntax_is_explained_with_its_place(question, offset):
    """It is read as plain words, or refused if the reader wants that."""
    parsed = parse_question(question)

    assert parsed.condition is None
    assert parsed.words == question
    assert f"(at character {offset + 1})" in parsed.notes[-1]
    with pytest.raises(QuerySyntaxError) as raised:
        parse_question(question, strict=True)
    assert raised.value.offset == offset


def test_excluded_words_do_not_take_part_in_the_ranking(engine):
    answer = engine.ask("otter NOT museum")

    assert answer.hits
    assert all("museum" not in hit.matches for hit in answer.hits)
    assert parse_question("otter NOT museum").words == "otter"


def test_a_condition_without_words_lists_what_it_admits(engine):
    answer = engine.ask('source:"Strait News" date:2018', Settings(limit=100))

    assert answer.hits
    assert {hit.document.source for hit in answer.hits} == {"Strait News"}
    assert {hit.score for hit in answer.hits} == {0.0}


@pytest.mark.parametrize(
    ("question", "is_loaded"), [("who took the otter?", False), ('"bronze otter"', True)]
)
def test_only_a_question_with_conditions_waits_for_whoosh(built_index, question, is_loaded):
    code = (
        "from query.engine import Engine\n"
        "from tests.support.hashing import HashingEncoder\n"
        f"with Engine.open({str(built_index)!r}, HashingEncoder()) as engine:\n"
        f"    assert engine.ask({question!r}).hits"
    )

    assert ("whoosh" in modules_after(code)) is is_loaded
