"""One archive for many readers: at once, slow ones among them, and while a run commits."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, active_count
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from query.serve.app import make_app
from query.serve.archive import Archive
from query.serve.workers import THREADS
from tests.query.serve.conftest import ADDRESS
from tests.support.hashing import HashingEncoder
from tests.support.quoted import ARTICLES, build_quoted, write_quoted
from tests.support.served import served

MANY = 50
PLACES = [
    "/api/v1/ask?q=bridges&facets=true", "/api/v1/quotes?speaker=Clinton", "/api/v1/speakers",
    "/api/v1/timeline?q=bridges", "/api/v1/verify?quote=The+bridges+will+be+rebuilt",
    "/api/v1/show?id=b.md", "/?q=bridges",
]  # fmt: skip


@pytest.fixture
def address(quoted_index: Path) -> Iterator[str]:
    with served(make_app(Archive(quoted_index, HashingEncoder()))) as found:
        yield found


def test_fifty_at_once_get_the_answers_of_one_alone(address: str):
    alone = {place: httpx.get(address + place, timeout=60).text for place in PLACES}
    together, before = Barrier(MANY), active_count()

    def ask(number: int) -> int:
        place = PLACES[number % len(PLACES)]
        with httpx.Client(base_url=address, timeout=60) as client:
            together.wait(30)
            for _ in range(3):
                answer = client.get(place)
                assert answer.status_code == 200
                assert answer.text == alone[place]
        return active_count()

    with ThreadPoolExecutor(MANY) as pool:
        threads = max(pool.map(ask, range(MANY)))

    # Those of this test aside, the pool of the archive and that of the pages.
    assert threads - before - MANY <= THREADS + 2 * THREADS


def test_slow_clients_do_not_stop_others(address: str):
    parts = urlsplit(address)
    host = f"Host: {parts.netloc}\r\n"
    half = [
        "GET /api/v1/ask?q=bridges HTTP/1.1\r\n",  # the head never ends
        f"POST /api/v1/verify HTTP/1.1\r\n{host}Content-Length: 1000\r\n"
        'Content-Type: application/json\r\n\r\n{"text": ',  # the body never ends
        f"GET /api/v1/quotes?limit=100 HTTP/1.1\r\n{host}\r\n" * 20,  # the answers are not read
        f"POST /correct HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    ]
    with ExitStack() as held:
        for number in range(MANY):
            slow = socket.create_connection((parts.hostname or "", parts.port or 0), 30)
            held.callback(slow.close)
            slow.sendall(half[number % len(half)].encode("ascii"))
        for place in PLACES:
            assert httpx.get(address + place, timeout=60).status_code == 200


def test_what_a_run_commits_is_in_the_next_answer(tmp_path: Path):
    articles = write_quoted(tmp_path / "articles")
    index = build_quoted(articles, tmp_path / "index")
    app = make_app(Archive(index, HashingEncoder()))
    with TestClient(app, base_url=ADDRESS) as client:
        assert "Rivers" not in client.get("/api/v1/quotes?limit=100").text

        more = {"e": ("2017-01-01", "Post", "New", ["“Rivers rise,” said Bill Clinton."])}
        write_quoted(articles, {**ARTICLES, **more})
        build_quoted(articles, index)

        for place in (
            "quotes?limit=100", "ask?q=rivers", "verify?quote=Rivers+rise", "show?id=e.md",
            "timeline?q=rivers", "status",
        ):  # fmt: skip
            found = client.get(f"/api/v1/{place}")
            assert found.status_code == 200
            assert "Rivers" in found.text or found.json()["documents"] == len(ARTICLES) + 1

        (articles / "e.md").unlink()
        build_quoted(articles, index)
        assert client.get("/api/v1/show?id=e.md").status_code == 404
