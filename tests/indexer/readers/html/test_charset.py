"""Bytes of a page -> text, in the encoding that it is in and not the one that it claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.decoding import UndecodableError
from indexer.readers.html.charset import decode_page

WORDS = "« Personne n’accostera », a déclaré Inès Hölm – le cœur à 2,4 millions d’€."


def page(charset: str, words: str = WORDS) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'


@pytest.mark.parametrize(
    ("charset", "codec", "said"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("UTF-8", "utf-8-sig", "utf-8"),
        ("windows-1252", "cp1252", "windows-1252 (declared)"),
        ("iso-8859-1", "cp1252", "windows-1252 (declared)"),  # as all browsers do
        ("us-ascii", "cp1252", "windows-1252 (declared)"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("windows-1252", "utf-8", "utf-8"),  # converted when saved, and the name stayed
    ],
)
def test_a_page_is_read_in_its_encoding(charset: str, codec: str, said: str):
    assert decode_page(page(charset).encode(codec)) == (page(charset), said)


def test_the_header_wins_over_the_page():
    words = "Ondřej Šťastný řekl, že přístav zůstane zavřený."
    data = page("iso-8859-1", words).encode("iso8859-2")

    assert decode_page(data, "ISO-8859-2") == (page("iso-8859-1", words), "iso8859-2 (declared)")


def test_an_encoding_of_escapes_is_not_taken_for_utf_8():
    words = "港は春まで閉鎖されると郡は水曜日に発表した。"
    data = page("iso-2022-jp", words).encode("iso2022_jp")

    assert decode_page(data)[0] == page("iso-2022-jp", words)


@pytest.mark.parametrize("charset", ["", "x-nonsense", "base64", "utf-16", "zlib", "utf-8"])
def test_a_name_that_is_none_or_wrong_leads_to_a_guess_that_is_told(charset: str):
    text, encoding = decode_page(page(charset).encode("cp1252"))

    assert WORDS in text
    assert encoding == "windows-1252 (guess)"


def test_damage_is_marked_and_nuls_do_not_make_a_page_binary():
    assert decode_page(b"<p>a\0b</p>")[0] == "<p>a\ufffdb</p>"


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\0\0"])
def test_an_empty_page_says_so(data: bytes):
    with pytest.raises(UndecodableError, match="empty"):
        decode_page(data)


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gbk", "utf-7", "rot13", "\0"]))
def test_any_bytes_give_text_or_a_reason(data: bytes, header: str | None):
    try:
        text, _ = decode_page(data, header)
    except UndecodableError:
        return

    assert "\0" not in text
    assert "\r" not in text
