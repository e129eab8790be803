"""A reader corrects quotes, and the corrections outlive all that happens to the index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from indexer.build.rebuild import rebuild_index
from indexer.decisions.correct import correct_quote, undo_decision
from indexer.decisions.decision import Verdict
from indexer.decisions.file import DecisionError
from indexer.maintain.check import check_index
from indexer.records import Quote
from indexer.store.catalog.reader import Catalog
from indexer.store.housekeeping import locked_catalog
from indexer.store.layout import Layout
from tests.support.build import age, build
from tests.support.hashing import HashingEncoder
from tests.support.program import Program
from tests.support.quoted import QuotedExtractor, write_quoted
from tests.support.state import assert_sound, contents

FIRST = "We need help against the sleeper cells,"


@pytest.fixture(autouse=True)
def plain_extractor() -> Iterator[None]:
    with (
        mock.patch("indexer.build.update.QuoteExtractor", QuotedExtractor),
        mock.patch("indexer.decisions.correct.QuoteExtractor", QuotedExtractor),
    ):
        yield


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = write_quoted(tmp_path / "articles")
    age(folder)
    return folder


@pytest.fixture
def index(tmp_path: Path, articles: Path) -> Path:
    build(tmp_path / "index", articles)
    return tmp_path / "index"


def spoken(index: Path) -> dict[str, str | None]:
    """Words of each quote -> speaker."""
    found = {}
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        for extent in catalog.ranges():
            text = catalog.document(extent.document).text
            for quote in catalog.quotes_of(extent.document):
                found[quote.span.of(text)] = quote.speaker
    return found


def passage(index: Path, words: str) -> str:
    """The id of the passage with some words."""
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        return next(
            one.passage_id
            for extent in catalog.ranges()
            for one in catalog.passages_of(extent.document)
            if words in one.text
        )


def correct(index: Path, words: str, verdict: Verdict, speaker: str | None = None) -> None:
    correct_quote(index, passage(index, words), words, verdict, speaker, encoder=HashingEncoder())


def test_a_decision_holds_at_once(index: Path):
    before = spoken(index)
    correct(index, "sleeper CELLS".lower(), Verdict.SPEAKER, "  Paul   Doe ")
    correct(index, "bridges are theft", Verdict.NOBODY)
    correct(index, "Money is missing", Verdict.NOT_A_QUOTE)

    expected = {**before, FIRST: "Paul Doe", "Taxes on bridges are theft,": None}
    del expected["Money is missing for the school,"]
    assert spoken(index) == expected
    assert check_index(index) == []
    assert_sound(index)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_an_index_that_was_corrected_is_as_one_built_with_the_decision(
    index: Path, articles: Path, tmp_path: Path, verdict: Verdict
):
    correct(index, "sleeper cells", verdict, "Paul Doe")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "decisions.jsonl").write_bytes((index / "decisions.jsonl").read_bytes())
    build(fresh, articles)

    assert contents(index) == contents(fresh)


def test_decisions_outlive_an_update_a_rebuild_and_another_extractor(index: Path, articles: Path):
    correct(index, "sleeper cells", Verdict.SPEAKER, "Paul Doe")
    decided = spoken(index)
    path = articles / "a.md"
    path.write_text(path.read_text("utf-8").replace("The city was", "The whole city was"), "utf-8")
    build(index, articles)
    assert spoken(index) == decided

    with mock.patch("indexer.build.update.EXTRACTOR_VERSION", "another"):
        assert build(index, articles).renewed == 4
    assert spoken(index) == decided

    rebuild_index([], index, encoder=HashingEncoder())
    assert spoken(index) == decided

    path.rename(articles / "moved.md")
    rebuild_index([], index, encoder=HashingEncoder())
    assert spoken(index)[FIRST] != "Paul Doe"  # both its name and its text are other ones
    assert check_index(index) == []


def test_an_article_that_moves_keeps_its_decisions(index: Path, articles: Path):
    correct(index, "sleeper cells", Verdict.SPEAKER, "Paul Doe")
    (articles / "a.md").rename(articles / "moved.md")
    build(index, articles)
    assert spoken(index)[FIRST] == "Paul Doe"

    rebuild_index([], index, encoder=HashingEncoder())
    assert spoken(index)[FIRST] == "Paul Doe"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_undoing_restores_what_was_found(index: Path, verdict: Verdict):
    before = contents(index)
    correct(index, "sleeper cells", verdict, "Paul Doe")
    correct(index, "Nobody slept", Verdict.SPEAKER, "Ann Poe")
    undo_decision(index, 1, encoder=HashingEncoder())
    assert spoken(index)[FIRST] == "Atheel al-Nujaifi"
    assert spoken(index)["Nobody slept,"] == "Ann Poe"

    undo_decision(index, 1, encoder=HashingEncoder())
    assert contents(index) == before
    assert check_index(index) == []


def test_what_cannot_be_decided(index: Path):
    whole = passage(index, "sleeper cells").partition(":")[0]
    for place, words, speaker, problem in (
        ("nowhere:1", "", "Paul Doe", "nowhere:1: no such document"),
        (f"{whole}:1", "bridge", "Paul Doe", "no quote has these words of"),
        (whole, "", "Paul Doe", "these words stand in several quotes"),
        (whole, "sleeper", "\x1b[31m", "is no name of a speaker"),
        (passage(index, "harbour"), "", "Paul Doe", "there is no quote in"),
    ):
        with pytest.raises(DecisionError, match=problem):
            correct_quote(index, place, words, Verdict.SPEAKER, speaker, encoder=HashingEncoder())
    with pytest.raises(DecisionError, match="there is no decision 1"):
        undo_decision(index, 1, encoder=HashingEncoder())


def test_a_damaged_file_is_told_and_nothing_fails(index: Path, articles: Path):
    (index / "decisions.jsonl").write_text("nonsense\n")
    notes: list[str] = []
    build(index, articles, notify=notes.append)

    assert [note.split(", ")[-1] for note in notes] == [
        "line 1: this is no decision; it is left out"
    ]
    assert check_index(index) == []


def test_the_command(index: Path, whosaid: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WHOSAID_INDEX", str(index))
    place = passage(index, "sleeper cells")
    assert whosaid("correct", "--list").status == 1

    done = whosaid("correct", place, "sleeper cells", "--speaker", "Paul Doe")
    (hit,) = json.loads(whosaid("quotes", "--speaker", "Doe", "--json").out)["quotes"]
    listed = whosaid("correct", "--list")
    undone = whosaid("correct", "--undo", 1)

    told = f"“{FIRST}” in {place.partition(':')[0]}: said by Paul Doe"
    assert (done.status, done.err) == (0, f"decided: {told}\n")
    assert (hit["speaker"], hit["grade"], hit["confidence"]) == ("Paul Doe", "sure", 1.0)
    assert listed.out == f"1  {told}\n"
    assert (undone.status, undone.err) == (0, f"undone: {told}\n")
    assert whosaid("correct", place, "--nobody", "--not-a-quote").status == 2
    assert whosaid("correct", place).status == 2


def test_an_article_that_waits_for_another_extractor_gets_its_quotes(index: Path):
    class Renaming(QuotedExtractor):
        def extract(
            self, text: str, *, title: str | None = None, author: str | None = None
        ) -> list[Quote]:
            found = super().extract(text, title=title, author=author)
            return [replace(quote, speaker="Zoe Later") for quote in found]

    with locked_catalog(Layout(index)) as catalog, catalog.transaction():
        catalog.put_state(replace(catalog.state(), older=99))
    with mock.patch("indexer.decisions.correct.QuoteExtractor", Renaming):
        correct(index, "sleeper cells", Verdict.NOT_A_QUOTE)

    assert FIRST not in spoken(index)
    assert spoken(index)["Nobody slept,"] == "Zoe Later"
    assert check_index(index) == []
