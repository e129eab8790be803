"""How pages mark what is not the article: captions, credits, bylines, boxes.

The people who make a site choose its classes and ids. They are English on most sites, whatever the
language of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from indexer.readers.dates import read_date_line
from indexer.readers.html.blocks import Block

_CLASS = re.compile(
    r"caption|credit|copyright|bildunterschrift|bildtext|imagedescription|image-annotation"
    r"|newsletter|subscri|paywall|disclaimer|breadcrumb|entry-crumbs|cookie|consent"
    r"|author-?_?bio|author-?_?box|about-?_?author|author-?_?desc|author-?_?position|signature"
    r"|related|recommend|most-?_?read|promo|advert|sponsor|share-|social|teaser-list|tag-list"
    r"|entry-meta|post-meta|posted-on|dateline-?time|readmore|read-more|read-also|rss"
    r"|comment-?form|login|signup|sign-up|donat|toc[-_]",
    re.IGNORECASE,
)
_LEAD_CLASS = re.compile(
    r"lead|lede|intro|teaser|abstract|standfirst|dek\b|excerpt|summary|description|subline"
    r"|subhead|sub-head|subtitle|preface|chapo|kicker-text|vorspann|anriss|short-info|article_faits",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:photo|foto|fot\.|image|bild|titelbild|beitragsbild|credit|crédits?|copyright|©"
    r"|quelle|source|screenshot|grafik|video)\b[^.!?]{0,120}\W*$",
    re.IGNORECASE,
)
_LEVELS = 2  # parents whose class counts; what stands further up names the page, not the block


def mark_apart(block: Block) -> str | None:
    """The class and id by which the page marks a block as a caption or a box, or None."""
    return next((name for name in _names(block.element) if _CLASS.search(name)), None)


def is_marked_lead(block: Block) -> bool:
    """Whether the page marks a block as the lead of the article."""
    return any(_LEAD_CLASS.search(name) for name in _names(block.element))


def is_line_apart(block: Block) -> bool:
    """Whether a block only says when the article was published or where a picture comes from."""
    return _CREDIT.match(block.text) is not None or read_date_line(block.text) is not None


def is_hidden(block: Block) -> bool:
    """Whether the page's own markup keeps a block from being shown."""
    element: etree._Element | None = block.element
    while element is not None:
        style = re.sub(r"\s", "", element.get("style", ""))
        if "display:none" in style.lower() or "hidden" in element.attrib:
            return True
        element = element.getparent()
    return False


def _names(element: etree._Element) -> Iterator[str]:
    """The classes and ids of an element and its nearest parents."""
    for _ in range(_LEVELS):
        yield f"{element.get('class', '')} {element.get('id', '')}"
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html", "article", "main"):
            return
        element = parent
