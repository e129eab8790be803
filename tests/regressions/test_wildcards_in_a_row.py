"""Found by fuzzing: two kinds of wildcards in a row ended in a traceback."""

from __future__ import annotations

import pytest

from query.engine import Engine


@pytest.mark.parametrize("question", ["was?*y", "was?*y wife *", "title: was?*y", "?*flood"])
def test_wildcards_in_a_row_are_understood_somehow(engine: Engine, question: str):
    assert engine.ask(question).question
