"""What a person does: search, filter, open, verify, correct, save, and go back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import Server
from tests.support.articles import write_articles
from tests.support.build import build
from tests.support.hashing import HashingEncoder


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("button", name="Search").click()


def test_search_facet_and_open_at_the_hit(page: Page):
    ask(page, "harbour wall")
    expect(page.locator(".result").first).to_contain_text("harbour")

    page.get_by_role("complementary").get_by_role("link", name="Ardmouth Courier").click()
    expect(page.locator(".chips")).to_contain_text("Ardmouth Courier")
    page.locator(".result a.open").first.click()

    expect(page.locator(".at").first).to_be_in_viewport()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Of")


def test_the_histogram_filters(page: Page):
    ask(page, "harbour")
    page.locator(".histogram a").first.click()

    expect(page.locator(".chips")).to_contain_text("From")


def test_back_leads_to_the_list_as_it_was(page: Page):
    ask(page, "harbour")
    page.get_by_role("complementary").get_by_role("link", name="Ardmouth Courier").click()
    before = page.url
    page.locator(".result a.open").nth(1).click()
    expect(page).to_have_url(re.compile("/article/"))

    page.go_back()
    expect(page).to_have_url(before)
    expect(page.locator(".chips")).to_contain_text("Ardmouth Courier")
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)


def test_copies_open(page: Page):
    ask(page, '"said Ada Marlow of the council"')
    copies = page.locator("details.copies li")
    expect(copies).to_have_count(2)
    expect(copies.first).to_be_hidden()

    page.get_by_text("also in 2 articles").click()

    expect(copies.first).to_be_visible()


def test_verify_colours_the_difference(page: Page):
    page.goto("/verify")
    page.get_by_label("A quote").fill(
        "We will never wait for another flood, the harbour wall is first"
    )
    page.get_by_role("button", name="Verify the quote").click()

    expect(page.locator(".diff ins").first).to_contain_text("never")
    expect(page.locator(".diff del").first).to_contain_text("not")
    assert page.locator(".diff ins").first.evaluate("e => getComputedStyle(e).backgroundColor") != (
        page.locator(".diff del").first.evaluate("e => getComputedStyle(e).backgroundColor")
    )


def test_correct_a_quote(page: Page):
    ask(page, "ferry winter owners")
    page.locator(".result a.open").first.click()
    voice = page.locator(".voice", has_text="Agnes Pell")
    voice.get_by_text("Correct", exact=True).click()
    voice.get_by_label("said by").fill("Petra Oduya")
    voice.get_by_role("button", name="By this person").click()

    expect(page.get_by_role("status").first).to_contain_text("said by Petra Oduya")
    expect(page.locator(".voice", has_text="Petra Oduya")).to_be_visible()


def test_export_is_saved_as_a_file(page: Page, tmp_path: Path):
    ask(page, "harbour")
    with page.expect_download() as saved:
        page.get_by_role("link", name="JSON Lines").click()

    assert saved.value.suggested_filename == "whosaid-harbour.jsonl"
    saved.value.save_as(tmp_path / "rows.jsonl")
    rows = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(rows[0])["rank"] == 1


def test_keys(page: Page):
    page.goto("/?q=harbour")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    here = page.locator(".result.here")
    expect(here).to_have_count(1)
    expect(here).to_have_attribute("id", "r2")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("j")  # a letter, now
    expect(here).to_have_attribute("id", "r2")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/article/"))


def test_copy_with_citation(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "ferry winter owners")
    page.locator(".result a.open").first.click()
    page.get_by_text("Cite, note").first.click()
    page.get_by_role("button", name="Copy with citation").first.click()

    expect(page.get_by_text("Copied").first).to_be_visible()
    assert "Ardmouth Courier, February 3, 2018" in page.evaluate("navigator.clipboard.readText()")


def test_notes_and_labels(page: Page):
    ask(page, "bronze otter")
    page.locator(".result a.open").first.click()
    page.get_by_label("New label").fill("court record")
    page.get_by_role("button", name="Add label").click()
    page.get_by_text("Cite, note").first.click()
    page.get_by_label("Your note").first.fill("Ask the dealer.")
    page.get_by_label("green").first.check()
    page.get_by_role("button", name="Keep the note").first.click()

    expect(page.locator(".own-note.green")).to_contain_text("Ask the dealer.")
    page.goto("/notes?q=dealer")
    expect(page.locator(".own-note.green")).to_have_count(1)


def test_everything_works_without_javascript(chrome: Browser, server: Server):
    context = chrome.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    try:
        test_search_facet_and_open_at_the_hit(page)
        test_the_histogram_filters(page)
        test_copies_open(page)
        test_verify_colours_the_difference(page)
        test_correct_a_quote(page)
        test_notes_and_labels(page)
        page.goto("/?q=harbour")
        page.get_by_label("Save this search as").fill("harbour")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".card-list")).to_contain_text("harbour")
        ask(page, "ferry winter owners")
        page.locator(".result a.open").first.click()
        page.get_by_text("Cite, note").first.click()
        expect(page.get_by_label("The paragraph with its citation").first).to_be_visible()
    finally:
        context.close()


def test_a_run_is_followed_without_loading_the_page_again(
    chrome: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("query.serve.run.PROGRAM", ("-m", "tests.support.program"))
    write_articles(tmp_path / "news", range(3))
    build(tmp_path / "index", tmp_path / "news")
    write_articles(tmp_path / "news", range(3, 40))
    context = chrome.new_context()
    try:
        with Server(tmp_path / "index", HashingEncoder()) as server:
            page = context.new_page()
            page.goto(f"{server.address}/status")
            expect(page.locator(".run")).to_contain_text("37 new")
            page.get_by_role("button", name="Start a run").click()
            expect(page.locator(".run")).to_contain_text("The run has finished", timeout=60_000)
            expect(page.locator(".run")).to_contain_text("37 added")
            expect(page.locator(".status-grid")).to_contain_text("40")
    finally:
        context.close()


@pytest.fixture
def other_site() -> Iterator[Callable[[str], str]]:
    """Serves a page under another name than the archive; gives its address."""
    content = [b""]

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content[0])

        def log_message(self, format: str, *values: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def serve(code: str) -> str:
            content[0] = code.encode()
            return f"http://localhost:{server.server_port}/"

        yield serve
        server.shutdown()


def test_another_page_can_show_the_search_in_a_frame(
    chrome: Browser, server: Server, other_site: Callable[[str], str]
):
    context = chrome.new_context()
    page = context.new_page()
    frame = page.frame_locator("iframe")
    code = f'<iframe src="{server.address}/embed?q=ferry" width="600" height="600">'
    try:
        page.goto(other_site(code))
        expect(frame.locator(".result").first).to_contain_text("ferry")
        frame.get_by_role("searchbox").fill("bronze otter")
        frame.get_by_role("button", name="Search").click()
        expect(frame.locator(".result").first).to_contain_text("otter")
    finally:
        context.close()


def sideways(page: Page) -> int:
    """Pixels that the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert isinstance(wide, int)
    return wide


def test_a_phone_needs_no_sideways_scrolling(chrome: Browser, server: Server):
    context = chrome.new_context(base_url=server.address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        for address in ("/", "/?q=harbour", "/?find=quotes", "/speakers", "/verify", "/status",
                        "/person?name=Ines+Calder", "/many", "/saved", "/notes"):  # fmt: skip
            page.goto(address)
            assert sideways(page) <= 0, address
        page.goto("/?q=harbour+wall")
        page.locator(".result a.open").first.click()
        expect(page.locator(".at").first).to_be_in_viewport()  # the article has come
        assert sideways(page) <= 0
    finally:
        context.close()
