"""A server over a newsroom's archive, and Debian's Chromium; skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.served import Server, chromium
from tests.support.build import build
from tests.support.hashing import HashingEncoder
from tests.support.newsroom import write_newsroom


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """A browser for the tests of one file: while it runs, no other test can run an event loop."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine; on Debian, apt-get install chromium")
    with sync_playwright() as driver:
        # Within a container, Chromium may not make the namespaces that its sandbox needs.
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("newsroom")
    build(root / "index", write_newsroom(root))
    return root / "index"


@pytest.fixture
def server(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serves a copy of the newsroom's index, which may be changed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    shutil.copytree(newsroom, tmp_path / "index")
    with Server(tmp_path / "index", HashingEncoder()) as running:
        yield running


@pytest.fixture
def page(chrome: Browser, server: Server) -> Iterator[Page]:
    """A page of a fresh browser, on which no request may fail and no script may complain."""
    context = chrome.new_context(base_url=server.address)
    context.set_default_timeout(10_000)
    opened = context.new_page()
    complaints: list[str] = []

    def listen(told: ConsoleMessage) -> None:
        if told.type == "error":
            complaints.append(told.text)

    def failed(asked: Request) -> None:
        if asked.failure != "net::ERR_ABORTED":  # a page that is left, or a file that is saved
            complaints.append(f"{asked.url}: {asked.failure}")

    opened.on("console", listen)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("requestfailed", failed)
    yield opened
    context.close()
    assert complaints == []
