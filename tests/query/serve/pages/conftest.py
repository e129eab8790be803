"""A newsroom's archive behind the pages, and a client that reads them as a browser would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from query.serve.app import make_app
from query.serve.archive import Archive
from tests.support.browsing import ADDRESS, Browser
from tests.support.build import build
from tests.support.hashing import HashingEncoder
from tests.support.newsroom import write_newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `news` and `index`; not to be changed."""
    root = tmp_path_factory.mktemp("newsroom")
    build(root / "index", write_newsroom(root))
    return root


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved searches of these tests are kept apart from those of whoever runs them."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


def browsing(index: Path) -> Iterator[Browser]:
    app = make_app(Archive(index, HashingEncoder()))
    with TestClient(app, base_url=ADDRESS) as client:
        yield Browser(client)


@pytest.fixture
def browser(newsroom: Path) -> Iterator[Browser]:
    """Reads the newsroom's archive."""
    yield from browsing(newsroom / "index")


@pytest.fixture
def own(newsroom: Path, tmp_path: Path) -> Path:
    """A copy of the newsroom's index, to be changed; its articles are the same."""
    shutil.copytree(newsroom / "index", tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def writer(own: Path) -> Iterator[Browser]:
    """Reads and changes a copy of the newsroom's archive."""
    yield from browsing(own)
