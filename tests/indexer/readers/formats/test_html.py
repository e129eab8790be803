"""Saved web pages as a format: what one gives, and what is said of a file that is not one."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers import source
from indexer.readers.formats import format_of, html
from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.parse import PageError
from indexer.readers.read import read_documents
from indexer.records import Document, Places, Unit

FIRST = "The pier of Skerra will stay closed until the spring, the county said on Wednesday."
SECOND = "The harbour master, Ina Holm, said that the storm of Tuesday took eleven of its piles."
PAGE = f"""<html lang="en"><head><title>Pier closed</title>
<meta property="article:published_time" content="2021-02-03">
<meta property="og:url" content="https://c.example/pier"></head>
<body><h1>Pier closed</h1>
<p>{FIRST}</p>
<h2>The piles</h2>

<p>{SECOND}</p></body></html>"""


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_page_gives_text_fields_rules_headings_and_lines(tmp_path: Path):
    (raw,) = html.read(write(tmp_path, "pier.html", PAGE.encode()))

    assert raw.text == f"{FIRST}\n\nThe piles\n\n{SECOND}"
    assert raw.fields["date"] == "2021-02-03"
    assert raw.rules["date"] == "meta article:published_time"
    assert raw.fields["language"] == "en"
    assert [span.of(raw.text) for span in raw.headings] == ["The piles"]
    assert raw.origin.line == 5
    starts = (0, len(FIRST) + 2, len(FIRST) + 13)
    assert raw.origin.places == Places(Unit.LINE, starts, (5, 6, 8))
    assert raw.notes == {}


def test_the_document_says_which_rule_gave_what(tmp_path: Path):
    (document,) = read_documents(write(tmp_path, "2019-01-01.html", PAGE.encode()))

    assert isinstance(document, Document)
    assert (document.title, document.date) == ("Pier closed", "2021-02-03")
    assert (document.url, document.source) == ("https://c.example/pier", "c.example")
    assert document.language == "en"
    assert document.rules == {
        "language": "html lang",
        "title": "h1",
        "date": "meta article:published_time",
        "url": "og:url",
        "source": "url",
    }
    assert [span.of(document.text) for span in document.context] == ["The piles"]


def test_the_first_lines_of_a_page_are_not_taken_for_a_byline_or_a_date(tmp_path: Path):
    page = f"<article><p>By the sea, 2 May 2016</p><p>{FIRST}</p><p>{SECOND}</p></article>"

    (document,) = read_documents(write(tmp_path, "a.html", page.encode()))

    assert isinstance(document, Document)
    assert document.author is None
    assert document.context == ()


def test_the_file_name_may_date_a_page_that_does_not_say_when_it_was_published(tmp_path: Path):
    page = f"<p>{FIRST}</p><p>{SECOND}</p>"

    (document,) = read_documents(write(tmp_path, "2021-02-03 pier.html", page.encode()))

    assert isinstance(document, Document)
    assert (document.date, document.rules["date"]) == ("2021-02-03", "file name")


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.shtml", "a.mhtml", "a.mht"])
def test_pages_have_these_suffixes(name: str):
    found = format_of(Path(name))

    assert found is not None
    assert found.module == "html"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html></html>", "empty: no words in it"),
        (b"%PDF-1.4 \xff\xfe", "binary: a PDF file, not text"),
        (b"PK\x03\x04\xff\xfe", "binary: a zip archive or an office document, not text"),
        (b"\x1f\x8b\x08\x00\xff", "binary: a gzip archive, not text"),
    ],
)
def test_a_file_without_an_article_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
):
    path = write(tmp_path, "a.html", content)

    with pytest.raises(CorpusError) as caught:
        list(html.read(path))

    assert caught.value.reason == reason


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path):
    with pytest.raises(CorpusError, match="No such file"):
        list(html.read(tmp_path / "gone.html"))


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(source, "MAX_TEXT_BYTES", 10)

    with pytest.raises(CorpusError, match="the limit for one article"):
        list(html.read(write(tmp_path, "a.html", PAGE.encode())))


def test_a_page_of_an_archive_is_read_in_the_same_way():
    saved = SavedPage(PAGE.encode(), "utf-8", "https://c.example/pier?from=feed")

    assert html.read_saved_page(saved).fields["url"] == "https://c.example/pier"
    with pytest.raises(PageError):
        html.read_saved_page(SavedPage(b""))
