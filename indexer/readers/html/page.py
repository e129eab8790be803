"""A page -> its article: text, metadata with the rule that gave each, lines of the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from indexer.readers.decoding import UndecodableError
from indexer.readers.html.article import choose, is_title, prose
from indexer.readers.html.block_quotes import framed
from indexer.readers.html.blocks import Block, read_blocks
from indexer.readers.html.charset import decode_page
from indexer.readers.html.metadata import (
    Found,
    describe_page,
    find_url,
    page_statements,
    titles_of,
)
from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.parse import PageError, parse_page
from indexer.readers.html.published import beside_headline, find_published, unread_date
from indexer.readers.html.selection import coverage, main_text
from indexer.readers.html.structured import Statement, read_statements
from indexer.records import Span

_COVERED = 0.5  # of trafilatura's article; if our blocks hold less, its own words are taken
_NOTE = ".//div[@data-schema-version]"  # a note that Zotero exports
_SUMMARY = ("og:description", "description", "json-ld description", "twitter:description")


@dataclass(frozen=True, slots=True)
class Page:
    r"""An article as a page gives it.

    Attributes:
        text: Its paragraphs, separated by blank lines; "\n" where the page breaks a line.
        lines: For each paragraph, the offset into `text` at which it begins and the line of the
            page's source on which it stands, from 1; both ascending.
        headings: Spans of `text` that are headings.
        fields: title, date, source, author, url, language, section, as far as the page gives
            them, each with the rule that gave it.
        encoding: How the page was decoded ("utf-8").
    """

    text: str
    lines: tuple[tuple[int, int], ...]
    headings: tuple[Span, ...]
    fields: Mapping[str, Found]
    encoding: str


def read_page(page: SavedPage) -> Page:
    """The article of a page.

    Raises:
        PageError: If the page holds no article; the message says why.
    """
    try:
        source, encoding = decode_page(page.data, page.charset)
    except UndecodableError as error:
        raise PageError(str(error)) from error
    root = parse_page(source)
    stated = page_statements(root)
    statements = [*stated, *read_statements(root, [one.value for one in stated])]
    blocks = read_blocks(root)
    if not blocks:
        raise PageError(_no_words(root))
    titles = titles_of(statements)
    article = _article(root, blocks, titles, _summary(statements))
    first = blocks.index(article[0]) if article[0] in blocks else 0
    headline = beside_headline(blocks, first, [is_title(block, titles) for block in blocks])
    fields = describe_page(statements, blocks, headline)
    url = find_url(statements, source, page.url)
    if url:
        fields["url"] = url
    language = fields["language"].value if "language" in fields else ""
    date = find_published(root, statements, url.value if url else None, headline, language)
    date = date or unread_date(statements)
    if date:
        fields["date"] = Found(date.iso, date.rule)
    return _joined(article, fields, encoding)


def _article(
    root: etree._Element, blocks: Sequence[Block], titles: Sequence[str], summary: str
) -> list[Block]:
    """The blocks of the article; without trafilatura's help if it finds none."""
    if root.find(_NOTE) is not None:  # a page without boilerplate
        return [block for block in blocks if block.text.strip()]
    words = main_text(root)
    chosen = choose(blocks, words, titles, summary)
    if words and coverage(words, chosen) < _COVERED:
        # The words stand in the page's data (JSON-LD), not in what it shows.
        return [
            Block(line, 1, frozenset(), 0.0, root) for line in words.splitlines() if line.strip()
        ]
    chosen = chosen or prose(blocks)
    if not chosen:
        raise PageError("no article: the page has only links and short lines")
    return chosen


def _summary(statements: Sequence[Statement]) -> str:
    return next((one.value for name in _SUMMARY for one in statements if one.name == name), "")


def _no_words(root: etree._Element) -> str:
    if next(root.iter("frameset", "frame", "iframe"), None) is not None:
        return "no article: the page only shows other pages (frames)"
    if next(root.iter("script"), None) is not None:
        return "no article: the page is filled by scripts and was saved without its text"
    return "empty: no words in it"


def _joined(article: Sequence[Block], fields: Mapping[str, Found], encoding: str) -> Page:
    lines = []
    headings = []
    text = ""
    line = 0
    for block, (words, gap) in zip(article, framed(article), strict=True):
        text += gap if text else ""
        line = max(line, block.line)
        lines.append((len(text), line))
        if block.is_heading:
            headings.append(Span(len(text), len(text) + len(words)))
        text += words
    return Page(text, tuple(lines), tuple(headings), fields, encoding)
