"""The application over the quoted archive, and a client that calls it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from query.serve.app import make_app
from query.serve.archive import Archive
from tests.support.hashing import HashingEncoder

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def archive(quoted_index: Path) -> Iterator[Archive]:
    opened = Archive(quoted_index, HashingEncoder())
    yield opened
    opened.close()


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(make_app(archive), base_url=ADDRESS) as opened:
        yield opened
