"""When a page was published: which rule wins, and what is no date of publication."""

from __future__ import annotations

import pytest

from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.page import read_page

TEXT = (
    "<p>The pier of Skerra will stay closed until the spring, the county said on Wednesday.</p>"
    "<p>The harbour master, Ina Holm, said that the storm of 1 May 2020 took eleven piles.</p>"
)


def date(head: str = "", body: str = "", after: str = "", lang: str = "") -> tuple[str, str] | None:
    source = (
        f"<html lang='{lang}'><head><title>Pier closed</title>{head}</head><body><article>"
        f"<h1>Pier closed</h1>{body}{TEXT}</article>{after}</body></html>"
    )
    found = read_page(SavedPage(source.encode())).fields.get("date")
    return (found.value, found.rule) if found else None


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def data(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


ARTICLE = '{"@type": "NewsArticle", "headline": "Pier closed", "datePublished": "2021-02-03"}'
URL = '<link rel="canonical" href="https://news.example/2021/02/04/pier">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (data(ARTICLE), ("2021-02-03", "json-ld")),
        (data(f'{{"@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}'), ("2021-02-03", "json-ld")),
        (data(f"<!--\n{ARTICLE};\n-->"), ("2021-02-03", "json-ld")),
        (meta("article:published_time", "2021-02-03T10:00+01:00"),
         ("2021-02-03", "meta article:published_time")),
        (meta("article:published_time", "Wed Feb 03 10:00:00 CET 2021"),
         ("2021-02-03", "meta article:published_time")),
        (URL, ("2021-02-04", "url")),
        (URL + data(ARTICLE), ("2021-02-04", "url")),
    ],
)  # fmt: skip
def test_a_stated_date_is_told_with_its_rule(head: str, expected: tuple[str, str]):
    assert date(head) == expected


@pytest.mark.parametrize(
    "head",
    [
        "",
        meta("article:modified_time", "2021-02-09"),
        meta("og:updated_time", "2021-02-09"),
        data('{"@type": "NewsArticle", "dateModified": "2021-02-09"}'),
        data('{"@type": "Event", "datePublished": "2021-02-09"}'),
        data("{broken"),
        data('[{"@type":"NewsArticle","headline":"A","datePublished":"2021-02-09"},'
             '{"@type":"NewsArticle","headline":"B","datePublished":"2021-02-08"}]'),
    ],
)  # fmt: skip
def test_what_is_not_the_date_of_publication_gives_none(head: str):
    assert date(head) is None


def test_a_date_that_cannot_be_read_is_handed_on_as_it_is():
    found = date(meta("article:published_time", "17/05/16"))

    assert found == ("17/05/16", "meta article:published_time")


@pytest.mark.parametrize(
    ("body", "lang", "expected"),
    [
        ("<p>4 February 2021, 10:40</p>", "", "2021-02-04"),
        ("<p>Posted on February 4, 2021 by Ina Holm</p>", "en", "2021-02-04"),
        ("<p>Von Ina Holm, 4. März 2021</p>", "de", "2021-03-04"),
        ("<p>le 4 août 2021</p>", "fr", "2021-08-04"),
        ("<p>04.02.2021 - 10:40</p>", "", "2021-02-04"),
        ("<p>02/04/2021</p>", "en-US", "2021-02-04"),
        ("<p>04/02/2021</p>", "en-GB", "2021-02-04"),
        ("<p>04/02/2021</p>", "", "2021"),  # February or April: not guessed
        ("<p>May 2021</p>", "en", "2021-05"),
    ],
)
def test_a_date_beside_the_headline_counts(body: str, lang: str, expected: str):
    assert date(body=body, lang=lang) == (expected, "date line")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Updated: 9 February 2021</p>",
        "<p>© 2021 Tarn Courier</p>",
        "<p>Zuletzt geändert am 9. Februar 2021</p>",
        "<p>Copyright 2021, all rights reserved</p>",
    ],
)
def test_changes_and_copyright_are_no_publication(body: str):
    assert date(body=body) is None


def test_comments_and_teasers_do_not_date_the_article():
    comment = "<div class='comment'><time datetime='2021-02-05'>5 Feb</time> A disgrace!</div>"
    teaser = "<aside><time datetime='2021-02-06'>6 Feb</time> Fish soup</aside>"

    assert date(after=comment + teaser) is None
    assert date(body="<time datetime='2021-02-03'>3 Feb</time>", after=comment)[0] == "2021-02-03"


def test_a_moment_before_midnight_in_universal_time_has_the_day_of_the_place():
    """23:40 in universal time is the next day east of Greenwich and the day before in the west."""
    stated = meta("article:published_time", "2021-02-03T23:40:00Z")

    assert date(stated) == ("2021-02-03", "meta article:published_time")
    assert date(stated, "<p>4 February 2021, 00:40</p>") == (
        "2021-02-04", "meta article:published_time, local day",
    )  # fmt: skip
    assert date(stated + meta("sailthru.date", "2021-02-03 18:40:00"))[0] == "2021-02-03"
    assert date(stated, "<p>9 February 2021</p>")[0] == "2021-02-03"


def test_a_live_report_begins_with_its_first_entry():
    live = (
        '{"@type": "LiveBlogPosting", "headline": "Pier closed", "datePublished": "2021-02-02",'
        ' "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2021-02-03"}]}'
    )

    assert date(data(live)) == ("2021-02-02", "json-ld")


def test_today_is_never_guessed():
    assert date(body="<p>Today, 10:40</p>") is None
    assert date(body="<p>5 hours ago</p>") is None
