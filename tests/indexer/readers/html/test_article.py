"""What belongs to the article of a page and what does not, case by case."""

from __future__ import annotations

import pytest

from indexer.quotes import QuoteExtractor
from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.page import Page, read_page
from indexer.readers.html.parse import PageError

FIRST = "The pier of Skerra will stay closed until the spring, the county said on Wednesday."
SECOND = "The harbour master, Ina Holm, said that eleven piles were lost in the storm of Tuesday."
THIRD = "The council wants the county to pay for the repairs, which it puts at 2.4 million."


def page(body: str, head: str = "<title>Pier closed</title>") -> Page:
    source = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page(SavedPage(source.encode()))


def paragraphs(*parts: str) -> list[str]:
    """The article of a page whose body has the parts between its three paragraphs."""
    inside = "".join(
        f"<p>{text}</p>{part}"
        for text, part in zip((FIRST, SECOND, THIRD), (*parts, "", "", ""), strict=False)
    )
    return page(f"<article><h1>Pier closed</h1>{inside}</article>").text.split("\n\n")


def test_an_article_is_its_paragraphs_without_its_title():
    assert paragraphs() == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "part",
    [
        "<figure><img src='a'><figcaption>Waves over the pier on Tuesday</figcaption></figure>",
        "<p class='caption'>Waves over the pier on Tuesday night, seen from the harbour.</p>",
        "<p>Photo: Ina Holm / Tarn Courier</p>",
        "<p><a href='/b'>Storm leaves three hundred homes without power in the county</a></p>",
        "<div class='newsletter-box'><p>Sign up and get the news at six.</p></div>",
        "<p>4 February 2021, 00:40</p>",
        f"<p>{FIRST}</p>",
        f"<div style='display: none'><p>{FIRST} It is hidden.</p></div>",
        "<aside><p>The best fish soup of the islands is made in the school.</p></aside>",
    ],
)
def test_what_only_stands_beside_the_article_is_left_out(part: str):
    assert paragraphs(part) == [FIRST, SECOND, THIRD]


def test_a_heading_stays_only_above_text():
    assert paragraphs("<h2>Who pays</h2>", "") == [FIRST, "Who pays", SECOND, THIRD]
    assert paragraphs("", "", "<h2>More news</h2><h3>Fish soup</h3>") == [FIRST, SECOND, THIRD]


def test_an_article_without_spaces_between_words_is_read():
    one = "港务局星期三表示，斯凯拉码头将关闭至春季，渡轮每天往返两次，岛上居民对此感到不满。"
    two = "港务长伊娜·霍尔姆说，星期二的暴风雨冲走了十一根桩，修复费用估计为二百四十万。"
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/s'>体育</a></li></ul>"

    found = page(f"<nav>{menu}</nav><div><p>{one}</p><p>{two}</p></div>", "<title>码头关闭</title>")

    assert found.text.split("\n\n") == [one, two]


def test_headings_are_told_with_their_place():
    found = page(f"<article><p>{FIRST}</p><h2>Who pays</h2><p>{THIRD}</p><p>{SECOND}</p></article>")

    assert [span.of(found.text) for span in found.headings] == ["Who pays"]


@pytest.mark.parametrize(
    "lead",
    [
        "<p class='standfirst'>{}</p>",
        "<div class='article-intro'>{}</div>",
        "<h2 class='dek'>{}</h2>",
    ],
)
def test_the_lead_belongs_to_the_article(lead: str):
    words = "The islanders want the county to pay for what the storm took from their harbour."
    body = f"<header><h1>Pier closed</h1>{lead.format(words)}</header><div><p>{FIRST}</p>"

    found = page(f"<article>{body}<p>{SECOND}</p><p>{THIRD}</p></div></article>")

    assert found.text.split("\n\n") == [words, FIRST, SECOND, THIRD]


