"""All words of a page, for pages that are one text: the HTML part of a message, a feed's entry."""

from __future__ import annotations

from indexer.readers.decoding import UndecodableError
from indexer.readers.html.blocks import read_blocks
from indexer.readers.html.charset import decode_page
from indexer.readers.html.parse import PageError, parse_page


def text_of_page(data: bytes, charset: str | None = None) -> str:
    """The paragraphs of a page, with a blank line between them; "" if it has no words.

    Args:
        data: The page.
        charset: The encoding that its envelope names, if any.
    """
    try:
        root = parse_page(decode_page(data, charset)[0])
    except (PageError, UndecodableError):
        return ""
    return "\n\n".join(block.text for block in read_blocks(root) if block.text.strip())
