"""Articles of one story and quotes of one statement, as answers show them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from query.engine import Engine
from query.hits.copies import date_key, earliest_date
from query.quote_engine import QuoteEngine
from query.render.csv_writer import CsvWriter
from query.render.json_writer import JsonWriter
from query.render.markdown_writer import MarkdownWriter
from query.render.terminal_writer import TerminalWriter
from query.settings import Order, Settings
from tests.support.build import build
from tests.support.copies import other_words, story, write
from tests.support.hashing import HashingEncoder

QUOTE = "“We will close the harbour before the winter comes,” said Ada Marlow, the mayor of Tarn."


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A story in three versions, one with another figure, and the quote in another story too."""
    folder = tmp_path / "articles"
    own = [
        *story(1)[:3],
        "The flood killed 12 people in the harbour of Tarn.",
        QUOTE,
        *story(1)[3:],
    ]
    write(folder, "b-wire", own, date="2020-03-02", source="Wire")
    write(folder, "a-paper", [other_words(1), *own], date="2020-03-05", source="Paper")
    later = [part.replace("12", "15") for part in own]
    write(folder, "c-update", [*later, other_words(2)], date="2020-03-04", source="Wire")
    write(folder, "d-other", [*story(2), QUOTE], date="2020-03-01", source="Herald")
    write(folder, "e-alone", story(3), date="2020-03-01", source="Herald")
    found = tmp_path / "index"
    build(found, folder)
    return found


def names(hits: object) -> list[str]:
    return [Path(hit.document.path).stem for hit in hits]  # type: ignore[attr-defined]


def test_an_answer_has_one_of_several_passages_that_say_the_same(index: Path):
    with Engine.open(index, HashingEncoder()) as engine:
        hits = engine.ask('"flood killed"').hits
        every = engine.ask('"flood killed"', Settings(all_copies=True)).hits

    # The figure is another one in the update.
    assert sorted(names(every)) == ["a-paper", "b-wire", "c-update"]
    assert len(hits) == 2
    assert "c-update" in names(hits)


def test_a_hit_tells_where_else_its_story_is(index: Path):
    with Engine.open(index, HashingEncoder()) as engine:
        [hit, *_] = engine.ask('"flood killed" AND source:Paper').hits

    assert hit.copies is not None
    assert [copy.date for copy in hit.copies.others] == ["2020-03-02", "2020-03-04"]
    assert hit.copies.first is not None
    assert (hit.copies.first.source, hit.copies.date) == ("Wire", "2020-03-02")
    assert not hit.copies.is_first


def test_an_article_without_others_says_nothing_of_them(index: Path):
    with Engine.open(index, HashingEncoder()) as engine:
        [hit, *_] = engine.ask(story(3)[2]).hits

    assert names([hit]) == ["e-alone"]
    assert hit.copies is None


def test_a_filter_comes_before_the_choice(index: Path):
    """The copy that passes the filter is shown, whichever is first or best without it."""
    with Engine.open(index, HashingEncoder()) as engine:
        for source in ("Wire", "Paper"):
            hits = engine.ask(f'"flood killed 12" source:{source}').hits
            assert [hit.document.source for hit in hits] == [source]


def test_pages_of_an_answer_do_not_overlap(index: Path):
    with Engine.open(index, HashingEncoder()) as engine:
        whole = engine.ask("flood harbour", Settings(limit=30)).hits
        pages = [engine.ask("flood harbour", Settings(limit=1, offset=n)).hits for n in range(30)]

    assert [hit.passage for page in pages for hit in page] == [hit.passage for hit in whole]


def test_a_statement_is_one_result_by_its_earliest_quote(index: Path):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        answer = engine.search("close the harbour before the winter")
        every = engine.search("close the harbour before the winter", Settings(all_copies=True))

    [hit] = [hit for hit in answer.hits if "winter" in hit.quote.span.of(hit.document.text)]
    assert names([hit]) == ["d-other"]
    assert hit.copies is not None
    assert hit.copies.is_first
    assert [copy.source for copy in hit.copies.others] == ["Wire", "Wire", "Paper"]
    assert hit.score == max(one.score or 0 for one in answer.hits)
    shown = [hit for hit in every.hits if "winter" in hit.quote.span.of(hit.document.text)]
    assert sorted(names(shown)) == ["a-paper", "b-wire", "c-update", "d-other"]
    assert answer.searched < every.searched


