"""The text of a page -> its tree, however broken or hostile the page is.

lxml reads broken markup as browsers do, expands no entities of the page's own and fetches nothing.
It stops where elements are nested thousands deep, and what looks at each element's parents gets
slow long before. So a page that is nested too deeply is flattened: its text stays.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

MAX_ELEMENTS = 200_000
"""Elements of a page; a page with more is data, not an article."""

MAX_DEPTH = 200
"""Elements inside each other; articles have thirty, pages with unclosed tags more."""

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>")
_PARAGRAPHS = re.compile(r"<p>(?:\s*<p>)+")
_KEPT = frozenset([
    "a", "base", "body", "br", "h1", "h2", "h3", "h4", "h5", "h6", "head", "html", "link", "meta",
    "p", "script", "style", "time", "title",
])  # fmt: skip
_INLINE = frozenset([
    "abbr", "b", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "tt", "u",
])  # fmt: skip
_DATA = ("application/ld+json",)
_TOO_DEEP = "Excessive depth"
_MOST_DATA = 2**20  # characters of a data block; a longer one is not about one article
_LONGEST_ATTRIBUTE = 4_000  # characters; class names are searched for words again and again


class PageError(ValueError):
    """The page holds no article; the message says why, in a few words."""


def parse_page(text: str) -> etree._Element:
    """The root of a page, without scripts, styles, comments and overlong attributes.

    JSON-LD stays.

    Raises:
        PageError: If there is no element, or more than `MAX_ELEMENTS`.
    """
    root, is_cut = _parse(text)
    if is_cut or (root is not None and _is_too_deep(root)):
        root, _ = _parse(_PARAGRAPHS.sub("<p>", _TAG.sub(_flat, text)))
    if root is None:
        raise PageError("empty: no HTML in it")
    _drop_scripts(root)
    _cut_attributes(root)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise PageError(f"the page has more than {MAX_ELEMENTS:,} elements")
    return root


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """The root, and whether the parser gave up before the end."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        no_network=True,
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, any(_TOO_DEEP in entry.message for entry in parser.error_log)
    return root, any(_TOO_DEEP in entry.message for entry in parser.error_log)


def _is_too_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _flat(tag: re.Match[str]) -> str:
    """What stands for a tag in a page that is nested too deeply: itself, nothing or a paragraph."""
    name = tag[2].lower()
    if name in _KEPT:
        return tag[0]
    return "" if name in _INLINE else "<p>"


def _drop_scripts(root: etree._Element) -> None:
    for element in list(root.iter("script", "style")):
        is_data = element.get("type", "").strip().lower() in _DATA
        if is_data and len(element.text or "") <= _MOST_DATA:
            continue
        element.text = None
        element.attrib.clear()


def _cut_attributes(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                element.set(name, value[:_LONGEST_ATTRIBUTE])
