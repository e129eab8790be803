"""WARC and WACZ."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.read import read_documents
from indexer.records import Document
from tests.support.hostile import PAGE as SHORT_PAGE
from tests.support.hostile import warc

WORDS = "The River Esk rose four metres in nine hours on Monday night and burst over the old quay. "
PAGE = f"""<html><head><title>River floods</title>
<meta property="article:published_time" content="2017-11-21"></head><body><nav><a href="/">Home</a>
</nav><article><h1>River floods</h1><p>{WORDS}</p><p>“We asked for pumps twice,” said Ines Calder,
the mayor of Ardmouth. {WORDS}</p></article></body></html>"""


def record(kind: str, url: str, head: str, body: bytes) -> bytes:
    block = head.replace("\n", "\r\n").encode() + body
    header = (
        f"WARC/1.0\nWARC-Type: {kind}\nWARC-Record-ID: <urn:uuid:{len(url)}-{len(block)}>\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\nWARC-Target-URI: {url}\n"
        f"Content-Type: application/http; msgtype={kind}\nContent-Length: {len(block)}\n\n"
    )
    return header.replace("\n", "\r\n").encode() + block + b"\r\n\r\n"


def response(url: str, body: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\nContent-Type: {kind}\n\n"
    return record("response", f"https://courier.example/{url}", head, body)


def saved(*, packed: bool = True) -> bytes:
    records = [
        record("request", "https://courier.example/1", "GET /1 HTTP/1.1\n\n", b""),
        response("1", PAGE.encode()),
        response("1", PAGE.replace("quay", "wharf").encode()),
        response("map.png", b"\x89PNG", "image/png"),
        response("old", b"gone", status="404 Not Found"),
        response("e", PAGE.encode("cp1252"), "text/html; charset=windows-1252"),
        response("empty", b"<html></html>"),
    ]
    return b"".join(map(gzip.compress, records) if packed else records)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_every_saved_page_is_a_document(tmp_path: Path, name: str):
    path = tmp_path / name
    if name.endswith(".wacz"):
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("archive/data.warc.gz", saved())
            package.writestr("datapackage.json", "{}")
    else:
        path.write_bytes(saved(packed=name.endswith(".gz")))
    found = list(read_documents(path))
    documents = [one for one in found if isinstance(one, Document)]

    assert [one.record.rpartition("@")[0] or one.record for one in documents] == [
        "https://courier.example/1", "https://courier.example/1", documents[2].record,
    ]  # fmt: skip
    assert len({one.document_id for one in documents}) == 3
    assert [type(one) for one in found].count(ReadFailure) == 1
    first = documents[0]
    assert (first.title, first.date, first.source) == (
        "River floods", "2017-11-21", "courier.example"
    )  # fmt: skip
    assert "“We asked for pumps twice,” said Ines Calder" in first.text
    assert "Home" not in first.text
    assert first.line == 0


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_was_cut_off_gives_what_it_has(tmp_path: Path, packed: bool, share: float):
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    data = saved(packed=packed)
    path.write_bytes(data[: int(share * len(data))])
    try:
        found = list(read_documents(path))
    except CorpusError:
        return

    assert found


def test_a_wrong_length_ends_the_archive_and_not_the_run(tmp_path: Path):
    path = tmp_path / "a.warc"
    path.write_bytes(saved(packed=False).replace(b"Content-Length: ", b"Content-Length: 9", 2))
    try:
        found = list(read_documents(path))
    except CorpusError:
        return

    assert all(isinstance(one, (Document, ReadFailure)) for one in found)


def test_a_record_with_another_length_than_it_states_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    path = tmp_path / "a.warc"
    path.write_bytes(warc(SHORT_PAGE, str(len(SHORT_PAGE) - 9)) + warc(SHORT_PAGE))

    *_, last = read_documents(path)

    assert isinstance(last, ReadFailure)
    assert "another length than it states" in last.reason
    assert capfd.readouterr() == ("", "")
