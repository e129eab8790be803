"""An answer depends on what is in an index, and not on how it came there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from query.engine import Engine
from query.quote_engine import QuoteEngine
from query.settings import FusionMethod, Mode, Order, Settings
from tests.support.build import age, build
from tests.support.hashing import HashingEncoder
from tests.support.quoted import build_quoted, write_quoted

WORDS = (
    "bridge", "river", "mayor", "money", "school", "harbour", "police", "verdict", "museum",
    "flood", "tax", "road", "trade", "winter", "ferry", "bread", "garden", "strike", "theatre",
    "island", "debt", "church", "storm", "railway",
)  # fmt: skip
QUESTIONS = ("who rebuilt the bridge?", "mayor money", "flood of the river", "police NOT road")
SETTINGS = [
    Settings(limit=60, mode=mode, fusion=fusion, order=order)
    for mode in Mode
    for fusion in FusionMethod
    for order in (Order.SCORE, Order.NEWEST)
]


def article(chance: random.Random, paragraphs: int) -> str:
    """Paragraphs of few words, so that many rows have equal scores."""
    return "\n\n".join(" ".join(chance.choices(WORDS, k=4)) for _ in range(paragraphs)) + "\n"


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """An index after updates and deletions, and a fresh one of the same 1,500 passages."""
    folder, chance = tmp_path_factory.mktemp("history"), random.Random(7)
    articles = folder / "articles"
    for part in ("b", "b-2", "a"):
        (articles / part).mkdir(parents=True)
        for number in range(130):
            (articles / part / f"{number:03}.txt").write_text(article(chance, 4))
        age(articles)
        build(folder / "updated", articles)
    for number in range(0, 130, 9):
        (articles / "b" / f"{number:03}.txt").unlink()
        (articles / "a" / f"{number:03}.txt").write_text(article(chance, 5))
    age(articles)
    build(folder / "updated", articles)
    build(folder / "fresh", articles)
    encoder = HashingEncoder()
    with (
        Engine.open(folder / "updated", encoder) as updated,
        Engine.open(folder / "fresh", encoder) as fresh,
    ):
        yield updated, fresh


def hits_of(engine: Engine, question: str, settings: Settings) -> list[tuple[str, float]]:
    hits = engine.ask(question, settings).hits
    return [(hit.passage.passage_id, hit.score) for hit in hits]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_updated_index_answers_as_a_fresh_one(twins: tuple[Engine, Engine], question: str):
    updated, fresh = twins
    assert updated.index.state.rows > fresh.index.state.rows > 1000

    for settings in SETTINGS:
        assert hits_of(updated, question, settings) == hits_of(fresh, question, settings), settings


def test_quotes_of_an_updated_index_are_found_as_in_a_fresh_one(tmp_path: Path):
    articles = write_quoted(tmp_path / "articles")
    build_quoted(articles, tmp_path / "updated")
    first = min(articles.iterdir())
    text = first.read_text("utf-8")
    first.unlink()
    age(articles)
    build_quoted(articles, tmp_path / "updated")
    first.write_text(text, "utf-8")
    build_quoted(articles, tmp_path / "updated")
    build_quoted(articles, tmp_path / "fresh")
    encoder = HashingEncoder()
    with (
        QuoteEngine.open(tmp_path / "updated", encoder) as updated,
        QuoteEngine.open(tmp_path / "fresh", encoder) as fresh,
    ):
        for settings in (Settings(), Settings(order=Order.NEWEST), Settings(per_article=1)):
            assert updated.by_date(settings) == fresh.by_date(settings)
            for topic in ("bridges", "money for the school", "Nujaifi OR Clinton", "bridgs"):
                one, other = (each.search(topic, settings) for each in (updated, fresh))
                assert one.hits == other.hits
                assert one.notes == other.notes


@pytest.mark.parametrize("topic", ["polise", "Ardmuth", "hospitel", "reservoyr"])
def test_a_misspelt_topic_is_answered_when_articles_were_deleted(
    corpus: Path, tmp_path: Path, topic: str
):
    """Quote numbers are no passage numbers: once a question about quotes read such passages."""
    articles = tmp_path / "articles"
    shutil.copytree(corpus, articles)
    build(tmp_path / "index", articles)
    for path in sorted(path for path in articles.iterdir() if path.is_file())[:4]:
        path.unlink()
    build(tmp_path / "index", articles)
    build(tmp_path / "fresh", articles)

    with (
        QuoteEngine.open(tmp_path / "index", HashingEncoder()) as updated,
        QuoteEngine.open(tmp_path / "fresh", HashingEncoder()) as fresh,
    ):
        assert updated.search(topic) == fresh.search(topic)


@pytest.mark.parametrize("question", ["zeppelin", "zepelin", "zepp* OR harbour", "zeppelins~2"])
def test_words_that_only_deleted_articles_had_are_unknown(
    corpus: Path, tmp_path: Path, question: str
):
    articles = tmp_path / "articles"
    shutil.copytree(corpus, articles)
    (articles / "extra.txt").write_text("The zeppelin stood over the harbour.\n")
    build(tmp_path / "index", articles)
    (articles / "extra.txt").unlink()
    build(tmp_path / "index", articles)
    build(tmp_path / "fresh", articles)

    with (
        Engine.open(tmp_path / "index", HashingEncoder()) as updated,
        Engine.open(tmp_path / "fresh", HashingEncoder()) as fresh,
    ):
        settings = Settings(mode=Mode.KEYWORD)
        assert updated.ask(question, settings) == fresh.ask(question, settings)
