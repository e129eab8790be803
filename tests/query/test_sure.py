"""Quotes of which it is sure who speaks, and the people whom the others do not make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from query.engine import Engine
from query.parse.tree import And, Not, SpokenBy, SurelySpoken
from query.quote_engine import QuoteEngine
from query.settings import Settings
from query.speakers.directory import Directory
from tests.support.hashing import HashingEncoder
from tests.support.program import Program
from tests.support.quoted import Article, build_quoted, write_quoted

ARTICLES: dict[str, Article] = {
    "a": (
        "2016-01-01",
        "Tarn Gazette",
        "The bridge",
        [
            "“The bridge is safe,” said Jane Roe, the mayor.",
            "“The bridge is old,” reportedly said Jane Roe. “It will fall,” said Paul Doe.",
            "“Nobody knows the bridge,” reportedly said Ann Poe.",
        ],
    )
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    root = tmp_path_factory.mktemp("sure")
    build_quoted(write_quoted(root / "articles", ARTICLES), root / "index_data")
    return root


@pytest.fixture
def quotes(folder: Path) -> Iterator[QuoteEngine]:
    with QuoteEngine.open(folder / "index_data", HashingEncoder()) as engine:
        yield engine


def words(engine: QuoteEngine, settings: Settings) -> list[str]:
    return [hit.quote.span.of(hit.document.text) for hit in engine.by_date(settings).hits]


def test_only_quotes_of_a_sure_speaker(quotes: QuoteEngine):
    assert words(quotes, Settings(filters=SurelySpoken())) == [
        "The bridge is safe,", "It will fall,"
    ]  # fmt: skip
    assert words(quotes, Settings(filters=Not(SurelySpoken()))) == [
        "The bridge is old,", "Nobody knows the bridge,"
    ]  # fmt: skip


def test_a_speaker_counts_only_where_sure(quotes: QuoteEngine):
    answer = quotes.by_date(Settings(filters=SpokenBy("Jane Roe", sure_only=True)))

    assert [hit.quote.span.of(hit.document.text) for hit in answer.hits] == ["The bridge is safe,"]
    assert answer.notes == ("speaker: Jane Roe (1)",)


def test_what_leaves_nothing_over_is_told(quotes: QuoteEngine):
    both = And((SurelySpoken(), SpokenBy("Ann Poe", sure_only=True)))

    assert quotes.by_date(Settings(filters=both)).notes == (
        "no quote is surely by 'Ann Poe'",
        "surely speaker Ann Poe: 0 of 4 quotes",
        "sure of the speaker: 2 of 4 quotes",
    )


def test_a_speaker_in_a_question_is_preferred_only_where_sure(folder: Path):
    with QuoteEngine.open(folder / "index_data", HashingEncoder()) as engine:
        question = "what did Jane Roe say about the bridge"
        found, all_of_them = (
            {hit.quote.span.of(hit.document.text): hit.score for hit in answer.hits}
            for answer in (engine.search(question, Settings(sure=sure)) for sure in (True, False))
        )

    gained = {words: all_of_them[words] - found[words] for words in found}
    assert gained == pytest.approx({words: float(words == "The bridge is old,") for words in found})


def test_a_speaker_in_a_condition_counts_only_where_sure(folder: Path):
    with Engine.open(folder / "index_data", HashingEncoder()) as engine:
        question = "bridge speaker:Roe"
        found = engine.ask(question, Settings(sure=True)).hits
        all_of_them = engine.ask(question, Settings()).hits

    assert [hit.passage.paragraph for hit in found] == [1]
    assert sorted(hit.passage.paragraph for hit in all_of_them) == [1, 2]


def test_whoever_may_have_spoken_is_left_out(folder: Path):
    with Engine.open(folder / "index_data", HashingEncoder()) as engine:
        found = engine.ask("bridge NOT speaker:Roe", Settings(sure=True)).hits

    assert [hit.passage.paragraph for hit in found] == [3]


def test_sure_and_likely_quotes_are_counted_apart(quotes: QuoteEngine):
    counts = [(one.name, one.sure, one.likely) for one in quotes.directory.everyone()]
    sure = Directory(quotes.index.catalog, sure_only=True).everyone()

    assert counts == [("Jane Roe", 1, 1), ("Ann Poe", 0, 1), ("Paul Doe", 1, 0)]
    assert [(one.name, one.quotes) for one in sure] == [("Jane Roe", 1), ("Paul Doe", 1)]


def test_the_commands_take_sure(folder: Path, whosaid: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WHOSAID_INDEX", str(folder / "index_data"))
    speakers = whosaid("speakers")
    sure = json.loads(whosaid("speakers", "--sure", "--json").out)["speakers"]
    quoted = json.loads(whosaid("quotes", "--sure", "--json").out)["quotes"]
    page = json.loads(whosaid("speakers", "Roe", "--page", "--sure", "--json").out)

    assert speakers.out.splitlines()[0].startswith("2 (1 likely)  Jane Roe")
    assert [(one["speaker"], one["sure"], one["likely"]) for one in sure] == [
        ("Jane Roe", 1, 0), ("Paul Doe", 1, 0)
    ]  # fmt: skip
    assert {one["grade"] for one in quoted} == {"sure"}
    assert page["quotes"] == 1
