"""The made-up passages: how they are written, and that they can be learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.quotes.training.labels import prepare
from indexer.quotes.training.traps import read_traps


def _read(tmp_path: Path, text: str) -> list[dict[str, object]]:
    file = tmp_path / "traps.txt"
    file.write_text(text, encoding="utf-8")
    return read_traps(file)


def test_a_bracket_names_the_speaker_of_the_quote_before_it(tmp_path: Path) -> None:
    (passage,) = _read(tmp_path, "# joint\nJane Roe said it was “over”[Jane Roe].\n")
    assert passage["text"] == "Jane Roe said it was “over”."
    assert passage["kind"] == "joint"
    (quote,) = passage["quotes"]  # type: ignore[attr-defined]
    assert (quote["start"], quote["end"]) == (21, 27)
    assert (quote["source_start"], quote["source_end"], quote["canonical"]) == (0, 8, "Jane Roe")


def test_a_source_may_be_other_words_than_the_name(tmp_path: Path) -> None:
    (passage,) = _read(tmp_path, "Jane Roe left.\n“Over,”[she = Jane Roe] she said.\n")
    assert passage["text"] == "Jane Roe left.\n\n“Over,” she said."
    (quote,) = passage["quotes"]  # type: ignore[attr-defined]
    assert (quote["source_text"], quote["canonical"]) == ("she", "Jane Roe")
    assert quote["source_start"] == 24


def test_nobody_and_none(tmp_path: Path) -> None:
    passages = (
        "“Over,”[the clerk = nobody] the clerk said.",
        "Asked if it was “over”[nobody], Roe left.",
        "She sang “Over the Hill”[none].",
    )
    first, second, third = _read(tmp_path, "\n\n".join(passages))
    (phrase,) = first["quotes"]  # type: ignore[attr-defined]
    (nobody,) = second["quotes"]  # type: ignore[attr-defined]
    assert (phrase["source_text"], phrase["canonical"]) == ("the clerk", None)
    assert (nobody["source_start"], nobody["canonical"]) == (None, None)
    assert third["quotes"] == []


def test_a_source_that_is_not_in_the_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside the quotes"):
        _read(tmp_path, "He said: “Jane Roe is here”[Jane Roe].")
    with pytest.raises(ValueError, match="no opening mark"):
        _read(tmp_path, "Jane Roe said it’s over”[Jane Roe].")


def test_every_passage_can_be_learned_from() -> None:
    passages = read_traps()
    assert len(passages) >= 250
    for passage in passages:
        _, quotes = prepare(passage)
        assert len(quotes) == len(passage["quotes"]), passage["text"]


def test_no_passage_is_there_twice() -> None:
    texts = [passage["text"] for passage in read_traps()]
    assert sorted(set(texts)) == sorted(texts)
