"""Broken and hostile pages: an article or a reason, never a traceback, never for long.

No test here has a bound in seconds: what grows with the square of the size would take minutes.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.page import Page, read_page
from indexer.readers.html.parse import MAX_DEPTH, MAX_ELEMENTS, PageError
from tests.support.growth import assert_linear

TEXT = "The pier of Skerra will stay closed until the spring, the county said on Wednesday."
END = "The harbour master, Ina Holm, said that the storm of Tuesday took eleven of its piles."


def read(source: str) -> Page:
    return read_page(SavedPage(source.encode("utf-8", "replace")))


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body><p>{TEXT}<",
        f"<p>{TEXT}",
        TEXT,
        f"<script>{'var a = 1; ' * 900_000}</script><p>{TEXT}</p>",
        f"<style>{'p {} ' * 500_000}</style><p>{TEXT}</p>",
        f"<p class='{'a ' * 1_000_000}'>{TEXT}</p>",
        f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{TEXT}</p>",
        f"{'<' * 500_000}<p>{TEXT}</p>",
        f"{'<p ' * 100_000}<p>{TEXT}</p>",
        f"<p>{TEXT}</p>{'<table><tr><td>1<td>2</table>' * 5_000}",
        f"<p>{TEXT}</p>{'<br>' * 20_000}",
        f"{'<meta name=author content=x>' * 20_000}<p>{TEXT}</p>",
        f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>{TEXT}</p><p>&x;</p>",
    ],
    ids=["cut tag", "no end", "no tags", "scripts", "styles", "attribute", "json", "brackets",
         "tags in tags", "tables", "breaks", "meta", "entity"],
)  # fmt: skip
def test_the_article_is_found_whatever_is_around_it(source: str):
    assert TEXT in read(source).text


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "table><tr><td", "ul><li"])
@pytest.mark.parametrize("depth", [MAX_DEPTH, 3_000, 30_000])
def test_deep_nesting_costs_no_paragraph(tag: str, depth: int):
    found = read(f"<html><body>{f'<{tag}>' * depth}<p>{TEXT}</p><p>{END}</p>")

    assert found.text.split("\n\n") == [TEXT, END]


def test_entities_that_stand_for_gigabytes_are_not_expanded():
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    page = f'<!DOCTYPE html [<!ENTITY a "ha">{entities}]><html><body><p>{TEXT}</p><p>&i;</p>'

    assert len(read(page).text) < 1_000


def test_a_page_of_data_is_refused():
    with pytest.raises(PageError, match="more than 200,000 elements"):
        read(f"<p>{TEXT}</p>{'<i>x</i>' * MAX_ELEMENTS}")


def test_control_characters_are_marked():
    assert (
        read(f"<p>{TEXT[:10]}\0\x01{TEXT[10:]}</p>").text == f"{TEXT[:10]}\ufffd\ufffd{TEXT[10:]}"
    )


@pytest.mark.parametrize(
    "part",
    [
        "<p>{number} piles were lost in the storm of Tuesday, the harbour master said.</p>",
        "<a href='/{number}'>Link {number}</a> ",
        "<div itemprop='author'>{number}",
        "<blockquote>{number}",
        "<li>{number}",
        "<table><tr><td>{number}",
        "Line {number}<br>",
        "<time datetime='2021-02-03'>{number}</time>",
        '<script type=\'application/ld+json\'>{{"@type": "NewsArticle"}}</script>',
        "<!-- {number}",
        "<b {number}",
    ],
)
def test_the_time_for_a_page_grows_as_its_size(part: str):
    def read_parts(size: int) -> None:
        parts = "".join(part.format(number=number) for number in range(size))
        read(f"<html><body><p>{TEXT}</p>{parts}")

    read_parts(10)  # loads the libraries
    assert_linear(read_parts, 4_000)


PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<b", ">", "<!--", "-->", "<script>", "</script>", "&", ";",
    "<table>", "<td>", "</table>", "<br>", "<a href='", "'", '"', "words of a page ", TEXT, "\0",
    "<meta property=og:title content=x>", "<time datetime=2021-02-03>", "<html", "<body ", "{", "}",
    "<script type='application/ld+json'>", '"@type": "NewsArticle"', "<h1>", "</svg>", "\ud800",
    "<!DOCTYPE", "<frameset>", "<p style='display:none'>", "é", "<![CDATA[", "]]>", "<p hidden>",
]  # fmt: skip
markup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(markup)
def test_any_page_gives_an_article_or_a_reason(source: str):
    try:
        found = read(source)
    except PageError as error:
        assert str(error)  # noqa: PT017 (both ends are right)
        return
    paragraphs = found.text.split("\n\n")
    assert len(found.lines) <= len(paragraphs)
    assert all(found.text[offset:].strip() for offset, _ in found.lines)
    assert [line for _, line in found.lines] == sorted(line for _, line in found.lines)
    assert all(span.of(found.text) in found.text for span in found.headings)
