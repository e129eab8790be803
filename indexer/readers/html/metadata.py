"""Title, source, author, address, language and section of a page, and the rule that gave each.

For each field the rules are listed, the most trusted first. A value is kept as the page writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from indexer.readers.html.blocks import Block
from indexer.readers.html.selection import Words, words_of
from indexer.readers.html.structured import Statement

_TITLE = ("json-ld headline", "og:title", "citation_title", "itemprop headline", "h1", "title tag")
_SOURCE = ("og:site_name", "json-ld publisher", "citation_journal_title", "dc.publisher",
           "application-name")  # fmt: skip
_AUTHOR = ("json-ld author", "article:author", "author", "parsely-author", "sailthru.author",
           "citation_author", "dc.creator", "byl", "itemprop author", "byline")  # fmt: skip
_URL = ("canonical", "og:url", "json-ld url", "json-ld mainentityofpage")
_LANGUAGE = ("html lang", "json-ld inlanguage", "og:locale", "content-language")
_SECTION = ("json-ld articlesection", "article:section", "parsely-section", "section")

_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s>]+)"
    r"|Page saved with SingleFile\s+url:\s*(https?://\S+)",
    re.IGNORECASE,
)
_HEAD = 8192  # characters of a page in which a browser notes where it was saved from
_NOT_A_NAME = re.compile(
    r"https?://|www\.|@|^\W*$|^(?:admin(?:istrator)?|webmaster|root|unknown)$", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:.{0,60}\b\d{4}[,.:|]?\s+)?(?:by|von|par|por|di|door|av|af)\s+(\S.{2,80})", re.IGNORECASE
)
_BY_WITHIN = re.compile(r"\bby\s+(\S.{2,80})", re.IGNORECASE)
_BYLINE_CLASS = re.compile(r"byline|author", re.IGNORECASE)
_BYLINE_END = re.compile(r"\s*(?:\||·|•|\n|\b\d{1,2}[. /]|, \d).*$", re.DOTALL)
_LANGUAGE_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
_SEPARATOR = re.compile(r"\s+[|–—·•«»-]\s+|\s*[|]\s*")
_SEPARATORS = " |–—·•-\t"
_AROUND = " |–—·•«»-\t"
_NOTE_HEADING = re.compile(r"(?:Extracted )?Annotations ?\(")  # of Zotero, with the day it was made


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a field and the rule that gave it."""

    value: str
    rule: str


def page_statements(root: etree._Element) -> list[Statement]:
    """What a page states outside its metadata: language, title tag, first heading."""
    found = []
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if language.strip():
        found.append(Statement("html lang", "html lang", language.strip()))
    for name, tag in (("title tag", "title"), ("h1", "h1")):
        element = next(root.iter(tag), None)
        words = _line_of(element) if element is not None else ""
        if words and not _NOTE_HEADING.match(words):
            found.append(Statement(name, name, words))
    return found


def _line_of(element: etree._Element) -> str:
    """The words of an element as one line; a line break in it parts words."""
    between = " " if element.find(".//br") is not None else ""
    return " ".join(between.join(element.itertext()).split())


def titles_of(statements: Sequence[Statement]) -> list[str]:
    """The wordings of the page's title, with and without the name of the site."""
    wordings: dict[str, None] = {}
    for statement in statements:
        if statement.name in (*_TITLE, "twitter:title") and statement.name != "h1":
            wordings[statement.value] = None
            wordings[_SEPARATOR.split(statement.value)[0]] = None
    return list(wordings)


def find_url(statements: Sequence[Statement], text: str, served_from: str | None) -> Found | None:
    """The page's address: its canonical link, or where it was saved from.

    Args:
        statements: What the page states.
        text: The page's source.
        served_from: The address that came with the page in a header, or None.
    """
    saved = _saved_from(text)
    base = (saved or served_from or "").strip()
    for statement in _ranked(statements, _URL):
        url = urljoin(base, statement.value) if base else statement.value
        if _is_address(url) and not _is_front_page(url, base):
            return Found(url, statement.rule)
    if saved:
        return Found(saved, "saved from")
    return Found(base, "header") if _is_address(base) else None


