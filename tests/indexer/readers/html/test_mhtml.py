"""A page in one file: the page itself, its encoding and its address."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import CorpusError
from indexer.readers.html.mhtml import read_mhtml
from indexer.readers.html.parse import PageError
from indexer.readers.read import read_documents
from indexer.records import Document

TEXT = "« Personne n’accostera avant avril », a déclaré la capitaine du port de Skerra, Inès Hölm."
PAGE = f"<html><head><title>Quai</title></head><body><p>{TEXT}</p></body></html>"


def mhtml(page: bytes, encoding: str = "base64", kind: str = "text/html; charset=windows-1252"):
    body = base64.encodebytes(page) if encoding == "base64" else quopri.encodestring(page)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://c.example/quai\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n"
        b"\r\n--X\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: 8bit\r\n\r\np{}\r\n"
        b"--X\r\nContent-Type: " + kind.encode() + b"\r\nContent-Transfer-Encoding: "
        + encoding.encode() + b"\r\nContent-Location: https://c.example/quai\r\n\r\n" + body
        + b"\r\n--X\r\nContent-Type: text/html\r\n\r\n<p>Soup in a frame</p>\r\n--X--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ".MHTML"])
def test_a_page_in_one_file_is_read(tmp_path: Path, encoding: str, suffix: str):
    path = tmp_path / f"quai{suffix}"
    path.write_bytes(mhtml(PAGE.encode("cp1252"), encoding))

    (document,) = read_documents(path)

    assert isinstance(document, Document)
    assert document.text == TEXT
    assert (document.title, document.url) == ("Quai", "https://c.example/quai")
    assert document.rules["url"] == "header"
    assert document.rules["encoding"] == "windows-1252 (declared)"
    assert document.line == 0


def test_a_file_without_a_page_says_so(tmp_path: Path):
    path = tmp_path / "a.mhtml"
    path.write_bytes(mhtml(b"x", kind="text/plain").replace(b"text/html", b"text/plain"))

    with pytest.raises(CorpusError, match="holds no HTML page"):
        list(read_documents(path))


@pytest.mark.parametrize("keep", [0, 10, 150, 300, 420])
def test_a_file_that_was_cut_off_is_read_or_says_why(keep: int):
    try:
        saved = read_mhtml(mhtml(PAGE.encode("cp1252"))[:keep])
    except PageError as error:
        saved = None
        assert "MHTML" in str(error)  # noqa: PT017 (both ends are right)
    assert saved is None or isinstance(saved.data, bytes)


def test_deep_messages_do_not_end_the_run():
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(5_000)
    )

    with pytest.raises(PageError, match="MHTML"):
        read_mhtml(deep)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_a_reason(data: bytes):
    try:
        assert isinstance(read_mhtml(mhtml(b"") + data).data, bytes)
        read_mhtml(data)
    except PageError:
        return
