"""Reading pages without a browser: elements, links, forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import lxml.html
from starlette.testclient import TestClient

ADDRESS = "http://127.0.0.1:8000"


@dataclass
class Page:
    """A page that was read."""

    status: int
    address: str
    text: str
    headers: Any
    root: Any

    def all(self, path: str) -> list[Any]:
        """The elements that a CSS-like class or an XPath finds: "//p", or ".note"."""
        if path.startswith("."):
            name = path[1:]
            path = f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
        found: list[Any] = self.root.xpath(path)
        return found

    def texts(self, path: str) -> list[str]:
        """Their texts, one space between words."""
        return [" ".join(one.text_content().split()) for one in self.all(path)]

    def link(self, words: str) -> str:
        """The address of the first link with these words in its text or its label."""
        for one in self.all("//a[@href]"):
            told = f"{one.text_content()} {one.get('aria-label') or ''}"
            if words in " ".join(told.split()):
                return str(one.get("href"))
        raise AssertionError(f"no link {words!r} in {self.address}")

    def links(self, part: str) -> list[str]:
        """The addresses of all links that have this in them."""
        return [str(one.get("href")) for one in self.all("//a[@href]") if part in one.get("href")]

    def form(self, action: str, place: int = 0) -> dict[str, str]:
        """The values that a form has as it stands; of several the one at a place."""
        form = self.all(f"//form[starts-with(@action, '{action}')]")[place]
        return dict(form.form_values())


class Browser:
    """Follows addresses and sends forms."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, address: str) -> Page:
        """The page at an address."""
        return self._page(self.client.get(urljoin(f"{ADDRESS}/", address)))

    def post(self, address: str, values: dict[str, str]) -> Page:
        """The page that comes after a form is sent."""
        return self._page(self.client.post(address, data=values))

    def search(self, q: str, **filters: str) -> Page:
        """The page of a search."""
        query = {"q": q, **filters}
        return self._page(self.client.get("/", params=query))

    @staticmethod
    def _page(answer: Any) -> Page:
        is_page = "html" in answer.headers.get("content-type", "")
        root = lxml.html.document_fromstring(answer.text) if is_page and answer.text else None
        return Page(answer.status_code, str(answer.url), answer.text, answer.headers, root)
