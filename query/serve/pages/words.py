"""Values as a page shows them: dates, counts, and text that cannot break a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote as percent_encoded

from markupsafe import Markup

from indexer.records import PIPE, Document, Span, line_of, page_of

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# HTML cannot hold these, and UTF-8 cannot hold lone surrogates.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def harmless(value: Any) -> Any:
    r"""A value as a template prints it: what HTML cannot hold becomes a sign.

    >>> harmless("a\x00b")
    'a�b'
    """
    if isinstance(value, Markup):
        return value
    return _IMPOSSIBLE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def day(date: str | None) -> str:
    """A date as a reader says it, as precise as known.

    >>> day("2016-05-02"), day("2016-05"), day("2016"), day(None)
    ('2 May 2016', 'May 2016', '2016', 'undated')
    """
    if not date:
        return "undated"
    year, *rest = date.split("-")
    if not rest or not 1 <= int(rest[0]) <= 12:
        return date
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def period(first: str | None, last: str | None) -> str:
    """Two dates as a span.

    >>> period("2016", "2016"), period("2016-05", None), period(None, None)
    ('2016', 'May 2016', 'undated')
    """
    ends = [day(one) for one in (first, last) if one]
    return " – ".join(dict.fromkeys(ends)) or "undated"


def number(count: int) -> str:
    """A count with commas.

    >>> number(68657)
    '68,657'
    """
    return f"{count:,}"


def counted(count: int, one: str, several: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "article"), counted(1200, "article"), counted(0, "story", "stories")
    ('1 article', '1,200 articles', '0 stories')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def size(bytes_: int) -> str:
    """Bytes in a unit that people read.

    >>> size(900), size(1_500_000)
    ('900 bytes', '1.5 MB')
    """
    if bytes_ < 1000:
        return f"{bytes_} bytes"
    value = float(bytes_)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 1000:
            return f"{value:.1f} {unit}"
    return f"{value / 1000:.1f} TB"


def title(document: Document) -> str:
    """What an article is called: its title, else its file's name."""
    return document.title or PurePosixPath(document.path).name or document.document_id


def place(document: Document, span: Span) -> str:
    """Where in its file a span begins: "page 3", "line 12", or ""."""
    page, line = page_of(document, span), line_of(document, span)
    if document.record and document.path != PIPE:
        return f"record {document.record}"
    return f"page {page}" if page else f"line {line}" if line else ""


def web_address(url: str | None) -> str:
    """The address of an article on the web if it is one that is safe to link; else "".

    >>> web_address("https://a.org/x y"), web_address("javascript:alert(1)")
    ('https://a.org/x%20y', '')
    """
    if not url or not _WEB.match(url):
        return ""
    return percent_encoded(harmless(url), safe=":/?#@!$&'()*+,;=%~.-_[]")


def encoded(text: str) -> str:
    """Text as a part of an address."""
    return percent_encoded(text.encode("utf-8", "replace"), safe="")


def initial(text: str) -> str:
    """A text that begins a sentence.

    >>> initial("said by Tobias Wren")
    'Said by Tobias Wren'
    """
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "number": number,
    "counted": counted,
    "size": size,
    "title_of": title,
    "web_address": web_address,
    "encoded": encoded,
    "initial": initial,
    "basename": lambda path: PurePosixPath(path).name,
}
