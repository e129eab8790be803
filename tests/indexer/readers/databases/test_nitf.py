"""NITF: the XML of agencies and press archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.read import read_documents
from indexer.records import Document

ARTICLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf change.date="June 10, 2005">
  <head>
    <title>River Esk Floods</title>
    <docdata>
      <doc-id id-string="1815718"/>
      <doc.copyright holder="Harbour Post" year="2016"/>
      <date.issue norm="20160518"/>
    </docdata>
    <pubdata date.publication="20160517T000000" ex-ref="https://post.example/2016/esk.html"
      name="The Harbour Post" position.section="Metro"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>River Esk Floods Lower Ardmouth</hl1><hl2>Six pumps</hl2></hedline>
      <byline class="print_byline">By JANE ROE</byline>
      <byline class="normalized_byline">Roe, Jane</byline>
      <abstract><p>An abstract that is not the text.</p></abstract>
    </body.head>
    <body.content>
      <block class="lead_paragraph"><p>The river rose four metres.</p></block>
      <block class="full_text">
        <p>The river rose <em>four</em> metres.</p>
        <media><media-caption>A pump</media-caption></media>
        <p>''We offered six pumps,'' said Tobias Wren.</p>
      </block>
    </body.content>
  </body>
</nitf>
"""


def read(folder: Path, text: str) -> list[Document | ReadFailure]:
    path = folder / "a.xml"
    path.write_text(text, encoding="utf-8")
    return list(read_documents(path))


def test_an_article_has_its_text_once_and_its_metadata(tmp_path: Path):
    [one] = read(tmp_path, ARTICLE)

    assert isinstance(one, Document)
    assert one.text == (
        "The river rose four metres.\n\n''We offered six pumps,'' said Tobias Wren."
    )
    assert one.title == "River Esk Floods Lower Ardmouth"
    assert (one.author, one.date) == ("JANE ROE", "2016-05-17")
    assert (one.source, one.section) == ("The Harbour Post", "Metro")
    assert one.url == "https://post.example/2016/esk.html"
    assert one.rules["date"] == "NITF"


def test_a_plain_article_without_blocks_is_read(tmp_path: Path):
    [one] = read(
        tmp_path,
        '<nitf xml:lang="en"><head><docdata><date.release norm="2018-04-03T12:00:00+01:00"/>'
        "</docdata></head><body><body.head><hedline><hl1>Babies</hl1></hedline><distributor>Wire"
        "</distributor></body.head><body.content><p>One.</p><hl2>Two</hl2><p>Three.</p>"
        "</body.content></body></nitf>",
    )

    assert isinstance(one, Document)
    assert (one.text, one.date, one.source) == ("One.\n\nTwo\n\nThree.", "2018-04-03", "Wire")


def test_an_envelope_holds_several_articles(tmp_path: Path):
    article = (
        "<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><head><docdata>"
        "<doc-id id-string='{0}'/></docdata></head><body><body.content>"
        "<p>Report {0}.</p></body.content></body></nitf>"
    )
    inside = "".join(f"<Item>{article.format(n)}</Item>" for n in "ab")

    found = read(tmp_path, f"<NewsML>{inside}<Item><nitf><body/></nitf></Item></NewsML>")

    assert [getattr(one, "text", "") for one in found] == ["Report a.", "Report b.", ""]
    assert [one.record for one in found] == ["a", "b", "3"]
    assert isinstance(found[2], ReadFailure)


def test_entities_of_the_file_are_neither_fetched_nor_expanded(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("a secret")
    entities = f'<!ENTITY x SYSTEM "{tmp_path.as_uri()}/secret.txt"><!ENTITY a "ha">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = read(
        tmp_path,
        f"<!DOCTYPE nitf [{entities}]><nitf><body><body.content><p>The dam &x; held. &i;</p>"
        "<p>It rained.</p></body.content></body></nitf>",
    )

    assert "secret" not in str(found)
    assert len(str(found)) < 2_000


@pytest.mark.parametrize("last", ["pumps,'' said", "<media>", "</nitf>"])
def test_a_file_that_ends_too_soon_is_told(tmp_path: Path, last: str):
    found = read(tmp_path, ARTICLE[: ARTICLE.index(last)])

    assert isinstance(found[0], Document)
    assert isinstance(found[1], ReadFailure)
    assert "ends too soon" in found[1].reason


@pytest.mark.parametrize("text", ["<rss2/>", "<a><b/></a>"])
def test_other_xml_is_refused(tmp_path: Path, text: str):
    with pytest.raises(CorpusError, match="neither RSS, Atom nor NITF"):
        read(tmp_path, text)
