"""Words that a page sets off as a block quote without quotation marks: they keep their frame.

In the text they have a ">" before each line, as in Markdown, where the page itself says that they
are somebody's words: behind a colon, or with a signature below. A block quote may also be a
summary or a box, and with quotation marks it needs no frame.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from indexer.readers.html.blocks import Block
from indexer.readers.html.posts import is_post

_MARKS = "“\"‘'«„`>"
_SIGNS = ("—", "–")
_MOST = 0.5  # of the article's letters; if more are set off, the frame means something else


def framed(article: Sequence[Block]) -> list[tuple[str, str]]:
    """The text of each block of an article, and what parts it from the block before.

    Args:
        article: Its blocks, in order.
    """
    found = [(block.text, "\n\n") for block in article]
    quotes = [_quote_of(block) for block in article]
    size = sum(
        len(block.text) for block, own in zip(article, quotes, strict=True) if own is not None
    )
    if size > _MOST * sum(len(block.text) for block in article):
        return found
    start = 0
    while start < len(article):
        end = start + 1
        while end < len(article) and quotes[end] is not None and quotes[end] is quotes[start]:
            end += 1
        if quotes[start] is not None and _is_said(article, start, end):
            for number in range(start, end):
                text = "> " + article[number].text.replace("\n", "\n> ")
                found[number] = text, "\n\n" if number == start else "\n>\n"
        start = end
    return found


def _quote_of(block: Block) -> etree._Element | None:
    """The block quote that a paragraph is in, or None; a post has a frame of its own."""
    if "blockquote" not in block.within or block.is_heading or is_post(block):
        return None
    element: etree._Element | None = block.element
    while element is not None and element.tag != "blockquote":
        element = element.getparent()
    return element


def _is_said(article: Sequence[Block], start: int, end: int) -> bool:
    """Whether the page tells that a block quote holds somebody's words, which have no marks."""
    if article[start].text[:1] in _MARKS:
        return False
    is_led = start > 0 and article[start - 1].text.endswith(":")
    return is_led or (end - start > 1 and article[end - 1].text.startswith(_SIGNS))
