"""All words of a page that is one text."""

from __future__ import annotations

import pytest

from indexer.readers.html.plain import text_of_page


def test_all_paragraphs_are_kept_in_order():
    assert text_of_page(b"<p>One</p><div>two<br>three</div>") == "One\n\ntwo\nthree"


def test_the_envelope_names_the_encoding():
    assert text_of_page("<p>Hölm</p>".encode("cp1252"), "windows-1252") == "Hölm"


@pytest.mark.parametrize("page", [b"", b"\0", b"<!-- nothing -->", b"<p></p>", b"%PDF-1.4 \xff"])
def test_a_page_without_words_gives_no_text(page: bytes):
    assert text_of_page(page) == ""
