"""Exports of Factiva, with and without codes, in several formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.databases.factiva import factiva_articles
from indexer.readers.read import read_documents
from indexer.records import Document, Span, line_of
from tests.support.growth import assert_linear

PLAIN = """\
Foreign
River Esk Floods Lower Ardmouth
By Jane Roe
134 words
17 May 2016
10:15 GMT
The Harbour Post
HAPO
English
Copyright 2016. The Harbour Post. All Rights Reserved.

The River Esk rose four metres in nine hours on Monday night.

"We offered six pumps," said Tobias Wren, the county's head of rivers.

Document HAPO000020160517ec5h0004h


Council Meets
1,204 words
18 May 2016
Daily Wire
DAWI
English
(c) 2016 Daily Wire

The council met.

Document DAWI000020160518ec5i00012

Search Summary
Text              esk
"""
CODED = """\
SE        Foreign
HD        River Esk Floods
          Lower Ardmouth
BY        By Jane Roe
WC        134 words
PD        17 May 2016
SN        The Harbour Post
SC        HAPO
LA        English
CY        Copyright 2016

LP
The River Esk rose four metres.

TD
"We offered six pumps," said Tobias Wren.

IN a hall nearby, people waited.

CO        hapo : Harbour Post
IPD       Rivers
AN
Document HAPO000020160517ec5h0004h
"""


def read(path: Path) -> list[Document]:
    return [one for one in read_documents(path) if isinstance(one, Document)]


def test_articles_without_codes_are_parted(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(PLAIN, encoding="utf-8")

    first, second = read(path)

    assert first.text.startswith("The River Esk rose")
    assert first.text.endswith("the county's head of rivers.")
    assert first.title == "River Esk Floods Lower Ardmouth"
    assert (first.author, first.date) == ("Jane Roe", "2016-05-17")
    assert (first.source, first.record) == ("The Harbour Post", "1")
    assert first.rules["source"] == "Factiva export"
    assert (second.title, second.source, second.text) == (
        "Council Meets", "Daily Wire", "The council met."
    )  # fmt: skip
    start = first.text.index("six pumps")
    line = line_of(first, Span(start, start + 3))
    assert "six pumps" in PLAIN.splitlines()[line - 1]


def test_codes_name_the_fields_and_are_no_part_of_the_text(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(CODED, encoding="utf-8")

    [one] = read(path)

    assert one.text == (
        'The River Esk rose four metres.\n\n"We offered six pumps," said Tobias Wren.\n\n'
        "IN a hall nearby, people waited."
    )
    assert (one.title, one.author) == ("River Esk Floods Lower Ardmouth", "Jane Roe")
    assert (one.date, one.source, one.section) == ("2016-05-17", "The Harbour Post", "Foreign")
    start = one.text.index("six pumps")
    assert "six pumps" in CODED.splitlines()[line_of(one, Span(start, start + 3)) - 1]


def test_an_export_as_rtf_or_html_is_read_like_one_as_text(tmp_path: Path):
    lines = [line for line in PLAIN.split("\n") if line.strip()]
    rtf = tmp_path / "a.rtf"
    rtf.write_text(r"{\rtf1\ansi " + r"\par ".join(lines) + "}", encoding="ascii")
    page = tmp_path / "a.html"
    page.write_text(f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>")

    for path in (rtf, page):
        first, second = read(path)
        assert (first.title, first.author) == ("River Esk Floods Lower Ardmouth", "Jane Roe")
        assert (first.date, first.source) == ("2016-05-17", "The Harbour Post")
        assert first.text.startswith("The River Esk rose")
        assert (second.record, second.text) == ("2", "The council met.")


@pytest.mark.parametrize(
    "text",
    ["", "Document 3 shows the dam.", "Documents\n\nDocument ABC\n", "134 words\n17 May 2016\nX\n"],
)
def test_a_text_that_is_no_export_is_left_alone(text: str):
    assert factiva_articles(text) == []


@given(st.text(alphabet="HDLPTDBY \t\nwords12:(c)Document HAPO000020160517ec5h0004h"))
def test_parts_are_in_order_and_within_the_text(text: str):
    for one in factiva_articles(text + "\nDocument HAPO000020160517ec5h0004h\n"):
        ends = [place for part in one.parts for place in part]
        assert ends == sorted(ends)
        assert one.places(text + "\nDocument").numbers == tuple(sorted(one.places(text).numbers))


def test_reading_takes_time_in_proportion_to_the_text():
    assert_linear(lambda size: factiva_articles("HD  \n134 words\n" * size + PLAIN), 2_000)
