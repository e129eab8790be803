"""RSS, Atom and exports of WordPress."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.read import read_documents
from indexer.records import Document

ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Courier</title>
<entry><title>Flood</title><id>urn:1</id><link href="https://courier.example/flood"/>
<published>2017-11-21T07:30:00Z</published><updated>2018-01-01T00:00:00Z</updated>
<author><name>Jane Roe</name></author>
<content type="html">&lt;p&gt;The river rose.&lt;/p&gt;</content>
</entry>
<entry><title>Drought</title><id>urn:2</id><updated>2018-01-01T00:00:00Z</updated>
<summary>It fell.</summary></entry>
<entry><title>Nothing</title><id>urn:3</id></entry>
</feed>
"""
WORDPRESS = """\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Ardmouth Courier</title><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<item><title>River Esk floods</title><link>https://courier.example/flood/</link>
<pubDate>Tue, 21 Nov 2017 07:30:00 +0000</pubDate><dc:creator><![CDATA[poduya]]></dc:creator>
<guid isPermaLink="false">https://courier.example/?p=1</guid><description></description>
<content:encoded><![CDATA[The river rose four metres in nine hours.

“We offered six pumps,” said Tobias Wren.]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
<category domain="category" nicename="local"><![CDATA[Local]]></category></item>
<item><title>Blocks</title><link>https://courier.example/b/</link>
<pubDate>Tue, 21 Nov 2017 07:30:00 +0000</pubDate>
<guid isPermaLink="false">https://courier.example/?p=2</guid>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>Schools will stay closed.</p>
<!-- /wp:paragraph -->]]></content:encoded><wp:status>publish</wp:status>
<wp:post_type>page</wp:post_type></item>
<item><title>Draft</title><guid>3</guid>
<content:encoded><![CDATA[Not yet.]]></content:encoded><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title>pic</title><guid>4</guid>
<content:encoded><![CDATA[]]></content:encoded><wp:status>inherit</wp:status>
<wp:post_type>attachment</wp:post_type></item>
</channel></rss>
"""


def read(tmp_path: Path, name: str, text: str) -> list[Document | ReadFailure]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read_documents(path))


@pytest.mark.parametrize("name", ["a.atom", "feed.xml"])
def test_each_entry_is_a_document(tmp_path: Path, name: str):
    flood, drought, nothing = read(tmp_path, name, ATOM)

    assert isinstance(flood, Document)
    assert isinstance(drought, Document)
    assert isinstance(nothing, ReadFailure)
    assert (flood.text, flood.title, flood.record) == ("The river rose.", "Flood", "urn:1")
    assert (flood.date, flood.author, flood.source) == ("2017-11-21", "Jane Roe", "The Courier")
    assert flood.url == "https://courier.example/flood"
    assert (drought.text, drought.date) == ("It fell.", None)  # an update is no publication
    assert nothing.told == "urn:3: empty: the entry has no text"


def test_posts_and_pages_of_a_wordpress_site_are_articles(tmp_path: Path):
    post, page = read(tmp_path, "courier.WordPress.2024-03-02.xml", WORDPRESS)

    assert isinstance(post, Document)
    assert isinstance(page, Document)
    assert post.text.split("\n\n") == [
        "The river rose four metres in nine hours.",
        "“We offered six pumps,” said Tobias Wren.",
    ]
    assert (post.title, post.date) == ("River Esk floods", "2017-11-21")
    assert (post.source, post.language) == ("The Ardmouth Courier", "en-GB")
    assert page.text == "Schools will stay closed."


def test_a_feed_that_ends_too_soon_says_so(tmp_path: Path):
    flood, *_, last = read(tmp_path, "a.atom", ATOM[:-60])

    assert isinstance(flood, Document)
    assert isinstance(last, ReadFailure)
    assert last.reason == "the file ends too soon; entries may be missing"


def test_other_xml_is_told(tmp_path: Path):
    with pytest.raises(CorpusError, match="neither RSS, Atom nor NITF"):
        read(tmp_path, "sitemap.xml", "<urlset><url><loc>https://a.example</loc></url></urlset>")
