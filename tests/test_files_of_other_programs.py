"""From files as other programs write them to hits that lead back into them: `tests/files`."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.records import Document, Places, Span, Unit, line_of, page_of
from query.engine import Engine
from query.render.fields import hit_fields, place_of, shown_path
from query.settings import Settings
from tests.support.hashing import HashingEncoder

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "index"
    report = build_index([FILES], folder, encoder=HashingEncoder())
    assert report.failed == 0
    return folder


def test_every_file_is_found_and_cited_by_its_place(index: Path):
    with Engine.open(index, encoder=HashingEncoder()) as engine:
        hits = engine.ask('"wanted us to pay the diesel"', Settings(limit=50, all_copies=True)).hits

    names = {path.name for path in FILES.iterdir()} - {"README.md"}
    assert {Path(hit.document.path).name for hit in hits} == names
    for hit in hits:
        assert hit.quotes[0].speaker == "Tobias Wren"
        fields = hit_fields(hit)
        is_pdf = hit.document.path.endswith(".pdf")
        assert (fields["page"] is not None) == is_pdf
        assert fields["line"] is None
        path = shown_path(hit.document.path)
        where = f"{path}, page {fields['page']}" if is_pdf else path
        assert place_of(hit.document, hit.passage.span) == where


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
