"""Engines shared by threads, and closed while others ask."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.errors import IndexClosedError
from query.engine import Engine
from query.parse.tree import SpokenBy
from query.quote_engine import QuoteEngine
from query.settings import Settings
from tests.support.hashing import HashingEncoder

THREADS = 8
QUESTIONS = (
    "who warned of the flood?", "the bronze otter", "teachers walk out", "polise",
    "NOT flood otter",
    "what did Helen Marsh say about the recount?", "flo* OR title:museum", "speaker:Marsh votes",
)  # fmt: skip


class WaitingEncoder(HashingEncoder):
    """Says when it is asked, and waits to be let go on."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked, self.may_go_on = Event(), Event()

    def encode_query(self, text: str) -> NDArray[np.float32]:
        self.is_asked.set()
        assert self.may_go_on.wait(30)
        return super().encode_query(text)


def test_threads_that_share_an_engine_get_the_answers_of_one_alone(built_index: Path):
    chosen = Settings(facets=True, context=1, mark=True)
    with Engine.open(built_index, HashingEncoder()) as alone:
        expected = [alone.ask(question, chosen) for question in QUESTIONS]
        document = expected[0].hits[0].document.document_id
        whole = alone.show(document)
    together = Barrier(THREADS)

    def ask(first: int) -> bool:
        together.wait(30)
        order = [*range(first, len(QUESTIONS)), *range(first)]
        answers = [shared.ask(QUESTIONS[place], chosen) == expected[place] for place in order]
        return all(answers) and shared.show(document) == whole

    with Engine.open(built_index, HashingEncoder()) as shared, ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ask, range(THREADS)))


def test_threads_that_share_a_quote_engine_get_the_answers_of_one_alone(quoted_index: Path):
    topics = ("bridges", "money for the school", "Nujaifi OR Clinton", "what did Nujaifi say?")
    spoken = Settings(filters=SpokenBy("Clinton"))
    with QuoteEngine.open(quoted_index, HashingEncoder()) as alone:
        expected = [alone.search(topic) for topic in topics]
        listed = alone.by_date(spoken)
    together = Barrier(THREADS)

    def ask(first: int) -> bool:
        together.wait(30)
        found = [shared.search(topic) for topic in topics]
        return found == expected and shared.by_date(spoken) == listed

    with (
        QuoteEngine.open(quoted_index, HashingEncoder()) as shared,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        assert all(pool.map(ask, range(THREADS)))


def refuses(engine: Engine, document: str) -> bool:
    try:
        engine.show(document)
    except IndexClosedError:
        return True
    return False


def test_closing_waits_for_questions_in_progress_and_refuses_later_ones(built_index: Path):
    encoder, pause = WaitingEncoder(), Event()
    engine = Engine.open(built_index, encoder)
    document = engine.index.catalog.document(1).document_id
    with ThreadPoolExecutor(2) as pool:
        asked = pool.submit(engine.ask, "who warned of the flood?")
        assert encoder.is_asked.wait(30)
        closed = pool.submit(engine.close)
        while not refuses(engine, document):
            pause.wait(0.01)
        assert not closed.done()
        encoder.may_go_on.set()

        assert asked.result(30).hits
        closed.result(30)


def test_a_closed_engine_says_so(built_index: Path, quoted_index: Path):
    engine = Engine.open(built_index, HashingEncoder())
    quotes = QuoteEngine.open(quoted_index, HashingEncoder())
    catalog = engine.index.catalog
    for one in (engine, quotes):
        one.close()
        one.close()

    for ask in (
        lambda: engine.ask("flood"),
        lambda: engine.rank("flood"),
        lambda: engine.show("flood"),
        lambda: engine.directory.everyone(),
        lambda: quotes.search("bridges"),
        lambda: quotes.by_date(),
        catalog.state,
    ):
        with pytest.raises(IndexClosedError, match="closed"):
            ask()
