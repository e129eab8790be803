"""Posts of social networks that a page embeds: kept as text, with their author.

Pages embed a post as a `<blockquote>` whose class names the network. It holds the words of the
post and ends with who posted it ("— Name (@name) 18 November 2019"), so it is readable as it is.
"""

from __future__ import annotations

import re

from lxml import etree

from indexer.readers.html.blocks import Block

_NETWORK = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed"
    r"|mastodon-embed|reddit-(?:embed|card)|text-post-media|telegram-post|imgur-embed"
)


def is_post(block: Block) -> bool:
    """Whether a block belongs to an embedded post."""
    if "blockquote" not in block.within:
        return False
    element: etree._Element | None = block.element
    while element is not None:
        if element.tag == "blockquote" and _NETWORK.search(element.get("class", "")):
            return True
        element = element.getparent()
    return False
