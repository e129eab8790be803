"""Nothing that an article or a reader writes becomes a part of a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from query.serve.archive import Archive
from query.serve.pages.words import harmless, web_address
from tests.query.serve.pages.conftest import browsing
from tests.support.browsing import Browser, Page
from tests.support.build import build
from tests.support.hashing import HashingEncoder
from tests.support.newsroom import MARKUP, write_hostile


@pytest.fixture(scope="module")
def hostile_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    build(root / "index", write_hostile(root))
    return root / "index"


@pytest.fixture
def browser(hostile_index: Path) -> Iterator[Browser]:
    yield from browsing(hostile_index)


@pytest.fixture
def document(hostile_index: Path) -> str:
    archive = Archive(hostile_index, HashingEncoder())
    with archive.reading() as opened:
        found = opened.engine.ask("harbour").hits[0].document.document_id
    archive.close()
    return found


def assert_harmless(page: Page) -> None:
    """No element or attribute of the page comes from an article."""
    assert {one.get("src") for one in page.all("//script")} <= {
        "/static/keys.js", "/static/htmx.min.js",
    }  # fmt: skip
    assert page.all("//img[@src='x']") == []
    assert page.all("//b") == []
    assert page.all("//@onerror") == []
    assert page.all("//style") == page.all("//@style") == []
    assert not [one for one in page.all("//a/@href") if one.lower().startswith("javascript")]
    assert page.all("//*[starts-with(name(@*[1]), 'on')]") == []
    assert "49" not in page.texts("//title")[0]


@pytest.mark.parametrize(
    "address",
    [
        "/", "/?q=harbour", "/?q={markup}", "/?find=quotes", "/?q=harbour&paper=Source+{markup}",
        "/?q=x&since={markup}", "/?q=x&kind={markup}&label={markup}&path={markup}&author={markup}",
        "/?q=x&speaker={markup}", "/embed?q=harbour", "/embed?q={markup}", "/article/{document}",
        "/article/{document}?q={markup}&done={markup}", "/article/{document}/cite",
        "/article/{document}/cite?place=1", "/article/{document}/lines?line=1", "/article/{markup}",
        "/speakers", "/speakers?name={markup}&role={markup}", "/person?name=Ada+Marlow",
        "/person?name={markup}", "/verify?quote=It+burned+all+night&speaker={markup}",
        "/verify?quote={markup}+burned", "/notes?q={markup}&done={markup}", "/many?paper={markup}",
        "/saved?done={markup}", "/saved/{markup}", "/status", "/decisions?done={markup}",
        "/{markup}",
    ],
)  # fmt: skip
def test_markup_in_articles_and_addresses_is_text(browser: Browser, document: str, address: str):
    from urllib.parse import quote

    page = browser.get(address.replace("{markup}", quote(MARKUP)).replace("{document}", document))

    assert page.status < 500
    assert_harmless(page)


def test_markup_that_a_reader_writes_is_text(hostile_index: Path, tmp_path: Path, document: str):
    import shutil

    shutil.copytree(hostile_index, tmp_path / "index")
    for browser in browsing(tmp_path / "index"):
        article = browser.get(f"/article/{document}")
        note = {**article.form("/notes/add"), "note": MARKUP}
        assert_harmless(browser.post("/notes/add", note))
        assert_harmless(browser.post("/label", {**article.form("/label"), "label": MARKUP}))
        assert_harmless(browser.get("/notes"))
        correction = {**article.form("/correct"), "verdict": "speaker", "speaker": MARKUP}
        assert_harmless(browser.post("/correct", correction))
        assert_harmless(browser.get("/decisions"))
        assert_harmless(browser.get("/speakers"))
        saved = {"name": "<b>x", "state": "/?q=" + MARKUP.replace("&", "")}
        assert_harmless(browser.post("/saved/save", saved))
        assert_harmless(browser.post("/many", {"questions": MARKUP, "each": "2"}))
        assert_harmless(browser.post("/verify/draft", {"quote": f"“It {MARKUP} burned,” he said."}))


def test_the_article_is_shown_as_it_stands(browser: Browser, document: str):
    page = browser.get(f"/article/{document}")

    texts = page.all("//p[@class='text']")
    assert MARKUP in texts[0].text_content()
    assert "\N{REPLACEMENT CHARACTER}" in texts[-1].text_content()  # a control that HTML has not


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_no_form_leads_to_another_site(browser: Browser, document: str, address: str):
    form = {"document": document, "label": "x", "back": address}
    answer = browser.client.post("/label", data=form, follow_redirects=False)

    assert answer.headers["location"] == "/"


def test_lone_surrogates_and_controls_can_be_printed():
    assert harmless("a\ud800\x00b\n") == "a��b\n"
    assert harmless(7) == 7


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " http://a", "", None])
def test_only_addresses_of_the_web_become_links(url):
    assert web_address(url) == ""
