from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from indexer.build import commit as committing
from indexer.build.pipeline import Options
from indexer.build.progress.meter import Progress
from indexer.store.catalog.state import RunReport
from tests.support.articles import article, write_articles
from tests.support.build import build, paths
from tests.support.counting import CountingEncoder
from tests.support.state import answers, assert_sound, contents


def test_a_second_run_encodes_nothing(articles: Path, index: Path):
    first, second = CountingEncoder(), CountingEncoder()

    assert build(index, articles, encoder=first) == RunReport(added=6)
    assert build(index, articles, encoder=second) == RunReport(unchanged=6)
    assert first.encoded
    assert second.encoded == []


def test_only_a_changed_article_is_encoded(articles: Path, index: Path):
    build(index, articles)
    (articles / "0003.md").write_text(article(3, version=1), encoding="utf-8")
    encoder = CountingEncoder()

    report = build(index, articles, encoder=encoder)

    assert report == RunReport(changed=1, unchanged=5)
    [(document, passages, _)] = [v for k, v in contents(index).items() if k.endswith("0003.md")]
    assert encoder.encoded[: len(passages)] == [text for _, _, text in passages]
    assert all(text in document.text for text in encoder.encoded[: len(passages)])


def test_a_touched_file_is_read_but_not_encoded(articles: Path, index: Path):
    build(index, articles)
    os.utime(articles / "0003.md", (1e9, 1e9))
    encoder = CountingEncoder()

    assert build(index, articles, encoder=encoder) == RunReport(unchanged=6)
    assert encoder.encoded == []


def test_a_removed_file_leaves(articles: Path, index: Path):
    build(index, articles)
    (articles / "0003.md").unlink()

    assert build(index, articles) == RunReport(removed=1, unchanged=5)
    assert "0003.md" not in paths(index)
    assert_sound(index)


def test_after_any_changes_the_index_is_as_one_built_anew(articles: Path, index: Path):
    build(index, articles, options=Options(batch=5))
    write_articles(articles, range(4, 9), version=1)
    (articles / "0001.md").unlink()
    build(index, articles, options=Options(batch=5))
    build(index.with_name("fresh"), articles)

    assert contents(index) == contents(index.with_name("fresh"))
    assert answers(index) == answers(index.with_name("fresh"))
    assert_sound(index)


def test_several_roots_are_each_looked_after(articles: Path, index: Path, tmp_path: Path):
    write_articles(tmp_path / "more", range(6, 9))
    build(index, articles, tmp_path / "more")
    (tmp_path / "more" / "0007.md").unlink()
    (articles / "0002.md").unlink()

    assert build(index, articles) == RunReport(removed=1, unchanged=5)
    assert build(index) == RunReport(removed=1, unchanged=7)


def test_a_run_without_paths_looks_at_all_that_was_ever_named(
    articles: Path, index: Path, tmp_path: Path
):
    write_articles(tmp_path / "more", range(6, 8))
    build(index, articles)
    build(index, tmp_path / "more")
    write_articles(articles, range(8, 9))

    assert build(index) == RunReport(added=1, unchanged=8)


def test_a_path_may_be_relative(articles: Path, index: Path, monkeypatch: pytest.MonkeyPatch):
    build(index, articles)
    monkeypatch.chdir(articles.parent)

    assert build(index, Path("articles/../articles/./")) == RunReport(unchanged=6)


def test_a_file_changed_while_it_was_fresh_is_read_again(articles: Path, index: Path):
    """Two changes within one tick of the clock, of the same size, look alike."""
    path = articles / "0003.md"
    now = time.time_ns()
    path.write_text("The ferry sank near the pier today.", encoding="utf-8")
    os.utime(path, ns=(now, now))
    build(index, articles)
    path.write_text("The ferry rose near the pier today.", encoding="utf-8")
    os.utime(path, ns=(now, now))

    assert build(index, articles) == RunReport(changed=1, unchanged=5)


def test_progress_is_told_and_ends_at_the_total(articles: Path, index: Path):
    seen: list[Progress] = []

    build(index, articles, watch=seen.append, options=Options(batch=5))

    assert seen[0].done == 0
    assert seen[-1].done == seen[-1].total > 0
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert seen[-1].documents == 6


def test_batches_are_cut_by_length_too(
    articles: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(committing, "BATCH_CHARACTERS", 1)
    commits = []
    record_batch = committing.IndexWriter.commit
    monkeypatch.setattr(
        committing.IndexWriter,
        "commit",
        lambda self, batch, *rest: (
            commits.append(len(batch.entries)),
            record_batch(self, batch, *rest),
        ),
    )

    build(index, articles)

    assert commits[:6] == [1] * 6


def test_a_run_leaves_one_segment_of_all_its_batches(articles: Path, index: Path):
    build(index, articles, options=Options(batch=1))

    assert len(list((index / "keyword").glob("*.passages"))) == 1
    assert_sound(index)
