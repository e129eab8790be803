"""Files that hold an article a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build import update as updating
from indexer.build.pipeline import Options
from indexer.maintain.status import read_status
from indexer.store.catalog.state import RunReport
from tests.support.build import build, lines, paths, record
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder
from tests.support.state import assert_sound


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
            updating.Update, "_settle", lambda run, file, *_: None if "md" in file.path else kill()
        )
        with pytest.raises(Killed):
            build(index, articles, options=Options(batch=3))
    source.unlink()

    build(index, articles)

    assert paths(index) == [f"{number:04d}.md" for number in range(6)]
