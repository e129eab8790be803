"""No file is served but those of indexed articles, as they were indexed, and none as a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from query.serve.app import make_app
from query.serve.archive import Archive
from tests.query.serve.conftest import ADDRESS
from tests.support.hashing import HashingEncoder
from tests.support.quoted import build_quoted

SECRET = "the secret of another folder"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.md").write_text(SECRET, encoding="utf-8")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "page.html").write_text(
        "<html><body><article><p>“Bridges need money,” said Helen Marsh.</p></article>"
        "<script>steal()</script></body></html>",
        encoding="utf-8",
    )
    (articles / "a.md").write_text("“Bridges fall,” said Helen Marsh.\n", encoding="utf-8")
    build_quoted(articles, tmp_path / "index")
    (articles / "later.md").write_text(SECRET, encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = make_app(Archive(folder / "index", HashingEncoder()))
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as opened:
        yield opened


def document(client: TestClient, name: str) -> str:
    return str(client.get(f"/api/v1/show?id={name}").json()["document_id"])


WAYS_OUT = [
    "../secret.md", "..%2fsecret.md", "..%252fsecret.md", "%2e%2e/secret.md", "....//secret.md",
    "..\\secret.md", "..%5csecret.md", "{folder}/secret.md", "articles/later.md", "later.md",
    "secret.md%00.md", "../../../../etc/passwd", "%2fetc%2fpasswd", "//etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize(
    "place",
    ["/static/{way}", "/{way}", "/article/{way}", "/article/{way}/original", "/article/{way}/lines",
     "/article/{way}/page/1.png", "/api/v1/show?id={way}", "/api/v1/cite?id={way}",
     "/api/v1/{way}", "/export/{way}?q=bridges", "/saved/{way}"],
)  # fmt: skip
def test_no_way_leads_out_of_the_archive(client: TestClient, folder: Path, way: str, place: str):
    address = place.format(way=way.format(folder=folder))
    answer = client.get(address)

    assert answer.status_code in (303, 307, 400, 404), address
    assert SECRET not in answer.text
    assert "root:" not in answer.text


def test_a_file_is_saved_and_never_shown_as_a_page_of_this_site(client: TestClient):
    answer = client.get(f"/article/{document(client, 'page.html')}/original")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_what_took_the_place_of_a_file_is_not_served(client: TestClient, folder: Path):
    name = document(client, "a.md")
    path = folder / "articles" / "a.md"
    assert client.get(f"/article/{name}/original").status_code == 200

    path.unlink()
    path.symlink_to(folder / "secret.md")
    answer = client.get(f"/article/{name}/original")

    assert answer.status_code >= 400
    assert SECRET not in answer.text
