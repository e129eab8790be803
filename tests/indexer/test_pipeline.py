from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer import pipeline
from indexer.errors import (
    AnalyzerMismatchError,
    CorpusError,
    EncoderMismatchError,
    IndexNotFoundError,
)
from indexer.pipeline import Options, Progress, build_index
from indexer.status import read_status
from indexer.store.facts import RunReport
from tests.support.articles import article, write_articles
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder
from tests.support.state import answers, assert_sound, contents

Build = Callable[..., RunReport]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(6))
    age(tmp_path / "articles")
    return tmp_path / "articles"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def age(folder: Path) -> None:
    """Let all files be an hour old, so that their times can be trusted."""
    then = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def build(index: Path, *paths: Path, **options: object) -> RunReport:
    return build_index(paths, index, **{"encoder": HashingEncoder(), **options})  # type: ignore[arg-type]


def lines(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(
        (record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records
    )
    path.write_text(text, encoding="utf-8")


def record(name: str) -> dict[str, str]:
    return {"id": name, "title": f"Of {name}", "text": f"The {name} was opened by the mayor."}


def paths(index: Path) -> list[str]:
    return sorted(Path(path).name for path in contents(index))


# -- what a run does ----------------------------------------------------------------------------


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
    monkeypatch.setattr(pipeline, "BATCH_CHARACTERS", 1)
    commits = []
    record_batch = pipeline.IndexWriter.commit
    monkeypatch.setattr(
        pipeline.IndexWriter,
        "commit",
        lambda self, batch, *rest: (
            commits.append(len(batch.entries)),
            record_batch(self, batch, *rest),
        ),
    )

    build(index, articles)

    assert commits[:6] == [1] * 6


# -- JSON Lines ---------------------------------------------------------------------------------


def test_moved_lines_are_noted_and_not_encoded(tmp_path: Path, index: Path):
    source = tmp_path / "wire.jsonl"
    lines(source, record("bridge"), record("school"))
    build(index, source)
    lines(source, "", record("museum"), record("bridge"), record("school"))
    encoder = CountingEncoder()

    report = build(index, source, encoder=encoder)

    assert report == RunReport(added=1, unchanged=2)
    assert set(encoder.encoded) == {record("museum")["text"]}
    assert places(index) == {"museum": 2, "bridge": 3, "school": 4}


def places(index: Path) -> dict[str, int]:
    from query.engine import Engine

    with Engine.open(index, HashingEncoder()) as engine:
        numbers = engine.index.documents.tolist()
        documents = [engine.index.catalog.document(number) for number in numbers]
        return {document.record: document.line for document in documents}


def test_a_record_that_has_gone_leaves(tmp_path: Path, index: Path):
    source = tmp_path / "wire.jsonl"
    lines(source, record("bridge"), record("school"))
    build(index, source)
    lines(source, record("school"))

    assert build(index, source) == RunReport(removed=1, unchanged=1)
    assert list(places(index)) == ["school"]


def test_a_bad_line_costs_no_other_and_is_tried_again(tmp_path: Path, index: Path):
    source = tmp_path / "wire.jsonl"
    lines(source, record("bridge"), "{not json", record("school"))

    assert build(index, source) == RunReport(added=2, failed=1)
    assert build(index, source) == RunReport(unchanged=2, failed=1)
    [failure] = read_status(index).failures
    assert (failure.path, failure.line) == (source.as_posix(), 2)
    assert "not JSON" in failure.reason

    lines(source, record("bridge"), record("museum"), record("school"))
    assert build(index, source) == RunReport(added=1, unchanged=2)
    assert read_status(index).failures == []


def test_a_record_that_became_bad_keeps_its_earlier_version(tmp_path: Path, index: Path):
    source = tmp_path / "wire.jsonl"
    lines(source, record("bridge"), record("school"))
    build(index, source)
    lines(source, '{"id": "bridge", ', record("school"))

    assert build(index, source) == RunReport(unchanged=2, failed=1)
    assert sorted(places(index)) == ["bridge", "school"]


def test_many_commits_within_one_file(tmp_path: Path, index: Path):
    source = tmp_path / "wire.jsonl"
    lines(source, *(record(f"school {number}") for number in range(40)))

    assert build(index, source, options=Options(batch=3)) == RunReport(added=40)
    assert build(index, source) == RunReport(unchanged=40)
    assert_sound(index)


def test_articles_of_a_file_half_read_by_a_killed_run_go_with_the_file(
    tmp_path: Path, index: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
):
    source = articles / "wire.jsonl"
    lines(source, *(record(f"school {number}") for number in range(9)))

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(
            pipeline._Run, "_settle", lambda run, file, *_: None if "md" in file.path else kill()
        )
        with pytest.raises(Killed):
            build(index, articles, options=Options(batch=3))
    source.unlink()

    build(index, articles)

    assert paths(index) == [f"{number:04d}.md" for number in range(6)]


# -- what cannot be read ------------------------------------------------------------------------


def test_a_file_that_fails_keeps_its_earlier_version(articles: Path, index: Path):
    build(index, articles)
    (articles / "0003.md").write_bytes(b"\x00\x01binary")

    assert build(index, articles) == RunReport(unchanged=6, failed=1)
    assert "0003.md" in paths(index)
    assert [failure.path for failure in read_status(index).failures] == [
        (articles / "0003.md").as_posix()
    ]

    (articles / "0003.md").write_text(article(3, version=2), encoding="utf-8")
    assert build(index, articles) == RunReport(changed=1, unchanged=5)


def test_a_failure_goes_with_its_file(articles: Path, index: Path):
    (articles / "empty.txt").write_bytes(b"")
    assert build(index, articles) == RunReport(added=6, failed=1)
    (articles / "empty.txt").unlink()

    assert build(index, articles) == RunReport(unchanged=6)
    assert read_status(index).failures == []


def test_an_empty_mount_point_empties_nothing(articles: Path, index: Path, tmp_path: Path):
    write_articles(tmp_path / "more", range(6, 8))
    build(index, articles, tmp_path / "more")
    for path in articles.iterdir():
        path.unlink()
    said: list[str] = []

    assert build(index, notify=said.append) == RunReport(unchanged=2)
    assert len(contents(index)) == 8
    assert said == [
        f"{articles} is empty or not there; its articles stay in the index as they were"
    ]
    with pytest.raises(CorpusError, match="nothing was changed"):
        build(index, articles)
    assert len(contents(index)) == 8


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "‮gpj.txt", "ö\u0308 ’.txt"])
def test_any_utf_8_name_is_kept(articles: Path, index: Path, name: str):
    (articles / name).write_text("The council closed the harbour.", encoding="utf-8")

    assert build(index, articles).added == 7
    assert (articles / name).as_posix() in contents(index)
    assert build(index, articles).failed == 0