@pytest.mark.parametrize("network", ["twitter-tweet", "instagram-media", "bluesky-embed"])
def test_an_embedded_post_is_kept_with_its_author(network: str):
    words = "No boats, no bread. The county must act this week."
    by, when = "— Jonas Vik (@jonasvik)", "February 3, 2021"
    inside = f"<p>{words}</p>{by} <a href='/1'>{when}</a>"

    assert paragraphs(f"<blockquote class='{network}'>{inside}</blockquote>") == [
        FIRST, words, f"{by} {when}", SECOND, THIRD,
    ]  # fmt: skip


def test_an_article_in_the_data_of_a_page_is_found():
    data = f'{{"@type": "NewsArticle", "articleBody": "{FIRST} {SECOND} {THIRD}"}}'
    head = f'<script type="application/ld+json">{data}</script>'

    assert page("<div id='app'>Loading</div>", head).text == f"{FIRST} {SECOND} {THIRD}"


def test_a_page_that_the_library_stumbles_over_gives_its_paragraphs(monkeypatch):
    def stumble(*_: object, **__: object) -> str:
        raise IndexError

    monkeypatch.setattr("trafilatura.extract", stumble)

    assert paragraphs() == [FIRST, SECOND, THIRD]


def test_short_pages_are_read_too():
    assert page("<p>The river fell by a metre overnight, and the ferry ran again.</p>").text == (
        "The river fell by a metre overnight, and the ferry ran again."
    )


def test_the_source_line_of_each_paragraph_is_told():
    found = page(f"\n<article>\n<p>{FIRST}</p>\n\n<p>{SECOND}</p>\n<p>\n{THIRD}</p></article>")

    assert found.lines == ((0, 3), (len(FIRST) + 2, 5), (len(FIRST) + len(SECOND) + 4, 7))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "empty"),
        ("<!-- only a comment -->", "empty: no HTML in it"),
        ("<html><body></body></html>", "empty: no words in it"),
        ("<frameset><frame src=a.html></frameset>", "no article: the page only shows other pages"),
        ("<div id=app></div><script>x()</script>", "no article: the page is filled by scripts"),
    ],
)
def test_a_page_without_an_article_says_why(source: str, reason: str):
    with pytest.raises(PageError) as caught:
        read_page(SavedPage(source.encode()))

    assert str(caught.value).startswith(reason)


SAID = "I never promised the pier to anybody, and I have told them so more than once."
MORE = "We will rebuild it when there is money for it, and not a day earlier than that."


def test_a_block_quote_behind_a_colon_keeps_its_frame():
    """Without quotation marks nothing else shows that these are somebody's words."""
    lead = f"{SECOND[:-1]} and wrote:"
    found = page(
        f"<article><p>{FIRST}</p><p>{lead}</p><blockquote><p>{SAID}</p><p>{MORE}</p></blockquote>"
        f"<p>{THIRD}</p></article>"
    )

    assert found.text == f"{FIRST}\n\n{lead}\n\n> {SAID}\n>\n> {MORE}\n\n{THIRD}"
    assert [found.text[start : start + 8] for start, _ in found.lines] == [
        FIRST[:8], lead[:8], f"> {SAID[:6]}", f"> {MORE[:6]}", THIRD[:8]
    ]  # fmt: skip


def test_the_quotes_of_a_framed_block_quote_have_their_speaker():
    found = page(
        f"<article><p>{FIRST}</p><p>Harbour master Ina Holm wrote on Facebook:</p>"
        f"<blockquote>{SAID}<br>{MORE}</blockquote><p>{THIRD}</p></article>"
    )
    quotes = QuoteExtractor.load().extract(found.text)

    assert [(one.speaker, one.parts[0].of(found.text)[:30]) for one in quotes] == [
        ("Ina Holm", SAID[:30])
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}</p><blockquote><p>{SAID}</p></blockquote><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><p>She said:</p><blockquote><p>“{SAID}”</p></blockquote><p>{THIRD}</p>",
        f"<p>So:</p><blockquote><p>{FIRST}</p><p>{SECOND}</p></blockquote><p>{THIRD}</p>",
    ],
    ids=["a box", "with marks", "the whole article"],
)
def test_other_block_quotes_stay_as_they_are(body: str):
    assert ">" not in page(f"<article>{body}</article>").text
