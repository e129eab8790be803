"""What a page states about itself for machines: JSON-LD, meta tags, links, itemprops.

Each statement keeps the name that the page gives it; which of them to believe is decided in
`metadata` and `published`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from lxml import etree

from indexer.json_text import MAX_DEPTH, JsonError, parse_json

Node = Mapping[str, object]

_ARTICLE = re.compile(r"Article|Posting|Report(?!age)|ReportageNews|Review|BlogPost", re.IGNORECASE)
_PAGE = re.compile(r"WebPage|ItemPage|Recipe|VideoObject", re.IGNORECASE)
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_BEFORE = ("<!--", "//<![CDATA[", "<![CDATA[", "//")
_BEHIND = ("-->", "//]]>", "]]>", "//", ";")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f]")
_LONGEST = 1_000  # code points of a value
_MOST_NODES = 1_000


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a page states.

    Attributes:
        name: What it is, as the page calls it, in small letters ("og:title", "json-ld headline").
        rule: How a reader is told ("json-ld", "og:title", "meta author").
        value: What is stated, as one line.
    """

    name: str
    rule: str
    value: str


def read_statements(root: etree._Element, titles: Sequence[str] = ()) -> list[Statement]:
    """All statements of a page, JSON-LD first, then in order of the page.

    Args:
        root: The page.
        titles: Other wordings of the title, to find the page's own article in JSON-LD.
    """
    return [*_json_ld(root, titles), *_meta(root), *_links(root), *_itemprops(root)]


def _json_ld(root: etree._Element, titles: Sequence[str]) -> Iterator[Statement]:
    nodes = [node for script in root.iter("script") for node in _nodes(_load(script.text))]
    article = _article(nodes, titles)
    if article:
        yield from _of_node(article, "json-ld")
    for node in nodes:
        if _is_type(node, _PAGE):
            yield from _of_node(node, "json-ld page")


def _load(words: str | None) -> object:
    """The value of a data block; None if it cannot be read."""
    if not words or not words.strip():
        return None
    for mark in _BEFORE:
        words = words.strip().removeprefix(mark)
    for mark in _BEHIND:
        words = words.strip().removesuffix(mark)
    try:
        return parse_json(_CONTROL.sub(" ", words))
    except (JsonError, RecursionError, ValueError, json.JSONDecodeError):
        return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """The objects of a data block that stand for the page or what it is about."""
    if depth > min(8, MAX_DEPTH):
        return
    if isinstance(value, list):
        for item in value[:_MOST_NODES]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in _HOLDERS:
            yield from _nodes(value.get(key), depth + 1)


def _article(nodes: Sequence[Node], titles: Sequence[str]) -> Node | None:
    """The article that a page is: the one with the page's title, or the only one."""
    articles = [node for node in nodes if _is_type(node, _ARTICLE)]
    wanted = {_folded(title) for title in titles}
    for node in articles:
        if _folded(_line(node.get("headline")) or "") in wanted:
            return node
    headlines = {_folded(_line(node.get("headline")) or "") for node in articles}
    return articles[0] if len(headlines) == 1 else None


def _is_type(node: Node, wanted: re.Pattern[str]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and wanted.search(name) for name in names)


def _of_node(node: Node, prefix: str) -> Iterator[Statement]:
    for key, value in node.items():
        line = _names(value) if key in ("author", "creator", "publisher") else _line(value)
        if line:
            yield Statement(f"{prefix} {key.lower()}", "json-ld", line)


def _names(value: object) -> str | None:
    """The names of people or organisations, joined with commas."""
    items = value if isinstance(value, list) else [value]
    names = [_line(item.get("name") if isinstance(item, Mapping) else item) for item in items[:50]]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _line(value: object) -> str | None:
    """A value as one line; of a list the first, of an object its id.

    Many sites escape their values twice, so what is left of it is undone.
    """
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("@id")
    if not isinstance(value, str):
        return None
    return _SPACE.sub(" ", unescape(value[: 4 * _LONGEST])).strip()[:_LONGEST] or None


def _meta(root: etree._Element) -> Iterator[Statement]:
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        value = _line(element.get("content"))
        name = name.strip().lower()
        if name and value:
            yield Statement(name, name if name.startswith("og:") else f"meta {name}", value)


def _links(root: etree._Element) -> Iterator[Statement]:
    for element in root.iter("link"):
        value = _line(element.get("href"))
        if value and element.get("rel", "").lower() == "canonical":
            yield Statement("canonical", "canonical link", value)


def _itemprops(root: etree._Element) -> Iterator[Statement]:
    for element in root.iter(etree.Element):
        names = element.get("itemprop")
        if not names:
            continue
        words = element.get("datetime") or element.get("content") or _text(element)
        value = _line(words)
        for name in names.split():
            if value:
                yield Statement(f"itemprop {name.lower()}", f"itemprop {name}", value)


def _text(element: etree._Element) -> str:
    """The first words of an element; an article's whole text is not needed."""
    words = ""
    for run in element.itertext():
        words += run
        if len(words) > _LONGEST:
            break
    return words


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
