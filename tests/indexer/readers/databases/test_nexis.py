"""Exports of Nexis: one article each, with newspaper, date, title and author from its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.databases.nexis import nexis_articles
from indexer.readers.read import read_documents
from indexer.records import Document, line_of
from indexer.text.paragraphs import split_passages
from tests.support.growth import assert_linear
from tests.support.hostile import docx, paragraph

OLD = """\
                               1 of 2 DOCUMENTS


                              The New York Times

                             May 17, 2016 Tuesday
                             Late Edition - Final

River Esk Floods Lower Ardmouth

BYLINE: By JANE ROE

SECTION: Section A; Column 0; Foreign Desk; Pg. 1

LENGTH: 134 words

DATELINE: ARDMOUTH, North Shire

BODY:

   The River Esk rose four metres in nine hours on Monday night.

   ''We offered six pumps,'' said Tobias Wren, the county's head of rivers.

URL: http://www.nytimes.com/

LOAD-DATE: May 17, 2016

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                   Copyright 2016 The New York Times Company


                               2 of 2 DOCUMENTS


                                The Guardian

                             May 18, 2016 Wednesday

Ferry sank

BYLINE: Tom Quist

LENGTH: 34 words

   The ferry lay on its side by the old quay on Wednesday.

LOAD-DATE: May 18, 2016

LANGUAGE: ENGLISH
"""

NEW = """\
User Name: Jane Roe
Date and Time: Friday, 1 March 2024 10:00:00 AM GMT
Documents (2)
1. River Esk floods lower Ardmouth
2. Ferry sank
River Esk floods lower Ardmouth
The Guardian (London)
May 17, 2016 Tuesday 8:00 AM GMT
Copyright 2016 Guardian News & Media Limited All Rights Reserved
Section: UK NEWS; Version:1
Length: 134 words
Byline: Tom Quist
Highlight: The county offered six pumps
Body
The River Esk rose four metres in nine hours on Monday night.
“We offered six pumps,” said Tobias Wren, the county’s head of rivers.
Load-Date: May 17, 2016
End of Document
Ferry sank
The Courier
18 May 2016
Length: 34 words
Body
The ferry lay on its side by the old quay on Wednesday.
Load-Date: May 18, 2016
End of Document
"""


def documents(path: Path) -> list[Document]:
    return [one for one in read_documents(path) if isinstance(one, Document)]


def test_the_older_form(tmp_path: Path):
    path = tmp_path / "nexis.txt"
    path.write_text(OLD, encoding="utf-8")
    flood, ferry = documents(path)

    assert (flood.title, flood.source) == ("River Esk Floods Lower Ardmouth", "The New York Times")
    assert (flood.date, flood.author) == ("2016-05-17", "JANE ROE")
    assert flood.section == "Section A; Column 0; Foreign Desk; Pg. 1"
    assert flood.rules["title"] == "Nexis export"
    assert (ferry.title, ferry.source, ferry.date) == ("Ferry sank", "The Guardian", "2016-05-18")
    lines = OLD.split("\n")
    for document in (flood, ferry):
        for passage in split_passages(document):
            assert passage.text in lines[line_of(document, passage.span) - 1]
    assert len(split_passages(flood)) == 2


@pytest.mark.parametrize("name", ["nexis.docx", "nexis.txt"])
def test_the_newer_form(tmp_path: Path, name: str):
    path = tmp_path / name
    if name.endswith(".docx"):
        body = "".join(paragraph(line.replace("&", "&amp;")) for line in NEW.splitlines())
        path.write_bytes(docx(body))
    else:
        path.write_text(NEW, encoding="utf-8")
    flood, ferry = documents(path)

    assert flood.title == "River Esk floods lower Ardmouth"
    assert (flood.source, flood.date) == ("The Guardian (London)", "2016-05-17")
    assert (flood.author, flood.section) == ("Tom Quist", "UK NEWS; Version:1")
    assert [passage.text for passage in split_passages(flood)] == [
        "The River Esk rose four metres in nine hours on Monday night.",
        "“We offered six pumps,” said Tobias Wren, the county’s head of rivers.",
    ]
    assert (ferry.title, ferry.source, ferry.date) == ("Ferry sank", "The Courier", "2016-05-18")
    assert ferry.text == "The ferry lay on its side by the old quay on Wednesday."


@pytest.mark.parametrize(
    "text", ["", "The river rose.", "He read 1 of 2 documents.", "BYLINE: Jane Roe\n\nIt rose."]
)
def test_other_texts_are_no_export(text: str):
    assert nexis_articles(text) == []


PIECES = [
    "1 of 2 DOCUMENTS\n", "End of Document\n", "BODY:\n", "Body\n", "LENGTH: 3 words\n", "Words.\n",
    "May 17, 2016\n", "\n", "LOAD-DATE: x\n", "Copyright 2016 A\n", "BYLINE: A\n", "  ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_export_gives_parts_of_its_text_in_order(text: str):
    spans = [one.parts[0] for one in nexis_articles(text)]

    assert spans == sorted(spans)
    assert all(span.of(text).strip() for span in spans)


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_grows_as_the_size(piece: str):
    assert_linear(lambda size: nexis_articles("1 of 2 DOCUMENTS\n" + piece * size), 8_000)
