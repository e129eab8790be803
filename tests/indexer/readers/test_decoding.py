"""Decoding: no word is altered silently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.decoding import UndecodableError, decode
from tests.support.growth import assert_linear

ENGLISH = "“It’s over,” the café’s owner said on Tuesday — and nobody in the street disagreed.\n"
POLISH = "Minister powiedział, że powódź była największa od stu lat. „Nie możemy już czekać”.\n"
RUSSIAN = "Мэр города сказал, что наводнение было самым сильным за сто лет. Жители ждут помощи.\n"
MORE_RUSSIAN = f"{RUSSIAN} Мы больше не можем ждать, добавил он, и жители обеспокоены.\n"
ARABIC = "قال رئيس البلدية إن الفيضان كان الأكبر منذ مئة عام. السكان قلقون وينتظرون المساعدة.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_remark(encoding):
    assert decode(ENGLISH.encode(encoding)) == (ENGLISH, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_obeyed(encoding):
    assert decode(f"\ufeff{ENGLISH}".encode(encoding)) == (ENGLISH, encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (ENGLISH, "cp1252", "windows-1252 (guess)"),
        (POLISH * 2, "cp1250", "windows-1250 (guess)"),
        (RUSSIAN * 2, "cp1251", "windows-1251 (guess)"),
        (MORE_RUSSIAN * 3, "koi8-r", "koi8_r (guess)"),
        (ARABIC * 2, "cp1256", "windows-1256 (guess)"),
        (ENGLISH * 5, "mac_roman", "mac_roman (guess)"),
    ],
)
def test_other_encodings_are_recognised_and_said(text, encoding, said):
    assert decode(text.encode(encoding)) == (text, said)


def test_what_is_surely_not_western_is_refused_rather_than_garbled():
    with pytest.raises(UndecodableError, match="convert the file to UTF-8"):
        decode("Жители ждут помощи.".encode("koi8-r"))


def test_a_few_damaged_bytes_do_not_turn_utf8_into_something_else():
    data = ENGLISH.encode() + b"cut \xe2\x80\n"

    assert decode(data) == (f"{ENGLISH}cut \ufffd\n", "utf-8, 1 damaged bytes replaced")


def test_a_late_byte_of_another_encoding_is_found_in_a_long_text():
    def check(lines: int) -> None:
        text = "plain line\n" * lines + "“quote”\n"
        assert decode(text.encode("cp1252")) == (text, "windows-1252 (guess)")

    assert_linear(check, 200_000)


def test_utf16_cut_in_the_middle_of_a_character_loses_only_that():
    data = f"\ufeff{ENGLISH}".encode("utf-16-le")[:-1]

    assert decode(data)[0] == ENGLISH[:-1] + "\ufffd"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_is_written_as_utf8_comes_back(text):
    data = text.encode()

    assert decode(data)[0] == text or text.startswith("\ufeff")


@given(st.binary(max_size=2000))
def test_any_bytes_give_text_that_can_be_stored_or_a_reason(data):
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        reason = str(error)
        assert reason.startswith(("empty", "binary: ", "encoding not recognised"))
    else:
        assert text.encode()
        assert encoding
        assert "\r" not in text