@pytest.mark.parametrize("order", list(Order))
def test_a_list_by_date_counts_a_statement_once(index: Path, order: Order):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        answer = engine.by_date(Settings(limit=100, order=order))
        every = engine.by_date(Settings(limit=100, order=order, all_copies=True))

    assert len(answer.hits) == answer.searched < every.searched == len(every.hits)
    words = [hit.quote.span.of(hit.document.text) for hit in answer.hits]
    assert sum("winter" in one for one in words) == 1


def test_a_statement_whose_first_quote_a_filter_excludes_is_shown_by_the_next(index: Path):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        [hit, *_] = engine.search('"before the winter" -source:Herald'.replace("-", "NOT ")).hits

    assert names([hit]) == ["b-wire"]
    assert hit.copies is not None
    assert hit.copies.first is not None
    assert hit.copies.first.source == "Herald"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (QUOTE, QUOTE.replace("Ada Marlow", "Bert Quist")),
        (QUOTE, QUOTE.replace("will", "will not")),
        ("“Yes, of course,” said Ada Marlow.", "“Yes, of course,” said Ada Marlow."),
    ],
)
def test_other_speakers_other_words_and_short_words_are_other_statements(
    tmp_path: Path, one: str, other: str
):
    write(tmp_path / "articles", "one", [*story(1), one])
    write(tmp_path / "articles", "other", [*story(2), other])
    build(tmp_path / "index", tmp_path / "articles")

    with QuoteEngine.open(tmp_path / "index", HashingEncoder()) as engine:
        assert len(engine.search("harbour OR course").hits) == 2


def test_marks_and_apostrophes_do_not_make_another_statement(tmp_path: Path):
    quote = "“It’s late, and we won’t wait for the council of Tarn,” said Ada Marlow."
    write(tmp_path / "articles", "one", [*story(1), quote])
    write(tmp_path / "articles", "other", [*story(2), quote.replace("’", "'")])
    build(tmp_path / "index", tmp_path / "articles")

    with QuoteEngine.open(tmp_path / "index", HashingEncoder()) as engine:
        assert len(engine.search('"wait for the council"').hits) == 1


def test_every_format_tells_of_copies(index: Path, capsys: pytest.CaptureFixture[str]):
    question = '"flood killed 12" source:Paper'
    with Engine.open(index, HashingEncoder()) as engine:
        answer = engine.ask(question)
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        quotes = engine.search('"before the winter"')

    TerminalWriter().answer(answer)
    assert "the same story is also in 2 articles, first in Wire on 2020-03-02" in _out(capsys)
    TerminalWriter().quotes(quotes)
    assert "the same words are also in 3 articles, first here on 2020-03-01" in _out(capsys)
    MarkdownWriter().answer(answer)
    assert "The same story is also in 2 articles, first in Wire on 2020-03-02." in _out(capsys)
    CsvWriter().answer(answer)
    [row] = csv.DictReader(io.StringIO(_out(capsys)))
    assert row["also_in"] == "2 articles, first in Wire on 2020-03-02"
    JsonWriter().answer(answer)
    [hit] = json.loads(_out(capsys))["hits"]
    assert hit["also_in"]["articles"] == 2
    assert [one["source"] for one in hit["also_in"]["documents"]] == ["Wire", "Wire"]


def test_facets_say_that_they_count_articles(index: Path):
    with Engine.open(index, HashingEncoder()) as engine:
        answer = engine.ask("flood", Settings(facets=True))

    assert answer.facets is not None
    assert answer.facets.documents == 3
    assert "facets count articles: each article of a story counts" in answer.notes


@pytest.mark.parametrize(
    ("dates", "earliest"),
    [
        (["2016-05-02", "2016-05-01"], "2016-05-01"),
        (["2016-05-02", "2016-05"], None),
        (["2016-05-02", "2016"], None),
        (["2016-05", "2016-06-01", None], "2016-05"),
        ([None, None], None),
    ],
)
def test_the_earliest_date_is_told_only_where_it_is_sure(
    dates: list[str | None], earliest: str | None
):
    assert earliest_date(dates) == earliest
    assert sorted(dates, key=date_key)[-1] == (None if None in dates else max(dates, key=date_key))


def _out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\n ", " ")
