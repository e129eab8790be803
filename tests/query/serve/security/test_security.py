"""Each measure has a test that fails without it."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from query.serve.app import make_app
from query.serve.archive import Archive
from query.serve.security.limits import LARGEST_BODY, Limited, Limits
from query.serve.settings import ServeSettings, UnsafeSettingsError
from tests.query.serve.conftest import ADDRESS
from tests.support.hashing import HashingEncoder

TOKEN = "a-token-that-nobody-guesses"
PLACES = ["/", "/api/v1/ask?q=bridges", "/mcp", "/static/page.css", "/nothing-here"]


# DNS rebinding: a site lets its own name point to this machine.


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example",
     "192.168.1.7", "", "127.0.0.1:8000@evil.example", "127.0.0.1, evil.example"],
)  # fmt: skip
def test_another_name_is_refused(client: TestClient, place: str, host: str):
    assert client.get(place, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_the_names_of_this_machine_are_known(client: TestClient, host: str):
    assert client.get("/api/v1/status", headers={"host": host}).status_code == 200


# Requests that a page of another site sends.


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
def test_another_site_is_refused(
    client: TestClient, place: str, method: str, headers: dict[str, str]
):
    assert client.request(method, place, headers=headers).status_code == 403


def test_a_form_of_another_site_is_refused(client: TestClient):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert client.post("/correct", data={"document": "a"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ADDRESS, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_own_pages_and_links_are_answered(client: TestClient, headers: dict[str, str]):
    assert client.get("/api/v1/status", headers=headers).status_code == 200


# What every answer tells a browser.


@pytest.mark.parametrize("place", [*PLACES, "/api/v1/nothing", "/correct"])
def test_every_answer_forbids_foreign_and_inline_scripts(client: TestClient, place: str):
    headers = client.get(place).headers
    policy = headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_refusal_has_the_same_headers(client: TestClient):
    headers = client.get("/", headers={"host": "evil.example"}).headers

    assert "default-src 'none'" in headers["content-security-policy"]


def test_no_page_lets_other_sites_read_it(client: TestClient):
    answer = client.options(
        "/api/v1/ask", headers={"origin": ADDRESS, "access-control-request-method": "GET"}
    )

    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "template",
    sorted((Path(__file__).parents[4] / "query/serve/templates").rglob("*.html")),
    ids=lambda p: p.name,
)
def test_no_template_has_what_the_policy_forbids(template: Path):
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+\s*=|javascript:|\|\s*safe\b", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


# The loopback alone, or a token.


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "archive.example", "10.0.0.1"])
def test_an_address_that_others_reach_needs_a_token(host: str):
    with pytest.raises(UnsafeSettingsError):
        ServeSettings(host)

    assert ServeSettings(host, token=TOKEN).token == TOKEN


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_the_loopback_needs_none(host: str):
    assert ServeSettings(host).token is None


def test_a_token_that_can_be_guessed_is_refused():
    with pytest.raises(UnsafeSettingsError):
        ServeSettings(token="secret")


@pytest.fixture
def guarded(quoted_index: Path) -> Iterator[TestClient]:
    settings = ServeSettings("0.0.0.0", token=TOKEN)
    app = make_app(Archive(quoted_index, HashingEncoder()), settings)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer wrong-wrong-wrong-wrong"}, {"authorization": f"Basic {TOKEN}"},
     {"cookie": f"whosaid={TOKEN}"}, {"cookie": "whosaid="}],
)  # fmt: skip
def test_nothing_is_answered_without_the_token(
    guarded: TestClient, place: str, method: str, headers: dict[str, str]
):
    answer = guarded.request(method, place, headers=headers)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_program_shows_the_token_in_a_header(guarded: TestClient):
    answer = guarded.get("/api/v1/status", headers={"authorization": f"Bearer {TOKEN}"})

    assert answer.status_code == 200


def test_a_browser_shows_it_once_and_keeps_a_cookie_that_does_not_tell_it(guarded: TestClient):
    welcome = guarded.get(f"/?q=bridges&token={TOKEN}")
    cookie = welcome.headers["set-cookie"]

    assert welcome.status_code == 303
    assert welcome.headers["location"] == "/?q=bridges"
    assert TOKEN not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert guarded.get("/?q=bridges").status_code == 200


def test_the_welcome_leads_to_no_other_site(guarded: TestClient):
    welcome = guarded.get(f"{ADDRESS}//evil.example/x?token={TOKEN}")

    assert welcome.headers["location"] == "/evil.example/x"


def test_an_open_server_is_known_by_its_addresses_and_by_no_other_name(guarded: TestClient):
    headers = {"authorization": f"Bearer {TOKEN}"}
    for host, status in [
        ("192.168.1.7:8000", 200), ("[fd00::1]:8000", 200), (socket.gethostname(), 200),
        ("evil.example", 421),
    ]:  # fmt: skip
        answer = guarded.get("/api/v1/status", headers=headers | {"host": host})
        assert answer.status_code == status, host


def test_the_name_of_a_proxy_is_known(quoted_index: Path):
    settings = ServeSettings(token=TOKEN, names=("Archive.example",))
    headers = {"host": "archive.example", "authorization": f"Bearer {TOKEN}"}
    with TestClient(make_app(Archive(quoted_index, HashingEncoder()), settings)) as client:
        own = {"origin": "https://archive.example", "sec-fetch-site": "same-origin"}
        assert client.get("/api/v1/status", headers=headers | own).status_code == 200
        other = headers | {"host": "other.example"}
        assert client.get("/api/v1/status", headers=other).status_code == 421


# Sizes and times.


def test_an_address_is_limited(client: TestClient):
    assert client.get("/api/v1/ask?q=" + "a" * 50_000).status_code == 414


@pytest.mark.parametrize("place", ["/api/v1/verify", "/mcp", "/correct"])
def test_a_body_is_limited_by_what_it_declares(client: TestClient, place: str):
    headers = {"content-length": str(LARGEST_BODY + 1), "content-type": "application/json"}

    assert client.post(place, content=b"{}", headers=headers).status_code == 413


@pytest.mark.parametrize("place", ["/api/v1/verify", "/correct"])
def test_a_body_is_limited_by_what_arrives(client: TestClient, place: str):
    def parts() -> Iterator[bytes]:
        for _ in range(9):
            yield b"a" * 2**20

    headers = {"content-type": "application/json"}
    assert client.post(place, content=parts(), headers=headers).status_code == 413


def test_a_body_that_takes_too_long_is_given_up():
    async def main() -> int:
        statuses: list[int] = []

        async def never() -> Message:
            await asyncio.sleep(60)
            raise AssertionError

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        scope: Scope = {
            "type": "http", "method": "POST", "path": "/", "query_string": b"",
            "headers": [(b"content-length", b"5")],
        }  # fmt: skip
        limited = Limited(PlainTextResponse("reached"), Limits(seconds=0.05))
        await asyncio.wait_for(limited(scope, never, send), 10)
        return statuses[0]

    assert asyncio.run(main()) == 408


def test_a_body_within_the_limits_arrives_whole():
    async def main() -> bytes:
        parts = [
            {"type": "http.request", "body": b"ab", "more_body": True},
            {"type": "http.request", "body": b"cd", "more_body": False},
        ]
        found = bytearray()

        async def receive() -> Message:
            return parts.pop(0)

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            message = await receive()
            found.extend(message["body"])
            assert not message["more_body"]

        async def send(message: Message) -> None:
            raise AssertionError

        scope: Scope = {
            "type": "http", "method": "POST", "path": "/", "query_string": b"",
            "headers": [(b"content-length", b"4")],
        }  # fmt: skip
        await Limited(app, Limits())(scope, receive, send)
        return bytes(found)

    assert asyncio.run(main()) == b"abcd"
