"""Title, date, source and author of an article, and the rule that gave each.

The rules in order of trust: what the source gives separately ("front matter", "json field"), what
the header lines state ("heading", "headline", "labelled line", "byline", "date line",
"address line"), the article's address ("url"), and for a date the name of its file
("file name"). A value stays as it is written. Only dates are normalised (`date_rules`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import urlsplit

from indexer.readers.date_rules import date_words, first_date
from indexer.readers.dates import date_in_name
from indexer.readers.header_lines import HeaderLines, read_header_lines
from indexer.records import Span
from indexer.text.paragraphs import trim

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "ogtitle", "webtitle"),
    "date": (
        "date", "published", "publishedat", "datepublished", "publicationdate", "publisheddate",
        "publishedon", "pubdate", "publishdate", "datepublish", "publishedtime", "issued",
        "timestamp", "webpublicationdate",
    ),
    "source": (
        "source", "publisher", "publication", "newspaper", "outlet", "sitename", "site", "website",
        "sourcename", "sourcedomain",
    ),
    "author": ("author", "authors", "byline", "by", "writer", "writers", "creator", "reporter"),
    "url": (
        "url", "link", "canonicalurl", "canonical", "permalink", "sourceurl", "originalurl",
        "weburl",
    ),
    "language": ("language", "lang", "inlanguage", "locale"),
    "section": ("section", "articlesection", "desk", "rubric"),
}  # fmt: skip
"""Field -> names under which sources give it, in letters and digits; the first one present counts.
Case, hyphens and underscores do not matter."""

LONGEST_VALUE = 1_000
"""Code points; longer values are cut, so that no title fills a screen or a catalog."""

_NOTHING = frozenset(["", "none", "null", "nan", "n/a", "undefined"])
_NOT_KEY = re.compile(r"[\W_]+")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_HEADING_LINE = re.compile(r"^[ \t]*#{1,6}[ \t]+\S.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; the same fields as in `Document`."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    rules: dict[str, str] = field(default_factory=dict)
    context: tuple[Span, ...] = ()
    language: str | None = None
    section: str | None = None


def pick_fields(record: Mapping[str, object]) -> dict[str, str]:
    """The fields of `FIELDS` that a record of front matter or JSON gives, as one line each.

    The names of a list are joined with commas; an object counts as its `name`.
    """
    by_key: dict[str, object] = {}
    for key, value in record.items():
        by_key.setdefault(_NOT_KEY.sub("", str(key)).lower(), value)
    picked = {}
    for name, keys in FIELDS.items():
        values = [by_key[key] for key in keys if key in by_key]
        if name == "date":
            values = [date_words([value for value in values if not _is_nothing(value)])]
        value = next(filter(None, map(_as_line, values)), None)
        if value:
            picked[name] = value
    return picked


def describe(
    text: str,
    given: Mapping[str, str],
    rule: str | Mapping[str, str] = "front matter",
    *,
    file_name: str = "",
    markdown: bool = False,
    has_header_lines: bool = True,
) -> Metadata:
    """Everything that the rules say about an article.

    Args:
        text: The article, without the metadata that the source gives separately.
        given: The metadata that the source gives separately, from `pick_fields`.
        rule: Short name of where `given` is from, or one for each of its fields.
        file_name: Name of a file that holds only this article; a date in it is the last resort.
        markdown: Whether `#` begins a heading; all headings are context.
        has_header_lines: Whether the first lines of the text may introduce the article.
    """
    headers = read_header_lines(text, given.get("title")) if has_header_lines else HeaderLines()
    given_rules = dict.fromkeys(given, rule) if isinstance(rule, str) else rule
    found = {name: (value, given_rules[name]) for name, value in given.items()}
    for name, (value, line_rule) in headers.found.items():
        found.setdefault(name, (_as_line(value) or "", line_rule))
    _read_address(found)
    _drop_by(found)
    date, date_rule = first_date([
        (given.get("date"), given_rules.get("date", "")),
        headers.found.get("date", (None, "")),
        (date_in_name(found["url"][0]) if "url" in found else None, "url"),
        (date_in_name(PurePath(file_name).stem), "file name"),
    ])  # fmt: skip
    found.pop("date", None)
    if date:
        found["date"] = (date, date_rule)
    values = {name: value for name, (value, _) in found.items()}
    rules = {name: name_rule for name, (_, name_rule) in found.items()}
    if date_rule:
        rules["date"] = date_rule
    context = {*headers.context, *(_headings(text) if markdown else ())}
    return Metadata(**values, rules=rules, context=tuple(sorted(context)))


def _as_line(value: object) -> str | None:
    """A value of front matter or JSON as one line of text, or None if it is empty."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(filter(None, (_as_name(item) for item in value[:100])))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    line = " ".join(str(value)[: 4 * LONGEST_VALUE].split())[:LONGEST_VALUE]
    return None if line.casefold() in _NOTHING else line


def _is_nothing(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() in _NOTHING


def _as_name(item: object) -> str | None:
    return None if isinstance(item, list) else _as_line(item)


def _read_address(found: dict[str, tuple[str, str]]) -> None:
    """Take the source from the address; a source that is an address is both."""
    source = found.get("source")
    if source and _WEB.match(source[0]):
        found.setdefault("url", source)
        del found["source"]
    if "url" in found and "source" not in found:
        host = site_of(found["url"][0])
        if host:
            found["source"] = (host, "url")


def site_of(url: str) -> str | None:
    """The site of an address without "www." and the like, or None."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", host) or None


def _drop_by(found: dict[str, tuple[str, str]]) -> None:
    """Remove the "By" at the start of a byline."""
    if "author" in found:
        author, rule = found["author"]
        found["author"] = (_BY.sub("", author, count=1), rule)


def _headings(text: str) -> list[Span]:
    return [trim(text, *match.span()) for match in _HEADING_LINE.finditer(text)]
