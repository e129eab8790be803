"""Notes as Obsidian and Zotero write them: the words that a reader sees, each on its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import CorpusError
from indexer.quotes import QuoteExtractor
from indexer.readers.markdown.note import read_note
from indexer.readers.read import read_documents
from indexer.records import Document, line_of
from indexer.text.paragraphs import split_passages
from tests.support.growth import assert_linear

OBSIDIAN = """\
---
title: River Esk floods lower Ardmouth
source: "https://courier.example/flood"
author:
  - "[[Jane Roe]]"
  - [[Tom Quist|T. Quist]]
published: 2017-11-21
created: 2024-03-02
tags: [clippings]
aliases: []
---
#flood #ardmouth/lower

> [!quote]+ From the meeting
> “We will rebuild the **bridge** before the swallows are back,” said [[people/Ines Calder|Ines \
Calder]], the mayor of [[Ardmouth]]. ^q1

![[bridge.png|300]]
![The bridge on Monday|300](https://courier.example/b.jpg)

The wall was [cut from the budget](https://courier.example/wall "Wall") two years ago.[^1] \
See [[Flood#Damage]].

```dataview
TABLE author FROM [[Ardmouth]]
```

[^1]: By the council.
"""

ZOTERO = """\
# Annotations
(17/05/2016, 10:30:12)

[“The flood wall \\[was\\] cut from the budget”](zotero://open-pdf/library/items/AB?page=3) \
([Calder, 2016, p. 12](zotero://select/library/items/CD)) check with the council

[“We will rebuild the bridge”](zotero://open-pdf/library/items/AB?page=5&annotation=Y) \
([Calder, 2016, p. 14](zotero://select/library/items/CD))
"""


def read(tmp_path: Path, source: str) -> Document:
    path = tmp_path / "note.md"
    path.write_text(source, encoding="utf-8")
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    return document


def test_a_note_of_obsidian_is_what_its_reader_sees(tmp_path: Path):
    document = read(tmp_path, OBSIDIAN)
    passages = split_passages(document)

    assert (document.title, document.date) == ("River Esk floods lower Ardmouth", "2017-11-21")
    assert document.author == "Jane Roe, T. Quist"
    assert document.url == "https://courier.example/flood"
    assert [passage.text for passage in passages] == [
        "“We will rebuild the bridge before the swallows are back,” said Ines Calder, the mayor of"
        " Ardmouth.",
        "The bridge on Monday",
        "The wall was cut from the budget two years ago. See Flood > Damage.",
        "By the council.",
    ]  # fmt: skip
    lines = OBSIDIAN.split("\n")
    for passage, word in zip(passages, ["swallows", "Monday", "budget"], strict=False):
        assert word in lines[(line_of(document, passage.span) or 0) - 1]
    (quote,) = QuoteExtractor.load().extract(document.text, title=document.title)
    assert quote.speaker == "Ines Calder"


def test_a_note_of_zotero_keeps_the_pages_that_it_cites(tmp_path: Path):
    document = read(tmp_path, ZOTERO)

    assert [passage.text for passage in split_passages(document)] == [
        "“The flood wall [was] cut from the budget” (Calder, 2016, p. 12) check with the council",
        "“We will rebuild the bridge” (Calder, 2016, p. 14)",
    ]
    assert document.date is None  # that of the note is not that of what it cites
    assert document.rules == {}


def test_a_note_of_zotero_as_a_page(tmp_path: Path):
    path = tmp_path / "note.html"
    path.write_text(
        '<html><head><meta charset="utf-8"><title>Calder 2016</title></head><body>'
        '<div class="zotero-notes"><div data-schema-version="8"><h1>Annotations<br>(17/05/2016,'
        ' 10:30:12)</h1>\n<p><span class="highlight">“The wall was cut”</span> <span class='
        '"citation">(<span class="citation-item">Calder, 2016, p. 12</span>)</span> ask</p>\n'
        "<p>Short.</p></div></div></body></html>",
        encoding="utf-8",
    )
    (document,) = read_documents(path)

    assert isinstance(document, Document)
    assert [passage.text for passage in split_passages(document)] == [
        "“The wall was cut” (Calder, 2016, p. 12) ask", "Short."
    ]  # fmt: skip
    assert (document.title, document.date) == ("Calder 2016", None)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a [[b]] c", "a b c"),
        ("[[b#c|d]]", "d"),
        ("![[b]]", "b"),
        ("![[b.pdf#page=3]]", ""),
        ("[a (b)](c_(d))", "a (b)"),
        ("[a][1] and [1]\n\n[1]: https://b.example", "a and [1]\n\n"),
        ("[a][2] [sic]\n", "[a][2] [sic]\n"),
        ("[Question]: Why did it fail?", "[Question]: Why did it fail?"),
        ("[the council] (who met)", "[the council] (who met)"),
        ("[![alt text](a.png)](https://b.example)", "alt text"),
        ("![a.png](b.png)", ""),
        ("<https://b.example/c>", "https://b.example/c"),
        ("5*3*2 a_b_c *a* __b__ ***c***", "5*3*2 a_b_c a b c"),
        ("* *one* item", "* one item"),
        ("==marked== a == b", "marked a == b"),
        ("~~said~~", "~~said~~"),
        ("`*a* [[b]]`", "*a* [[b]]"),
        (r"\*a\* \[b\]\(c\) \\", "*a* [b](c) \\"),
        ("a &amp; b &nosuch; AT&T", "a & b &nosuch; AT&T"),
        ("a<br>b <mark>c</mark> 1 < 2 > 0", "a b c 1 < 2 > 0"),
        ("author:: Jane Roe", "author: Jane Roe"),
        ("std::vector", "std::vector"),
        ("x ^2 and y^2", "x ^2 and y^2"),
        ("> > quoted", "quoted"),
        ("~~~\n**a**\n~~~\n**b**", "~~~\n**a**\n~~~\nb"),
    ],
)
def test_marks_go_and_words_stay(source: str, words: str):
    assert read_note(source).text == words


def test_a_note_of_pictures_alone_is_reported(tmp_path: Path):
    with pytest.raises(CorpusError, match="only pictures"):
        read(tmp_path, "![[a.png]]\n\n![](b.png)\n")


PIECES = [
    "[[", "]]", "[", "](", ")", "!", "*", "**", "_", "==", "`", "```\n", "\n", "\n> ", "[!q] ",
    " ^a1", "#tag ", "word ", "“said” ", "\\", "<span ", ">", "&amp;", "|", "[^1]", ":: ", '"',
]  # fmt: skip
HOSTILE = [
    "[a", '[a](b "', "*a ", "_a ", "[[a|", "[a [b] ", " ", "<b a", "![", "![[a", "> ", "[a](b(",
    "\\[", "==a", "a::b ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_word_stays_on_its_line(source: str):
    note = read_note(source)

    assert note.text.count("\n") == source.count("\n")
    for line, shown in zip(source.split("\n"), note.text.split("\n"), strict=True):
        assert shown.count("“said”") <= line.count("“said”")


@pytest.mark.parametrize("part", [*PIECES, *HOSTILE])
def test_the_time_grows_as_the_size(part: str):
    assert_linear(lambda size: read_note(part * size), 4_000)
