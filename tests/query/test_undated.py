"""A filter by date says how many articles it left out only because they have no date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from query.engine import Engine
from query.parse.tree import And, DateRange, Filter, NameContains, Not, Or, Undated
from query.quote_engine import QuoteEngine
from query.settings import Settings
from tests.support.build import build, lines
from tests.support.hashing import HashingEncoder

SAID = "The quay was closed on Monday. “The quay is not safe,” Mayor Lee Ford said."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undated")
    known = [("a", "2016-05-17", "Courier"), ("b", "2017", "Courier"), ("c", "soon", "Courier"),
             ("d", "17/05/16", "Herald"), ("e", None, "Herald")]  # fmt: skip
    lines(
        folder / "wire.jsonl",
        *(
            {"id": name, "text": SAID, "date": date, "source": source}
            for name, date, source in known
        ),
    )
    build(folder / "index", folder / "wire.jsonl")
    return folder / "index"


@pytest.fixture
def engine(index: Path) -> Iterator[Engine]:
    with Engine.open(index, HashingEncoder()) as opened:
        yield opened


SINCE = DateRange("2016-05", None)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (SINCE, 3),
        (And((SINCE, NameContains("source", "Herald"))), 2),
        (And((SINCE, Not(NameContains("source", "Herald")))), 1),
        (Or((SINCE, Undated())), 0),
        (Not(SINCE), 0),
        (Undated(), 0),
        (NameContains("source", "Herald"), 0),
        (None, 0),
    ],
)
def test_the_note_counts_what_only_lacks_a_date(engine: Engine, filters: Filter, count: int):
    notes = engine.ask("the quay", Settings(filters=filters)).notes

    told = [note for note in notes if "no date" in note]
    assert len(told) == bool(count)
    if count:
        assert told[0].startswith(f"{count} article")


@pytest.mark.parametrize(
    ("question", "count"),
    [("quay date:2016", 3), ("quay AND date:[2016 TO 2017]", 3), ("quay NOT date:2016", 0)],
)
def test_a_date_in_the_question_counts_as_a_filter(engine: Engine, question: str, count: int):
    told = [note for note in engine.ask(question).notes if "no date" in note]

    assert [note.split()[0] for note in told] == ([str(count)] if count else [])


def test_quotes_say_it_too(index: Path):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        for answer in (
            engine.search("quay", Settings(filters=SINCE)),
            engine.by_date(Settings(filters=SINCE)),
        ):
            assert any(note.startswith("3 articles have no date") for note in answer.notes)