def test_a_name_that_is_not_utf_8_is_counted_as_failed(articles: Path, index: Path):
    try:
        (articles / os.fsdecode(b"bad\xff.txt")).write_text("An article.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")

    assert build(index, articles) == RunReport(added=6, failed=1)
    assert build(index, articles) == RunReport(unchanged=6, failed=1)
    [failure] = read_status(index).failures
    assert failure.path.endswith(r"bad\udcff.txt")
    assert "not UTF-8" in failure.reason


def test_an_id_that_another_article_has_is_a_failure(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    """An id is a hash: two may be equal, though hardly ever."""
    monkeypatch.setattr("indexer.readers.source.document_id", lambda *_: "0123456789abcdef")
    write_articles(tmp_path / "articles", range(3))

    assert build(index, tmp_path / "articles") == RunReport(added=1, failed=2)
    assert build(index, tmp_path / "articles") == RunReport(unchanged=1, failed=2)
    assert "already that of another article" in read_status(index).failures[0].reason


# -- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["missing", "picture.png"])
def test_a_path_that_is_no_article_is_refused_before_an_index_is_begun(
    tmp_path: Path, index: Path, name: str
):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    with pytest.raises(CorpusError, match=name):
        build(index, tmp_path / name)

    assert not index.exists()


def test_an_empty_folder_begins_no_index(tmp_path: Path, index: Path):
    (tmp_path / "empty").mkdir()

    with pytest.raises(CorpusError, match=r"no \.txt, \.md or \.jsonl file here"):
        build(index, tmp_path / "empty")

    assert not index.exists()


def test_without_paths_and_without_an_index_there_is_nothing_to_do(index: Path):
    with pytest.raises(IndexNotFoundError):
        build(index)

    assert not index.exists()


def test_another_encoder_is_refused(articles: Path, index: Path):
    build(index, articles)
    before = contents(index)

    with pytest.raises(EncoderMismatchError):
        build(index, articles, encoder=HashingEncoder(name="other"))

    assert contents(index) == before


def test_terms_of_another_analyzer_are_not_mixed_in(
    articles: Path, index: Path, monkeypatch: pytest.MonkeyPatch
):
    build(index, articles)
    monkeypatch.setattr("indexer.analysis.IDENTITY", "another 9")

    with pytest.raises(AnalyzerMismatchError):
        build(index, articles)
