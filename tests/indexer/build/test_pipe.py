"""Articles from a pipe: named by their ids, added and updated, never taken out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from indexer.build.choice import Chosen
from indexer.build.options import Options
from indexer.build.pipe import index_pipe
from indexer.build.rebuild import rebuild_index
from indexer.maintain.status import read_status
from indexer.store.catalog.state import RunReport
from query.engine import Engine
from query.render.fields import place_of
from tests.support.articles import write_articles
from tests.support.build import build, record
from tests.support.hashing import HashingEncoder


def pipe(index: Path, *records: object) -> RunReport:
    text = "".join(json.dumps(one) + "\n" for one in records)
    stream = io.BufferedReader(io.BytesIO(text.encode()))  # type: ignore[arg-type]
    return index_pipe(stream, index, encoder=HashingEncoder())


def texts(index: Path) -> dict[str, str]:
    with Engine.open(index, HashingEncoder()) as engine:
        catalog = engine.index.catalog
        found = map(catalog.document, engine.index.documents.tolist())
        return {document.record or Path(document.path).name: document.text for document in found}


def test_a_second_run_adds_and_updates_and_deletes_nothing(tmp_path: Path):
    index = tmp_path / "index"
    assert pipe(index, record("quay"), record("pier")).added == 2

    report = pipe(index, record("mole"), {**record("pier"), "text": "It was closed."})

    assert (report.added, report.changed, report.removed) == (1, 1, 0)
    assert sorted(texts(index)) == ["mole", "pier", "quay"]
    assert texts(index)["pier"] == "It was closed."


def test_a_line_without_an_id_is_reported(tmp_path: Path):
    report = pipe(tmp_path / "index", record("quay"), {"text": "words"}, record("quay"))

    assert (report.added, report.failed) == (1, 2)
    reasons = [failure.reason for failure in read_status(tmp_path / "index").failures]
    assert reasons == [
        "another article has the same id, quay",
        'no id; give it an "id", so that a later run can update it',
    ]


def test_files_and_a_pipe_share_an_index(tmp_path: Path):
    index, articles = tmp_path / "index", tmp_path / "articles"
    write_articles(articles, range(2))
    pipe(index, record("quay"))
    build(index, articles)
    (articles / "0001.md").unlink()

    assert build(index).removed == 1
    assert sorted(texts(index)) == ["0000.md", "quay"]


@pytest.mark.parametrize("with_files", [False, True])
def test_a_rebuild_takes_over_what_came_through_a_pipe(tmp_path: Path, with_files: bool):
    index, articles = tmp_path / "index", tmp_path / "articles"
    pipe(index, record("quay"), record("pier"))
    if with_files:
        write_articles(articles, range(2))
        build(index, articles)
    before = texts(index)

    report = rebuild_index([], index, encoder=HashingEncoder())

    assert report.added == len(before)
    assert texts(index) == before


def test_a_run_without_folders_changes_nothing(tmp_path: Path):
    pipe(tmp_path / "index", record("quay"))

    report = build(tmp_path / "index")

    assert (report.unchanged, report.removed) == (1, 0)


def test_its_place_is_told_by_its_id(tmp_path: Path):
    pipe(tmp_path / "index", record("quay"))
    with Engine.open(tmp_path / "index", HashingEncoder()) as engine:
        [hit] = engine.ask("quay").hits

        assert place_of(hit.document, hit.passage.span) == "from a pipe, quay"
        assert engine.show("quay").document.document_id == hit.document.document_id


def test_places_of_fields_hold_for_a_pipe_and_are_remembered(tmp_path: Path):
    chosen = Options(chosen=Chosen(fields=["id=ref", "text=story.body"]))
    for number, options in enumerate([chosen, None]):
        line = json.dumps({"ref": str(number), "story": {"body": "The river rose."}})
        stream = io.BufferedReader(io.BytesIO(line.encode()))  # type: ignore[arg-type]
        report = index_pipe(stream, tmp_path / "index", options=options, encoder=HashingEncoder())
        assert (report.added, report.failed) == (1, 0)