def describe_page(
    statements: Sequence[Statement], blocks: Sequence[Block], headline: Sequence[Block]
) -> dict[str, Found]:
    """All fields but date and address that the page gives, by name of the field.

    Args:
        statements: What the page states, with `page_statements`.
        blocks: All blocks of the page.
        headline: Those beside the headline.
    """
    site = _first(statements, _SOURCE)
    byline = _byline(headline)
    headings = {words_of(block.text.lower()) for block in blocks if block.is_heading}
    everything = [*statements, Statement("byline", "byline", byline)] if byline else statements
    found = {
        "title": _title(statements, site, headings),
        "source": site,
        "author": _first(everything, _AUTHOR, lambda name: not _NOT_A_NAME.search(name)),
        "language": _first(statements, _LANGUAGE, lambda tag: bool(_LANGUAGE_TAG.match(tag))),
        "section": _first(statements, _SECTION),
    }
    return {name: value for name, value in found.items() if value}


def _first(
    statements: Sequence[Statement],
    names: Sequence[str],
    is_wanted: Callable[[str], bool] = bool,
) -> Found | None:
    for statement in _ranked(statements, names):
        if is_wanted(statement.value):
            return Found(statement.value, statement.rule)
    return None


def _ranked(statements: Sequence[Statement], names: Sequence[str]) -> Iterator[Statement]:
    by_name: Mapping[str, list[Statement]] = {name: [] for name in names}
    for statement in statements:
        if statement.name in by_name:
            by_name[statement.name].append(statement)
    for name in names:
        yield from by_name[name]


def _title(
    statements: Sequence[Statement], site: Found | None, headings: Container[Words]
) -> Found | None:
    """The title, without the name of the site behind or before it."""
    stated = _first(statements, _TITLE)
    if not stated:
        return None
    found = Found(stated.value.rstrip(_SEPARATORS) or stated.value, stated.rule)
    parts = _SEPARATOR.split(found.value)
    if len(parts) == 1:
        return found
    before = found.value.removesuffix(parts[-1]).strip(_AROUND)
    after = found.value.removeprefix(parts[0]).strip(_AROUND)
    for words in (before, after):
        if words_of(words.lower()) in headings:
            return Found(words, found.rule)
    is_site = site is not None and words_of(parts[-1].lower()) == words_of(site.value.lower())
    return Found(before, found.rule) if is_site else found


def _byline(headline: Sequence[Block]) -> str | None:
    """The name in the line beside the headline that says who wrote the article."""
    for block in headline:
        match = _BYLINE.match(block.text)
        is_marked = _BYLINE_CLASS.search(block.element.get("class", ""))
        if is_marked and not match:
            match = _BY_WITHIN.search(block.text)
        words = match[1] if match else block.text if is_marked else ""
        name = _without_small_end(_BYLINE_END.sub("", words).strip(" ,;:–—-"))
        if 1 < len(name.split()) <= 8 and name[0].isupper():
            return name
    return None


def _without_small_end(name: str) -> str:
    """A name without the words in small letters behind it ("Ina Holm le", "Ina Holm on")."""
    words = name.split(" ")
    while words and words[-1].islower():
        words.pop()
    return " ".join(words)


def _saved_from(text: str) -> str | None:
    match = _SAVED_FROM.search(text, 0, _HEAD)
    return (match[1] or match[2]) if match else None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_front_page(url: str, served_from: str) -> bool:
    """Whether an address is that of the whole site though the page came from deeper inside."""
    try:
        return urlsplit(url).path in ("", "/") and urlsplit(served_from).path not in ("", "/")
    except ValueError:
        return False
