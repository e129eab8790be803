"""Make the screenshots of the README: `python -m tests.browser.screenshots`.

They show the invented articles in `tests/corpus`, indexed with the real encoder.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from indexer.build.pipeline import build_index
from tests.browser.served import Server, chromium

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".github" / "screenshots"
LARGEST = 150_000
"""Bytes of a picture."""

SHOTS = {
    "search": ("/?q=what+did+the+mayor+say+about+the+flood+wall%3F", "light", 760),
    "article": ("/article/", "light", 820),
    "person": ("/person?name=Rosalind+Achterberg", "dark", 700),
    "verify": (
        "/verify?quote=We+offered+seven+pumps.+The+town+wanted+twelve&speaker=Tobias+Wren",
        "light",
        860,
    ),
    "status": ("/status", "dark", 620),
}
"""The name of each picture: address, colour scheme, height."""


def main() -> None:
    """Make all pictures.

    Raises:
        SystemExit: If there is no Chromium, or a picture has become too large.
    """
    path = chromium()
    if path is None:
        sys.exit("no Chromium on this machine; on Debian, apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        index = Path(scratch) / "news"
        build_index([Path("tests/corpus")], index)
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with Server(index) as server:
            for name, (address, scheme, height) in SHOTS.items():
                context = browser.new_context(
                    base_url=server.address,
                    color_scheme=scheme,  # type: ignore[arg-type]
                    viewport={"width": 1120, "height": height},
                )
                _shoot(context.new_page(), name, address)
                context.close()
        browser.close()


def _shoot(page: Page, name: str, address: str) -> None:
    if address.startswith("/article/"):
        page.goto("/?q=river+burst+over+the+old+quay")
        address = (page.locator("a.open").first.get_attribute("href") or "").split("#")[0]
    page.goto(address)
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    size = picture.stat().st_size
    if size > LARGEST:
        sys.exit(f"{picture} has {size:,} bytes; choose a smaller part of the page")
    print(f"{picture.relative_to(ROOT)}  {size:,} bytes")


if __name__ == "__main__":
    main()
