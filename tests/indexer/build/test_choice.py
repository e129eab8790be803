"""What is chosen beside the folders holds for this run and for later ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from indexer.build.choice import Chosen
from indexer.build.dry_run import plan_run
from indexer.build.options import Options
from indexer.build.pipe import index_pipe
from indexer.build.rebuild import rebuild_index
from indexer.errors import CorpusError
from indexer.maintain.check import check_index
from indexer.maintain.status import read_status
from tests.support.articles import write_articles
from tests.support.build import age, build, lines, paths
from tests.support.hashing import HashingEncoder
from tests.support.state import contents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(4))
    age(tmp_path)
    return tmp_path


def titles(index: Path) -> dict[str, str | None]:
    return {Path(path).name: document.title for path, (document, *_) in contents(index).items()}  # type: ignore[misc]


def choose(**chosen: object) -> Options:
    return Options(chosen=Chosen(**chosen))  # type: ignore[arg-type]


def test_patterns_are_remembered_until_others_are_given(folder: Path):
    index, articles = folder / "index", folder / "articles"
    build(index, articles, options=choose(exclude=["0001*"]))
    assert paths(index) == ["0000.md", "0002.md", "0003.md"]

    build(index, articles)
    assert paths(index) == ["0000.md", "0002.md", "0003.md"]
    assert read_status(index).new_files == 0

    report = build(index, options=choose(include=["0000*", "0001*"]))
    assert paths(index) == ["0000.md", "0001.md"]
    assert (report.added, report.removed) == (1, 2)

    build(index, options=choose(include=["*"]))
    assert len(paths(index)) == 4


def test_a_rebuild_chooses_as_before(folder: Path):
    index, articles = folder / "index", folder / "articles"
    build(index, articles, options=choose(exclude=["0001*"]))
    rebuild_index([], index, encoder=HashingEncoder())
    build(index)

    assert paths(index) == ["0000.md", "0002.md", "0003.md"]


def test_a_table_is_remembered_and_its_changes_are_noticed(folder: Path):
    index, articles = folder / "index", folder / "articles"
    table = articles / "metadata.csv"
    table.write_text("path,title\n0000.md,First\n0001.md,Second\n0009.md,Ninth\n")
    report = build(index, articles, options=choose(metadata=[table]))
    assert (report.added, report.failed) == (4, 1)
    assert (titles(index)["0000.md"], titles(index)["0001.md"]) == ("First", "Second")
    [failure] = read_status(index).failures
    assert (failure.path, failure.line) == (table.as_posix(), 4)

    table.write_text("path,title\n0000.md,First\n0001.md,Another\n")
    assert read_status(index).changed_files == 1
    report = build(index)
    assert (report.changed, report.unchanged, report.failed) == (1, 3, 0)
    assert titles(index)["0001.md"] == "Another"

    report = build(index, options=choose(metadata=[]))
    assert report.changed == 2
    assert titles(index)["0000.md"] not in ("First", None)


def test_a_table_that_is_gone_stops_the_run(folder: Path):
    table = folder / "metadata.csv"
    table.write_text("path,title\narticles/0000.md,First\n")
    build(folder / "index", folder / "articles", options=choose(metadata=[table]))
    table.unlink()

    with pytest.raises(CorpusError, match=r"metadata\.csv"):
        build(folder / "index")
    assert titles(folder / "index")["0000.md"] == "First"


def test_a_sidecar_is_noticed_when_it_comes_changes_and_goes(folder: Path):
    index, articles = folder / "index", folder / "articles"
    build(index, articles)
    before = titles(index)["0002.md"]
    sidecar = articles / "0002.md.meta.yaml"

    for title in ("One", "Two"):
        sidecar.write_text(f"title: {title}")
        assert build(index).changed == 1
        assert titles(index)["0002.md"] == title
    sidecar.write_text("title: [")
    assert build(index).failed == 1
    assert titles(index)["0002.md"] == "Two"
    sidecar.unlink()
    report = build(index)
    assert (report.changed, report.failed) == (1, 0)
    assert titles(index)["0002.md"] == before


def test_a_sidecar_without_a_file_is_reported(folder: Path):
    (folder / "articles" / "0009.md.meta.yaml").write_text("title: x")
    assert build(folder / "index", folder / "articles").failed == 1
    (folder / "articles" / "0009.md.meta.yaml").unlink()
    assert build(folder / "index").failed == 0
    assert read_status(folder / "index").failures == []


def test_a_dry_run_tells_and_writes_nothing(folder: Path):
    index, articles = folder / "index", folder / "articles"
    found = plan_run([articles], index, Options())
    assert (len(found.new), found.unchanged) == (4, 0)
    assert not index.exists()

    build(index, articles)
    before = contents(index)
    (articles / "0001.md").unlink()
    (articles / "0002.md").write_text("Another article.", encoding="utf-8")
    (articles / "new.txt").write_text("A new article.", encoding="utf-8")
    (articles / "x.exe").write_text("")
    (articles / "y.txt.meta.yaml").write_text("title: x")
    found = plan_run([], index, choose(exclude=["0000*"]))

    assert [Path(path).name for path in found.new] == ["new.txt"]
    assert [Path(path).name for path in found.changed] == ["0002.md"]
    assert [Path(path).name for path in found.gone] == ["0000.md", "0001.md"]
    assert (found.unchanged, found.passed_over, found.unwanted) == (1, {".exe": 1}, 1)
    assert [Path(path).name for path in found.faults] == ["y.txt.meta.yaml"]
    assert contents(index) == before


def test_places_of_fields_are_remembered_and_change_what_is_read(folder: Path):
    index, articles = folder / "index", folder / "records"
    articles.mkdir()
    (articles / "a.jsonl").write_text(
        '{"id": "1", "text": "A teaser.", "story": {"head": "Flood", "body": "The river rose."}}\n'
    )
    (articles / "b.txt").write_text("The dam held.\n")
    age(folder)
    build(index, articles)
    assert titles(index)["a.jsonl"] is None

    report = build(index, articles, options=choose(fields=["title=story.head"]))
    assert (report.changed, report.unchanged) == (1, 1)
    assert titles(index)["a.jsonl"] == "Flood"

    assert build(index).unchanged == 2
    assert read_status(index).changed_files == 0
    rebuild_index([], index, encoder=HashingEncoder())
    assert titles(index)["a.jsonl"] == "Flood"

    assert build(index, options=choose(fields=[])).changed == 1
    assert titles(index)["a.jsonl"] is None


def test_a_place_that_is_not_understood_changes_nothing(folder: Path):
    with pytest.raises(CorpusError, match="write NAME=PATH"):
        build(folder / "index", folder / "articles", options=choose(fields=["story"]))

    assert not (folder / "index").exists()


def test_what_archives_hold_beside_articles_is_counted_until_they_go(folder: Path):
    index, articles = folder / "index", folder / "articles"
    packed = articles / "more.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("flood.txt", "The river rose.")
        file.writestr("map.png", "x")
        file.writestr("films/flood.mov", "x")
    (articles / "map.png").write_text("x")
    age(folder)
    said: list[str] = []
    build(index, articles, notify=said.append)
    counts = {".png": 2, ".mov": 1}
    line = "skipped 3 files of other formats: 2 .png, 1 .mov"

    assert line in said
    assert read_status(index).passed_over == counts
    assert check_index(index) == []

    said.clear()
    assert build(index, notify=said.append).added == 0
    assert line in said
    rebuild_index([], index, encoder=HashingEncoder())
    assert read_status(index).passed_over == counts

    packed.unlink()
    build(index)
    assert read_status(index).passed_over == {".png": 1}


def test_a_place_that_no_record_has_is_told(folder: Path):
    articles = folder / "records"
    lines(
        articles / "a.jsonl",
        *({"id": str(n), "text": "Rain.", "by": {"name": "Ada"}} for n in range(3)),
    )
    lines(articles / "b.jsonl", {"id": "4", "text": "Snow.", "head": "Storm"})
    said: list[str] = []
    places = ["title=head", "author=by.line"]
    build(folder / "index", articles, options=choose(fields=places), notify=said.append)

    assert said == [
        "--field author=by.line: no record has it (records read: 4);"
        " they have id, text, by.name, head"
    ]


def test_a_place_that_no_record_of_a_pipe_or_table_has_is_told(folder: Path):
    said: list[str] = []
    options = choose(fields=["text=body.main", "title=Kopf"])
    stream = io.BufferedReader(io.BytesIO(b'{"body": {"lead": "x"}, "Kopf": "y"}\n'))  # type: ignore[arg-type]
    index_pipe(
        stream, folder / "index", options=options, encoder=HashingEncoder(), notify=said.append
    )
    assert said[-1:] == [
        "--field text=body.main: no record has it (records read: 1); they have body.lead, Kopf"
    ]

    (folder / "table").mkdir()
    (folder / "table" / "a.csv").write_text("text,Titel\nRain.,Storm\n")
    said.clear()
    build(
        folder / "other",
        folder / "table",
        options=choose(fields=["title=Kopf"]),
        notify=said.append,
    )
    assert said == ["--field title=Kopf: no record has it (records read: 1); they have Titel, text"]
