"""Exact counts of what matches, and that a filter by a count finds just as many articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from query.engine import Engine
from query.overview import folder_below
from query.parse.tree import (
    AmongDocuments,
    DateRange,
    NameIs,
    PathMatches,
    QuotedPerson,
    SurelySpoken,
)
from query.quote_engine import QuoteEngine
from query.settings import Settings
from tests.support.articles import write_articles
from tests.support.build import build
from tests.support.hashing import HashingEncoder

ALL = 10_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    write_articles(root / "news" / "north", range(12))
    write_articles(root / "news" / "south", range(12, 20))
    (root / "news" / "odd.txt").write_text("The ferry sank.\n", encoding="utf-8")
    build(root / "index", root / "news")
    return root


@pytest.fixture
def passages(folder: Path) -> Iterator[Engine]:
    with Engine.open(folder / "index", HashingEncoder()) as opened:
        yield opened


@pytest.fixture
def quotes(folder: Path) -> Iterator[QuoteEngine]:
    with QuoteEngine.open(folder / "index", HashingEncoder()) as opened:
        yield opened


def test_everything_is_counted_without_a_question(passages: Engine, folder: Path):
    found = passages.overview(None)

    assert found.documents == len(found.ids) == 21
    assert dict(found.sources) == {"Paper 0": 7, "Paper 1": 7, "Paper 2": 6, None: 1}
    assert dict(found.folders) == {
        str(folder / "news" / "north"): 12, str(folder / "news" / "south"): 8, None: 1,
    }  # fmt: skip
    assert dict(found.kinds) == {"md": 20, "txt": 1}
    assert found.years == (("2020", 20), (None, 1))
    assert found.months == (("2020-01", 20), (None, 1))


def test_a_filter_by_any_value_finds_as_many_articles_as_its_count_says(passages: Engine):
    question = "the ferry AND (harbour OR mayor OR council OR ferry)"
    found = passages.overview(question)
    filters = [
        *((NameIs("source", name), count) for name, count in found.sources),
        *((PathMatches(f"*.{kind}"), count) for kind, count in found.kinds),
        *((PathMatches(name), count) for name, count in found.folders if name),
        *((DateRange(year, year), count) for year, count in found.years if year),
        *((DateRange(month, month), count) for month, count in found.months if month),
        *((QuotedPerson(name or ""), count) for name, count in found.speakers),
        (SurelySpoken(), found.sure),
        (AmongDocuments(tuple(found.ids)), found.documents),
    ]

    assert found.documents > 3
    for chosen, count in filters:
        answer = passages.ask(question, Settings(limit=ALL, filters=chosen, all_copies=True))
        assert len({hit.document.document_id for hit in answer.hits}) == count, chosen


def test_the_facets_and_the_overview_agree(passages: Engine):
    facets = passages.ask("harbour", Settings(facets=True)).facets
    found = passages.overview("harbour")

    assert facets
    assert (facets.documents, facets.sources) == (found.documents, found.sources)


def test_the_quotes_of_a_topic_are_counted_by_their_speakers(quotes: QuoteEngine):
    found = quotes.overview(None)

    for name, count in found.speakers:
        chosen = Settings(limit=ALL, filters=QuotedPerson(name or ""), all_copies=True)
        hits = quotes.by_date(chosen).hits
        assert len({hit.document.document_id for hit in hits}) == count
    assert found.rows == quotes.by_date(Settings(limit=1, all_copies=True)).searched


def test_nothing_that_matches_is_counted_as_nothing(passages: Engine):
    found = passages.overview("zeppelin")

    assert (found.rows, found.documents, found.sources, found.speakers) == (0, 0, (), ())


@pytest.mark.parametrize(
    ("path", "roots", "folder"),
    [
        ("/a/b/c.md", ["/a"], "/a/b"), ("/a/c.md", ["/a"], None), ("/a/b/c.md", ["/a/"], "/a/b"),
        ("/a/b/c/d.md", ["/a", "/a/b"], "/a/b/c"), ("/ab/c/d.md", ["/a"], None),
        ("/a.md", ["/a.md"], None), ("/x/y.md", ["/"], "/x"),
    ],
)  # fmt: skip
def test_the_folder_is_the_first_below_what_was_indexed(path, roots, folder):
    assert folder_below(path, roots) == folder
