"""No page has a fault that axe-core finds, in light and in dark, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import Server

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def addresses(page: Page) -> list[str]:
    """Every kind of page, with something on it."""
    page.goto("/?q=harbour+wall")
    article = page.locator("a.open").first.get_attribute("href") or ""
    path = article.split("?")[0]
    page.goto("/?q=boil+tap+water&kind=pdf")
    pdf = (page.locator("a.open").first.get_attribute("href") or "").split("?")[0]
    return [
        "/", "/?q=harbour+wall", "/?find=quotes&paper=Ardmouth+Courier", "/?q=zeppelin&paper=Echo",
        '/?q="said Ada Marlow of the council"', "/embed?q=harbour", article, f"{path}/cite?place=1",
        f"{path}/lines?line=6", f"{pdf}/page/2", pdf, "/speakers", "/person?name=Ines+Calder",
        "/person?name=nobody", "/verify",
        "/verify?quote=We+will+never+wait+for+another+flood,+the+harbour+wall+is+first",
        "/many?paper=Echo", "/saved", "/notes", "/decisions", "/status", "/nowhere",
    ]  # fmt: skip


def fill(page: Page) -> None:
    """Make a note, a label, a correction and a saved search, so that pages show them."""
    page.goto("/?q=ferry+winter+owners")
    page.get_by_label("Save this search as").fill("ferry")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/?q=ferry+winter+owners")
    page.locator("a.open").first.click()
    page.get_by_label("New label").fill("boats")
    page.get_by_role("button", name="Add label").click()
    page.get_by_text("Cite, note").first.click()
    page.get_by_label("Your note").first.fill("Ask again.")
    page.get_by_label("blue").first.check()
    page.get_by_role("button", name="Keep the note").first.click()
    page.get_by_text("Correct", exact=True).first.click()
    page.get_by_role("button", name="Name nobody").first.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(chrome: Browser, server: Server, scheme: str, width: int):
    context = chrome.new_context(
        base_url=server.address,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    found: list[tuple[str, str, object]] = []
    try:
        fill(page)
        source = AXE.read_text(encoding="utf-8")
        for address in addresses(page):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.evaluate(source)
            result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            found += [
                (address, one["id"], [node["target"] for node in one["nodes"]][:3])
                for one in result["violations"]
            ]
    finally:
        context.close()

    assert found == []
