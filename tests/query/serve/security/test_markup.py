"""Markup in every field of an article stays text on every page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from query.serve.app import make_app
from query.serve.archive import Archive
from tests.query.serve.conftest import ADDRESS
from tests.support.hashing import HashingEncoder
from tests.support.quoted import build_quoted

PLANTED = "<xss onfocus=xss()>\"'><xss>&lt;{{7*7}}${xss}"
MOST_PAGES = 150
STARTS = [
    "/", "/?q=bridges", f"/?q={quote(PLANTED)}", "/?q=bridges&find=quotes", "/speakers", "/status",
    f"/?q=bridges&source={quote(PLANTED)}", f"/speakers?q={quote(PLANTED)}", "/verify",
    f"/verify?quote={quote('The bridges will be rebuilt ' + PLANTED)}", "/notes", "/saved",
    f"/verify?quote={quote('The bridges will be rebuilt')}&speaker={quote(PLANTED)}", "/decisions",
    f"/person?name={quote(PLANTED)}", f"/{quote(PLANTED)}", f"/article/{quote(PLANTED)}", "/many",
    f"/saved/{quote(PLANTED)}", f"/export/{quote(PLANTED)}?q=bridges", "/embed?q=bridges",
    f"/embed?q={quote(PLANTED)}", f"/?q=bridges&since={quote(PLANTED)}",
    f"/?q={quote('title:(' + PLANTED)}", f"/?q=bridges&sort={quote(PLANTED)}",
]  # fmt: skip


class Page(HTMLParser):
    """The links of a page, and what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "xss" in tag:
            self.wrong.append(tag)
        for name, value in attrs:
            target = (value or "").strip().lower()
            if "xss" in name or name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}")
            if name in ("href", "src", "action"):
                if target.startswith(("javascript:", "data:text", "vbscript:", "//")):
                    self.wrong.append(f"{tag} {name}={value}")
                elif name == "href":
                    self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self.lasttag in ("script", "style") and "xss" in data:
            self.wrong.append(data)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("planted")
    articles = folder / "<xss onfocus=xss()>"
    articles.mkdir()
    for number, address in enumerate(["javascript:xss()", f"https://a.example/{PLANTED}"]):
        said = f"The bridges will be rebuilt {PLANTED} {number}"
        fields = {
            name: f"'{number} {PLANTED.replace(chr(39), chr(39) * 2)}'"
            for name in ("title", "source", "author", "section", "language")
        }
        facts = {**fields, "date": "2016-01-02", "url": f"'{address.replace(chr(39), '')}'"}
        front = "".join(f"{name}: {value}\n" for name, value in facts.items())
        body = (
            f"“{said},” said Helen <xss>Marsh, mayor of {PLANTED}.\n\n"
            f"Bridges {PLANTED} need money. “No {PLANTED},” said a resident."
        )
        name = f"{number} <xss onfocus=xss()>\"'&lt;.md"
        (articles / name).write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")
    index = build_quoted(articles, folder / "index")
    app = make_app(Archive(index, HashingEncoder()))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=True) as client:
        yield client


def popped(waiting: list[str]) -> Iterator[str]:
    while waiting:
        yield waiting.pop(0)


def test_what_is_planted_is_shown_and_never_run(
    planted: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    waiting, seen, shown = list(STARTS), set(STARTS), 0
    for address in islice(popped(waiting), MOST_PAGES):
        answer = planted.get(address)
        assert answer.status_code < 500, address
        if not answer.headers.get("content-type", "").startswith("text/html"):
            # What is no page is nothing that a browser would take for one.
            assert answer.headers["x-content-type-options"] == "nosniff"
            continue
        page = Page()
        page.feed(answer.text)
        assert page.wrong == [], address
        shown += "&lt;xss" in answer.text
        for link in page.links:
            parts = urlsplit(urljoin(f"{ADDRESS}{address}", link))
            found = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if parts.netloc == urlsplit(ADDRESS).netloc and found not in seen:
                seen.add(found)
                waiting.append(found)

    assert shown > 50


@pytest.mark.parametrize("address", [
    "/api/v1/ask?q=bridges", "/api/v1/quotes", "/api/v1/speakers", "/api/v1/status",
    f"/api/v1/ask?q={quote(PLANTED)}&{quote(PLANTED)}=1", f"/api/v1/{quote(PLANTED)}",
    f"/api/v1/show?id={quote(PLANTED)}", "/api/v1/cite?id=nothing",
])  # fmt: skip
def test_the_interface_never_answers_with_a_page(planted: TestClient, address: str):
    answer = planted.get(address, headers={"accept": "text/html"})

    assert answer.headers["content-type"].partition(";")[0] in (
        "application/json", "application/problem+json",
    )  # fmt: skip
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_citations_are_no_page_either(planted: TestClient):
    document = planted.get("/api/v1/ask?q=bridges").json()["hits"][0]["document_id"]
    for style in ("markdown", "bibtex", "csl-json", "ris", "apa", "chicago"):
        answer = planted.get(f"/api/v1/cite?id={document}&format={style}")
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"
