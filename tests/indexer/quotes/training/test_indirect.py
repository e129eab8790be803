"""Indirect statements as decisions about sources."""

from __future__ import annotations

from typing import Any

from indexer.quotes.training.indirect import WEIGHT, indirect_decisions

TEXT = (
    "Jane Roe slammed Paul Doe for suggesting that the old dam was safe in winter. "
    "A lawyer for Ines Duarte said the letter from the city was late again this year."
)


def _statement(source: str, cue: str, content: str) -> dict[str, Any]:
    places = {name: TEXT.index(words) for name, words in (("s", source), ("c", cue))}
    start = TEXT.index(content)
    return {
        "source_start": places["s"],
        "source_end": places["s"] + len(source),
        "cue_spans": [[places["c"], places["c"] + len(cue)]],
        "content_spans": [[start, start + len(content)]],
    }


def _decisions(*statements: dict[str, Any]) -> list[Any]:
    article = {"text": TEXT, "title": None, "quotes": []}
    return indirect_decisions(7, article, statements)


def test_a_statement_is_a_decision_of_low_weight_with_one_right_source() -> None:
    content = "that the old dam was safe in winter"
    (decision,) = _decisions(_statement("Paul Doe", "suggesting", content))
    assert (decision.article, decision.weight) == (7, WEIGHT)
    assert sum(decision.right) == 1
    assert len(decision.right) == len(decision.candidates)
    assert not decision.right[-1]  # nobody


def test_of_a_phrase_with_a_name_in_it_the_head_is_the_source() -> None:
    content = "the letter from the city was late again this year"
    (decision,) = _decisions(_statement("A lawyer for Ines Duarte", "said", content))
    right = decision.candidates[decision.right.index(True)]
    assert "nd:a" in right


def test_a_statement_without_a_source_is_left_out() -> None:
    statement = _statement("Paul Doe", "suggesting", "that the old dam was safe in winter")
    assert _decisions({**statement, "source_start": None}) == []
    assert _decisions({**statement, "cue_spans": []}) == []


def test_the_same_article_gives_the_same_decisions() -> None:
    statement = _statement("Paul Doe", "suggesting", "that the old dam was safe in winter")
    assert _decisions(statement) == _decisions(statement)
