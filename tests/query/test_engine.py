from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from indexer.build.pipeline import build_index
from indexer.errors import DocumentNotFoundError, EncoderMismatchError, QuerySyntaxError
from query.engine import Engine
from query.settings import FusionMethod, Mode, Settings
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder

QUESTIONS = ("who warned of the flood?", "the bronze otter", "teachers walk out", "nine votes")
SETTINGS = [
    Settings(mode=mode, fusion=fusion, mark=mark)
    for mode in Mode
    for fusion in FusionMethod
    for mark in (False, True)
]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_everything_that_is_shown_stands_in_the_article(
    engine: Engine, question: str, settings: Settings
):
    answer = engine.ask(question, settings)

    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in answer.hits:
        text = hit.document.text
        assert hit.passage.span.of(text) == hit.passage.text
        assert hit.score == pytest.approx(sum(part.value for part in hit.contributions))
        inside = [*hit.matches, *([hit.answer] if hit.answer else [])]
        assert all(hit.passage.span.start <= s <= e <= hit.passage.span.end for s, e in inside)
        assert all(part.of(text) in text for quote in hit.quotes for part in quote.parts)
        lines = Path(hit.document.path).read_text("utf-8", errors="replace").splitlines()
        if not hit.document.record:
            assert hit.passage.text.splitlines()[0][:20].isascii() is False or (
                hit.passage.text.splitlines()[0][:20] in lines[hit.line - 1]
            )


def test_the_same_question_gets_the_same_answer(engine: Engine, built_index: Path):
    with Engine.open(built_index, HashingEncoder()) as other:
        for question in QUESTIONS:
            assert engine.ask(question) == other.ask(question) == engine.ask(question)


def test_a_longer_list_begins_with_the_shorter_one(engine: Engine):
    for question in QUESTIONS:
        longer = engine.ask(question, Settings(limit=20)).hits

        assert engine.ask(question, Settings(limit=4)).hits == longer[:4]


def test_the_keyword_mode_needs_no_encoder(built_index: Path, monkeypatch: pytest.MonkeyPatch):
    with Engine.open(built_index) as engine:
        assert engine.ask("the flood", Settings(mode=Mode.KEYWORD)).hits


def test_words_that_stand_nowhere_find_nothing_by_keyword(engine: Engine):
    answer = engine.ask("xyzzyx", Settings(mode=Mode.KEYWORD))

    assert answer.hits == ()
    assert answer.searched > 0


def test_a_question_is_encoded_once_and_no_passage_is(built_index: Path):
    class Queries(CountingEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.asked: list[str] = []

        def encode_query(self, text: str) -> np.ndarray:
            self.asked.append(text)
            return super().encode_query(text)

    encoder = Queries()
    with Engine.open(built_index, encoder) as engine:
        engine.ask("the flood wall")

    assert len(encoder.asked) == 1
    assert encoder.encoded == []


@pytest.mark.parametrize("question", ["", " ", "?", "…", "\0"])
def test_a_question_without_words_is_refused(engine: Engine, question: str):
    with pytest.raises(QuerySyntaxError):
        engine.ask(question)


def test_another_encoder_is_refused(built_index: Path):
    with pytest.raises(EncoderMismatchError, match="made with encoder hashing, not other"):
        Engine.open(built_index, HashingEncoder(name="other"))


def test_show_gives_the_whole_document(engine: Engine):
    found = engine.show("museum-theft.md")

    assert [passage.paragraph for passage in found.passages] == list(
        range(1, len(found.passages) + 1)
    )
    assert all(one.span.of(found.document.text) == one.text for one in found.passages)
    assert engine.show(found.document.document_id) == found
    assert engine.show(found.document.path) == found


def test_a_name_that_several_documents_have_is_refused_with_their_ids(
    tmp_path: Path, encoder: HashingEncoder
):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(f"An article in {folder}.", encoding="utf-8")
    build_index([tmp_path / "a", tmp_path / "b"], tmp_path / "index", encoder=encoder)

    with Engine.open(tmp_path / "index", encoder) as engine:
        with pytest.raises(
            DocumentNotFoundError, match=r"may be any of [0-9a-f]{16}.*, [0-9a-f]{16}"
        ):
            engine.show("same.txt")
        assert "in b" in engine.show("b/same.txt").document.text
        with pytest.raises(DocumentNotFoundError, match="no such document"):
            engine.show("other.txt")


def test_settings_are_checked():
    with pytest.raises(ValueError, match="limit"):
        Settings(limit=0)
    assert dataclasses.replace(Settings(), limit=3).limit == 3
