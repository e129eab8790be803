"""Tests of `indexer.store.catalog.texts.packed_text`."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.catalog.texts import packed_text
from indexer.store.catalog.texts.packed_text import common_phrases, packed, unpacked

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_what_is_packed_is_unpacked(text: str) -> None:
    assert unpacked(packed(text)) == text
    assert len(packed(text)) <= 1 + len(text.encode())


@given(texts, st.integers(0, 200))
def test_the_beginning_is_that_of_the_whole(text: str, needed: int) -> None:
    found = unpacked(packed(text), needed)
    assert text.startswith(found)
    assert len(found) >= min(needed, len(text))


@pytest.mark.parametrize("form", [1, 2])
def test_the_beginning_of_a_long_text_is_enough(form: int) -> None:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = bytes([form]) + deflater.compress("“é” a".encode() * 20_000) + deflater.flush()

    found = unpacked(data, 1000)
    assert 1000 <= len(found) < 1200
    assert found == ("“é” a" * 300)[: len(found)]
    with pytest.raises(ValueError, match="cut off"):
        unpacked(data[:-20], 100_000)


def test_common_phrases_make_it_short() -> None:
    text = "The president said that the two countries will be talking, according to the officials. "

    assert unpacked(packed(text)) == text
    assert len(packed(text)) < 0.7 * len(zlib.compress(text.encode()))


def test_the_dictionary_is_that_of_the_format() -> None:
    """Nothing that was packed could be read with another one."""
    assert hashlib.sha256(common_phrases()).hexdigest() == (
        "e85380f5f23554926918b11cd0b91fd74f03e7dccfea5f3df1c19141319346a1"
    )


@given(st.binary(max_size=60), st.sampled_from([None, 0, 10]))
def test_any_bytes_are_unpacked_or_refused(data: bytes, needed: int | None) -> None:
    try:
        unpacked(data, needed)
    except ValueError:
        return


@pytest.mark.parametrize("form", [1, 2])
def test_a_bomb_is_refused(form: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_text, "LARGEST_TEXT", 1000)
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflater.compress(b"a" * 100_000) + deflater.flush()

    with pytest.raises(ValueError, match="cut off or too long"):
        unpacked(bytes([form]) + data)


@pytest.mark.parametrize("data", [b"", b"\3abc", b"\2", b"\1\xff", b"\0\xff"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (any reason)
        unpacked(data)


def test_a_text_of_an_older_format_is_one_already() -> None:
    assert unpacked("as it is") == "as it is"
    assert unpacked("as it is", 2) == "as it is"
