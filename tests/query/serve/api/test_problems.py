"""What is wrong with a request is told as problem+json."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from query.serve.archive import Archive
from query.serve.operations.verify import VERIFY_DRAFT

WRONG = [
    ("ask", 400, "parameter", "q"),
    ("ask?q=a&qq=b", 400, "parameter", "qq"),
    ("ask?q=a&q=b", 400, "parameter", "q"),
    ("ask?q=a&limit=0", 400, "parameter", "limit"),
    ("ask?q=a&limit=1001", 400, "parameter", "limit"),
    ("ask?q=a&limit=five", 400, "parameter", "limit"),
    ("ask?q=a&limit=%D9%A5", 400, "parameter", "limit"),
    ("ask?q=a&offset=-1", 400, "parameter", "offset"),
    ("ask?q=a&facets=perhaps", 400, "parameter", "facets"),
    ("ask?q=a&mode=magic", 400, "parameter", "mode"),
    ("ask?q=%FF", 400, "parameter", None),
    ("ask?q=" + 10_001 * "a", 400, "parameter", "q"),
    ("ask?q=a" + "&source=b" * 51, 400, "parameter", "source"),
    ("ask?" + "&".join(f"a{n}=b" for n in range(501)), 400, "parameter", None),
    ("ask?q=", 400, "query-syntax", None),
    ("ask?q=a&since=someday", 400, "query-syntax", None),
    ("ask?q=flood+AND&strict=true", 400, "query-syntax", None),
    ("verify?quote=one", 400, "claim", None),
    ("timeline?q=bridges&compare=one", 400, "parameter", "compare"),
    ("show?id=nothing", 404, "not-found", None),
    ("person?q=Nobody+Atall", 404, "not-found", None),
    ("cite", 400, "parameter", "id"),
    ("cite?id=nothing", 404, "not-found", None),
    ("nothing", 404, "no-such-path", None),
    ("", 404, "no-such-path", None),
]


@pytest.mark.parametrize(
    ("address", "status", "kind", "parameter"), WRONG, ids=[one[0][:40] for one in WRONG]
)
def test_a_wrong_request_is_a_problem(
    client: TestClient, address: str, status: int, kind: str, parameter: str | None
):
    answer = client.get(f"/api/v1/{address}")
    problem = answer.json()

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"urn:whosaid:problem:{kind}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem.get("parameter") == parameter


def test_a_name_that_is_nearly_right_is_named(client: TestClient):
    assert "source" in client.get("/api/v1/ask?q=a&sourc=b").json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_another_method_is_a_problem(client: TestClient, method: str):
    answer = client.request(method, "/api/v1/ask?q=a")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert answer.json()["type"] == "urn:whosaid:problem:method"


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{}", "application/json", 400),
        (b'{"text": 1}', "application/json", 400),
        (b'{"text": "No quote is here."}', "application/json", 400),
        (b'{"text": "x", "texts": "y"}', "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b"[]", "application/json", 415),
        (b"{", "application/json", 415),
        (b"\xff", "application/json", 415),
        (b"[" * 100_000, "application/json", 415),
        (b"text=x", "application/x-www-form-urlencoded", 415),
    ],
)
def test_a_wrong_body_is_a_problem(client: TestClient, body: bytes, media_type: str, status: int):
    answer = client.post("/api/v1/verify", content=body, headers={"content-type": media_type})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_draft_is_limited_in_length(client: TestClient):
    longest = next(one for one in VERIFY_DRAFT.parameters if one.name == "text").longest
    answer = client.post("/api/v1/verify", json={"text": "a" * (longest + 1)})

    assert answer.status_code == 400
    assert answer.json()["parameter"] == "text"


def test_a_fault_of_the_program_shows_nothing_of_it(
    client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):  # fmt: skip
    def fail(*_: object) -> None:
        raise RuntimeError("the secret")

    monkeypatch.setattr("query.engine.Engine.ask", fail)
    answer = client.get("/api/v1/ask?q=bridges")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["type"] == "urn:whosaid:problem:fault"
    assert "the secret" in capsys.readouterr().err


def test_an_index_that_went_away_is_told(
    client: TestClient, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "root", tmp_path / "nowhere")
    monkeypatch.setattr("query.serve.archive._Watched.is_same", lambda _: False)
    answer = client.get("/api/v1/ask?q=bridges")

    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_pages_are_linked_and_lead_through_all_rows(client: TestClient):
    everything = client.get("/api/v1/quotes?limit=100").json()["quotes"]
    found, address = [], "/api/v1/quotes?limit=2"
    while address:
        answer = client.get(address)
        found += answer.json()["quotes"]
        address = answer.links.get("next", {}).get("url", "")

    assert [one["rank"] for one in found] == [one["rank"] for one in everything]
    assert [one["quote"] for one in found] == [one["quote"] for one in everything]


def test_the_page_before_is_linked(client: TestClient):
    answer = client.get("/api/v1/ask?q=bridges&limit=1&offset=1&source=a&source=b")

    assert answer.links["prev"]["url"] == "/api/v1/ask?q=bridges&limit=1&source=a&source=b&offset=0"
