from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from unittest import mock

import numpy as np
import pytest

from indexer.build.pipeline import Options
from indexer.build.progress.meter import Progress
from indexer.build.rebuild import rebuild_index
from indexer.errors import IndexCorruptError
from indexer.maintain.check import check_index
from indexer.maintain.status import read_status
from indexer.quotes import QuoteExtractor
from indexer.records import Quote
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import RunReport, State
from indexer.store.quote_text import quote_text
from tests.support.articles import article, write_articles
from tests.support.build import age, build
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder
from tests.support.older import (
    Change,
    less_sure,
    older_version,
    unchanged,
    with_a_wrong_first,
    with_wrong_names,
    without_the_first,
)
from tests.support.state import answers, assert_sound, contents


def build_older(index: Path, *paths: Path, change: Change = with_wrong_names) -> None:
    with older_version(change):
        build(index, *paths, options=Options(batch=5))


def state_of(index: Path) -> State:
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        return catalog.state()


def speakers(index: Path) -> set[str | None]:
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        return {row[0] for row in catalog.select("SELECT DISTINCT speaker FROM quotes")}


def quote_texts(index: Path) -> set[str]:
    """The words by which the quotes are found."""
    return {
        quote_text(document, quote)  # type: ignore[arg-type]
        for document, _, quotes in contents(index).values()  # type: ignore[misc]
        for quote in quotes
    }


def assert_as_fresh(index: Path, articles: Path) -> None:
    """The index is as one that the present version has built from nothing."""
    fresh = index.with_name("fresh")
    build(fresh, articles)
    assert check_index(index) == []
    assert_sound(index)
    assert contents(index) == contents(fresh)
    assert answers(index) == answers(fresh)


@pytest.mark.parametrize("change", [with_wrong_names, less_sure, without_the_first, unchanged])
def test_an_ordinary_run_mends_the_quotes_of_unchanged_articles(
    articles: Path, index: Path, change: Change
):
    build_older(index, articles, change=change)

    assert build(index, articles) == RunReport(unchanged=6, renewed=6)
    assert "Zelda Wrong" not in speakers(index)
    assert_as_fresh(index, articles)


def test_quotes_that_are_no_longer_found_go(articles: Path, index: Path):
    build(index, articles)
    with older_version(without_the_first):
        assert build(index, articles) == RunReport(unchanged=6, renewed=6)
        assert_as_fresh(index, articles)


def test_no_passage_is_encoded_again(articles: Path, index: Path):
    """Not even as the text of a quote, which a paragraph of one sentence is."""
    sentence = "“We lost the vote,” said Ada Marlow, the mayor of Tarn."
    with (articles / "0003.md").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{sentence}\n")
    age(articles)
    build_older(index, articles)
    encoder = CountingEncoder()

    build(index, articles, encoder=encoder)

    passages = {text for _, found, _ in contents(index).values() for _, _, text in found}  # type: ignore[misc]
    assert sentence in passages & quote_texts(index)
    assert encoder.encoded
    assert passages.isdisjoint(encoder.encoded)


def test_quotes_that_are_found_by_the_same_words_keep_their_vectors(articles: Path, index: Path):
    build_older(index, articles, change=with_a_wrong_first)
    before, encoder = quote_texts(index), CountingEncoder()

    build(index, articles, encoder=encoder)

    assert len(before & quote_texts(index)) > 3
    assert set(encoder.encoded) == quote_texts(index) - before


@pytest.mark.parametrize("change", [less_sure, unchanged])
def test_where_words_and_names_are_the_same_only_the_catalog_is_written(
    articles: Path, index: Path, change: Change
):
    build_older(index, articles, change=change)
    before, encoder = state_of(index), CountingEncoder()
    kept = {path: path.read_bytes() for path in index.glob("*keyword/*")}

    build(index, articles, encoder=encoder)

    after = state_of(index)
    assert encoder.encoded == []
    assert (after.rows, after.quote_rows) == (before.rows, before.quote_rows)
    assert {path: path.read_bytes() for path in index.glob("*keyword/*")} == kept


def test_the_next_run_has_nothing_to_renew(articles: Path, index: Path):
    build_older(index, articles)
    build(index, articles)

    with mock.patch.object(QuoteExtractor, "extract", side_effect=AssertionError):
        assert build(index, articles) == RunReport(unchanged=6)


def test_a_new_index_has_nothing_to_renew(articles: Path, index: Path):
    said: list[str] = []

    assert build(index, articles, notify=said.append) == RunReport(added=6)
    assert said == []
    assert state_of(index).older == 0


def test_a_run_that_renews_says_so(articles: Path, index: Path):
    build_older(index, articles)
    said, seen = list[str](), list[Progress]()

    build(index, articles, notify=said.append, watch=seen.append, options=Options(batch=5))

    assert said == ["6 articles have quotes from an older version; finding them again"]
    assert seen[-1].done == seen[-1].total > 0
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert len({one.done for one in seen}) > 3
    assert seen[-1].documents == 6


@pytest.mark.parametrize("sources", ["read again", "absent"])
def test_it_is_told_how_far_a_reextraction_is_wherever_the_sources_are(
    articles: Path, index: Path, tmp_path: Path, sources: str
):
    write_articles(tmp_path / "more", range(6, 7))
    build_older(index, articles, tmp_path / "more")
    if sources == "absent":
        articles.rename(articles.with_name("disconnected"))
    else:
        for path in articles.iterdir():
            os.utime(path, (1, 1))
    seen: list[Progress] = []

    build(index, watch=seen.append, options=Options(batch=5))

    assert seen[-1].done == seen[-1].total > 0
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert len({one.done for one in seen if one.documents}) > 3


