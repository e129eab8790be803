"""Found by fuzzing: two kinds of wildcards in a row ended in a traceback."""

from __future__ import annotations

import re

import pytest

from query.engine import Engine
from query.hits.hit import Hit


def words_of(hit: Hit) -> list[str]:
    return re.findall(r"\w+", f"{hit.document.title} {hit.passage.text}".lower())


@pytest.mark.parametrize(
    ("question", "fits"),
    [("was?*y", "was.+y"), ("was?*y wife *", "was.+y"), ("title: was?*y", "was.+y"),
     ("flo*?", "flo.+")],
)  # fmt: skip
def test_wildcards_in_a_row_are_a_condition_or_the_answer_says_otherwise(
    engine: Engine, question: str, fits: str
):
    """Passages without a fitting word are shown only with a note that says why."""
    answer = engine.ask(question)

    misfits = [
        hit for hit in answer.hits if not any(re.fullmatch(fits, word) for word in words_of(hit))
    ]
    assert not misfits or answer.notes


def test_a_pattern_that_fits_nothing_is_named(engine: Engine):
    answer = engine.ask("was?*y")

    assert answer.hits == ()
    assert any("was?*" in note for note in answer.notes)


def test_a_word_behind_wildcards_is_still_found(engine: Engine):
    assert "flood" in words_of(engine.ask("?*flood").hits[0])
