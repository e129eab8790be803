"""From files as other programs write them to hits that lead back into them: `tests/files`."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.readers.formats import FORMATS, format_of
from indexer.records import Document, Places, Span, Unit, line_of, page_of
from query.engine import Engine
from query.hits.hit import Hit
from query.render.fields import hit_fields, place_of, shown_path
from query.settings import Settings
from tests.support.hashing import HashingEncoder

FILES = Path(__file__).parent / "files"
RECORDS = {  # what names the article in a file of several
    "libreoffice.epub": "OEBPS/sections/section0001.xhtml",
    "pandoc.epub": "EPUB/text/ch001.xhtml",
    "python.rss": "courier-1",
    "wget.warc.gz": "http://127.0.0.1:8765/page.html",
    "zip.wacz": "http://127.0.0.1:8765/page.html",
    "gzip.txt.gz": "gzip.txt",
    "zip.zip": "2017/flood.txt",
}
NO_PLACE = {".docx", ".odt", ".rtf", ".eml"}  # one document without pages, or encoded lines


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "index"
    report = build_index([FILES], folder, encoder=HashingEncoder())
    assert report.failed == 0
    return folder


@pytest.fixture(scope="module")
def hits(index: Path) -> dict[str, list[Hit]]:
    """The hits in each file for words that the article has once."""
    with Engine.open(index, encoder=HashingEncoder()) as engine:
        settings = Settings(limit=100, all_copies=True)
        found = engine.ask('"wanted us to pay the diesel"', settings).hits
    by_name: dict[str, list[Hit]] = {}
    for hit in found:
        by_name.setdefault(Path(hit.document.path).name, []).append(hit)
    return by_name


def files() -> list[str]:
    return sorted({path.name for path in FILES.iterdir()} - {"README.md"})


def test_there_is_a_file_of_every_format():
    assert {format_of(Path(name)) for name in files()} == set(FORMATS)


@pytest.mark.parametrize("name", files())
def test_a_file_is_found_and_its_speaker_named(hits: dict[str, list[Hit]], name: str):
    for hit in hits[name]:
        assert hit.quotes[0].speaker == "Tobias Wren"
        assert hit.passage.text == hit.passage.span.of(hit.document.text)


@pytest.mark.parametrize("name", files())
def test_a_passage_leads_to_its_page_line_or_record(hits: dict[str, list[Hit]], name: str):
    for hit in hits[name]:
        fields = hit_fields(hit)
        path = shown_path((FILES / name).as_posix())
        place = place_of(hit.document, hit.passage.span).removeprefix(path)
        if name.endswith(".pdf"):
            assert place == f", page {fields['page']}"
        elif Path(name).suffix in NO_PLACE:
            assert place == ""
        elif name == "python.mbox":
            assert fields["record"].startswith(("3@courier.example", "4@courier.example"))
        elif name == "zip.zip" and "page.html" in place:
            assert re.fullmatch(", 2017/page.html:[0-9]+", place)
        elif name in RECORDS:
            assert place == f", {RECORDS[name]}"
        elif name.endswith(".mhtml"):
            assert place == ""  # its lines are encoded
        else:
            assert place == f":{fields['line']}"
            assert_on_line(name, fields["line"], hit)


def assert_on_line(name: str, line: int, hit: Hit) -> None:
    """The first words of the passage stand on the line of the file, or on it and the next."""
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    there = " ".join(re.findall(r"\w+", " ".join(lines[line - 1 : line + 1])))
    record = hit.document.record  # of one line, which holds the whole text
    words = hit.document.text if record else hit.passage.text
    assert " ".join(re.findall(r"\w+", words)[:4]) in there


def test_metadata_comes_from_where_the_program_put_it(hits: dict[str, list[Hit]]):
    for name in ("chromium.html", "chromium.mhtml", "wget.warc.gz", "zip.wacz", "obsidian.md"):
        document = hits[name][0].document
        assert document.title == "River Esk floods lower Ardmouth for the first time in 61 years"
        assert (document.date, document.author) == ("2017-11-21", "Petra Oduya")
    for name in ("python.eml", "python.csv", "python.tsv", "python.json", "jq.jsonl", "pandoc.md"):
        document = hits[name][0].document
        assert (document.date, document.author) == ("2017-11-21", "Petra Oduya")


@pytest.mark.parametrize("name", files())
def test_show_opens_the_file(index: Path, hits: dict[str, list[Hit]], name: str):
    with Engine.open(index, encoder=HashingEncoder()) as engine:
        for hit in hits[name]:
            found = engine.show(hit.document.document_id)
            assert hit.passage in found.passages
            assert found.document == hit.document


def test_what_is_in_the_archives_is_whole():
    with zipfile.ZipFile(FILES / "zip.zip") as archive:
        assert archive.testzip() is None


def test_a_passage_of_a_long_file_leads_to_its_page(index: Path):
    with Engine.open(index, encoder=HashingEncoder()) as engine:
        found = engine.show("latex-two-columns.pdf")
    pages = [page_of(found.document, passage.span) for passage in found.passages]

    assert pages == sorted(pages, key=lambda page: page or 0)
    assert (pages[0], pages[-1]) == (1, 3)


def test_lines_of_a_page_are_those_of_its_source():
    places = Places(Unit.LINE, (0, 10, 25), (14, 15, 40))
    document = Document("0", "/a.html", "x" * 30, line=14, places=places)

    assert [line_of(document, Span(at, at + 1)) for at in (0, 9, 10, 29)] == [14, 14, 15, 40]
    assert page_of(document, Span(0, 1)) is None