def test_articles_that_change_in_one_commit_keep_their_order(articles: Path, index: Path):
    build_older(index, articles)
    before = by_number(index)

    build(index, articles)

    assert by_number(index) == before


def by_number(index: Path) -> list[str]:
    """The paths of all articles, in the order in which they are numbered."""
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        return [row[0] for row in catalog.select("SELECT path FROM documents ORDER BY document")]


def test_sources_that_changed_meanwhile_are_read_and_the_others_renewed(
    articles: Path, index: Path
):
    build_older(index, articles)
    (articles / "0003.md").write_text(article(3, version=1), encoding="utf-8")
    (articles / "0005.md").unlink()  # whose number was the highest
    write_articles(articles, range(7, 9))

    report = build(index, articles)

    assert report == RunReport(added=2, changed=1, removed=1, unchanged=4, renewed=4)
    assert_as_fresh(index, articles)


def test_articles_are_renewed_wherever_their_sources_are(
    articles: Path, index: Path, tmp_path: Path
):
    write_articles(tmp_path / "more", range(6, 8))
    build_older(index, articles, tmp_path / "more")
    articles.rename(tmp_path / "disconnected")

    assert build(index) == RunReport(unchanged=2, renewed=8)
    assert "Zelda Wrong" not in speakers(index)


def failing_after(calls: int) -> Change:
    """A change that goes well so many times."""
    left = iter(range(calls))

    def change(quotes: Sequence[Quote]) -> Sequence[Quote]:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return quotes

    return change


def test_a_reextraction_that_was_interrupted_goes_on_where_it_was(articles: Path, index: Path):
    build_older(index, articles)
    with older_version(failing_after(4), "newer"), pytest.raises(KeyboardInterrupt):
        build(index, articles, options=Options(batch=1))
    assert check_index(index) == []
    assert "Zelda Wrong" in speakers(index)

    with older_version(unchanged, "newer"):
        assert build(index, articles) == RunReport(unchanged=6, renewed=2)
    assert_as_fresh(index, articles)


def test_a_reextraction_that_was_interrupted_begins_anew_for_yet_another_version(
    articles: Path, index: Path
):
    build_older(index, articles)
    with older_version(failing_after(4), "old"), pytest.raises(KeyboardInterrupt):
        build(index, articles, options=Options(batch=1))
    write_articles(articles, range(7, 9))
    age(articles)

    assert build(index, articles) == RunReport(added=2, unchanged=6, renewed=6)
    assert_as_fresh(index, articles)


def test_an_article_stored_while_others_are_older_is_not_taken_for_older(
    articles: Path, index: Path
):
    """Not even one that would take the number of an older one that has gone."""
    build_older(index, articles)
    (articles / "0005.md").unlink()
    write_articles(articles, range(7, 8))
    with older_version(failing_after(1), "newer"), pytest.raises(KeyboardInterrupt):
        build(index, articles)

    with older_version(unchanged, "newer"):
        assert build(index, articles) == RunReport(unchanged=6, renewed=5)


def test_a_name_is_found_by_the_keys_that_it_has_now(articles: Path, index: Path):
    with mock.patch("indexer.store.catalog.write_rows.name_keys", lambda name: {name}):
        build_older(index, articles, change=unchanged)

    build(index, articles)

    with closing(Catalog.open(index / "catalog.db")) as catalog:
        assert Quotations(catalog).unlisted() == []


def test_a_draft_by_an_older_version_is_renewed_before_it_is_used(articles: Path, index: Path):
    build(index, articles)
    with (
        older_version(with_wrong_names),
        mock.patch("indexer.build.rebuild.become_index", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        rebuild_index([articles], index, encoder=HashingEncoder())
    assert (index / "draft.db").exists()

    rebuild_index([articles], index, encoder=HashingEncoder())

    assert "Zelda Wrong" not in speakers(index)
    assert build(index, articles) == RunReport(unchanged=6)
    assert_as_fresh(index, articles)


def test_status_counts_what_is_to_be_renewed(articles: Path, index: Path):
    build_older(index, articles)
    assert read_status(index).older_quotes == 6

    with older_version(failing_after(4), "newer"), pytest.raises(KeyboardInterrupt):
        build(index, articles, options=Options(batch=1))
    with mock.patch("indexer.maintain.status.EXTRACTOR_VERSION", "newer"):
        assert read_status(index).older_quotes == 2

    build(index, articles)
    assert read_status(index).older_quotes == 0


def test_quotes_of_before_the_numbered_versions_are_not_found_again(articles: Path, index: Path):
    hashed = "df64ae29c22f60235b01cbea25ab05167658deae210b9a6e746a77d86b51d8b3"
    with mock.patch("indexer.build.update.EXTRACTOR_VERSION", hashed):
        build(index, articles)

    with (
        mock.patch("indexer.build.update.EXTRACTOR_VERSION", "1"),
        mock.patch("indexer.maintain.status.EXTRACTOR_VERSION", "1"),
    ):
        assert read_status(index).older_quotes == 0
        assert build(index, articles) == RunReport(unchanged=6)
        assert read_status(index).older_quotes == 0


def test_a_damaged_vector_is_not_taken_over(articles: Path, index: Path):
    build_older(index, articles)
    path = index / "vectors" / "rows.i8"
    rows = np.fromfile(path, dtype="<u2")
    rows[5] ^= 1
    rows.tofile(path)

    with pytest.raises(IndexCorruptError, match="vector 0 is not what was written"):
        build(index, articles)
    assert [fault.part for fault in check_index(index)] == ["vectors"]
