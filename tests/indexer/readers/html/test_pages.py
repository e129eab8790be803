"""Whole pages: what whosaid takes from them, compared with golden files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers.read import read_documents
from indexer.records import Document

PAGES = Path(__file__).parent / "pages"
GOLDEN = Path(__file__).parents[3] / "golden" / "pages.json"


def read(path: Path) -> Document:
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    return document


def as_lines(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "url": document.url,
        "rules": dict(sorted(document.rules.items())),
        "line": document.line,
        "headings": [span.of(document.text) for span in document.context],
        "paragraphs": document.text.split("\n\n"),
    }


def saved(tmp_path: Path) -> dict[str, Path]:
    """The pages, the old one in Windows-1252 as it would be on a disk."""
    paths = {path.name: path for path in sorted(PAGES.glob("*.html"))}
    old = tmp_path / "old.html"
    old.write_bytes(paths["old.html"].read_text(encoding="utf-8").encode("cp1252"))
    return {**paths, "old.html": old}


def test_the_pages_are_read_as_the_golden_file_says(tmp_path: Path, update_golden: bool):
    found = {name: as_lines(read(path)) for name, path in saved(tmp_path).items()}

    if update_golden:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        GOLDEN.write_text(f"{text}\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["news.html", "blog.html", "ticker.html"])
def test_every_paragraph_is_on_the_page_word_for_word(name: str):
    """Whatever a browser shows as one line is in the article as it is."""
    from lxml import html

    page = html.fromstring((PAGES / name).read_text(encoding="utf-8"))
    shown = " ".join(page.text_content().split())

    for paragraph in read(PAGES / name).text.split("\n\n"):
        assert all(" ".join(line.split()) in shown for line in paragraph.split("\n"))
