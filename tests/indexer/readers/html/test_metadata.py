"""Title, source, author, address, language and section of a page, and the rule that gave each."""

from __future__ import annotations

import pytest

from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.page import read_page

TEXT = (
    "<p>The pier of Skerra will stay closed until the spring, the county said on Wednesday.</p>"
    "<p>The harbour master, Ina Holm, said that the storm of Tuesday took eleven of its piles.</p>"
)


def fields(
    head: str = "", body: str = "", *, lang: str = "", before: str = "", url: str | None = None
) -> dict[str, tuple[str, str]]:
    source = (
        f"{before}<html lang='{lang}'><head>{head}</head>"
        f"<body><article>{body}{TEXT}</article></body></html>"
    )
    found = read_page(SavedPage(source.encode(), url=url)).fields
    return {name: (one.value, one.rule) for name, one in found.items()}


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def data(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def test_a_page_that_says_nothing_has_no_metadata():
    assert fields() == {}


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Pier closed</title>", "", ("Pier closed", "title tag")),
        ("<title>Pier closed | Courier</title>", "<h1>Pier closed</h1>", ("Pier closed", "h1")),
        (meta("og:title", "Pier closed - Courier") + meta("og:site_name", "Courier"), "",
         ("Pier closed", "og:title")),
        (meta("og:title", "Courier - Pier closed"), "<h1>Pier closed</h1>",
         ("Pier closed", "og:title")),
        (meta("og:title", "Pier closed -"), "", ("Pier closed", "og:title")),
        (meta("og:title", "Skerra - a pier and its piles"), "",
         ("Skerra - a pier and its piles", "og:title")),
        (data('{"@type": "Article", "headline": "Storm &amp; pier"}') + "<title>X</title>", "",
         ("Storm & pier", "json-ld")),
    ],
)  # fmt: skip
def test_the_title_is_told_without_the_name_of_the_site(head, body, expected):
    assert fields(head, body)["title"] == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (data('{"@type": "NewsArticle", "author": {"name": "Ina Holm"}}'), "",
         ("Ina Holm", "json-ld")),
        (data('{"@type": "NewsArticle", "author": [{"name": "Ina Holm"}, "Ole Dunn"]}'), "",
         ("Ina Holm, Ole Dunn", "json-ld")),
        ('<meta name="author" content="By Ina Holm">', "", ("By Ina Holm", "meta author")),
        (meta("article:author", "https://social.example/ina"), "<p>By Ina Holm</p>",
         ("Ina Holm", "byline")),
        ("", "<p class='byline'>Ina Holm | 4 February 2021</p>", ("Ina Holm", "byline")),
        ("", "<p>Posted on 4 February 2021 by Ina Holm</p>", ("Ina Holm", "byline")),
        ("", "<p>Von Ina Holm</p>", ("Ina Holm", "byline")),
        ("", "<p>Par Ina Hölm le 4 mars 2021</p>", ("Ina Hölm", "byline")),
        ("", "<p class='author'>Post author By Ina Holm</p>", ("Ina Holm", "byline")),
        ("", "<p>Par Ina Öst le 4 mars 2021</p>", ("Ina Öst", "byline")),
        ("", "<p>By Ludwig van der Berg</p>", ("Ludwig van der Berg", "byline")),
    ],
)  # fmt: skip
def test_the_author_is_a_name(head, body, expected):
    assert fields(head, body)["author"] == expected


@pytest.mark.parametrize(
    "author", ["https://social.example/ina", "ina@courier.example", "-", "admin"]
)
def test_an_address_is_not_an_author(author: str):
    assert "author" not in fields(f'<meta name="author" content="{author}">')


def test_a_name_in_the_text_is_not_an_author():
    assert "author" not in fields(body="<p>By order of the county, boats stay away.</p>")


@pytest.mark.parametrize(
    ("head", "before", "url", "expected"),
    [
        ('<link rel="canonical" href="https://c.example/a">', "", None,
         ("https://c.example/a", "canonical link")),
        ('<link rel="canonical" href="/a">', "", "https://c.example/b?x=1",
         ("https://c.example/a", "canonical link")),
        ('<link rel="canonical" href="/a">', "", None, None),
        ('<link rel="canonical" href="https://c.example/">', "", "https://c.example/a",
         ("https://c.example/a", "header")),
        (meta("og:url", "https://c.example/a"), "", None, ("https://c.example/a", "og:url")),
        ("", "<!-- saved from url=(0019)https://c.example/a -->", None,
         ("https://c.example/a", "saved from")),
        ("", "<!--\n Page saved with SingleFile \n url: https://c.example/a \n-->", None,
         ("https://c.example/a", "saved from")),
        ('<link rel="canonical" href="javascript:alert(1)">', "", None, None),
        ('<link rel="canonical" href="http://[bad">', "", None, None),
    ],
)  # fmt: skip
def test_the_address_is_the_canonical_one_or_where_the_page_was_saved(head, before, url, expected):
    assert fields(head, before=before, url=url).get("url") == expected


def test_source_language_and_section_are_told():
    head = meta("og:site_name", "Tarn Courier") + meta("article:section", "Islands")
    found = fields(head, lang="en-GB")

    assert found["source"] == ("Tarn Courier", "og:site_name")
    assert found["section"] == ("Islands", "meta article:section")
    assert found["language"] == ("en-GB", "html lang")


def test_the_article_of_the_page_is_told_from_teasers_in_its_data():
    teasers = (
        '[{"@type": "NewsArticle", "headline": "Fish soup", "author": {"name": "A Cook"}},'
        ' {"@type": "NewsArticle", "headline": "Pier closed", "author": {"name": "Ina Holm"}}]'
    )

    assert fields(data(teasers), "<h1>Pier closed</h1>")["author"] == ("Ina Holm", "json-ld")
    assert "author" not in fields(data(teasers), "<h1>Storm</h1>")
