"""When a page was published, and the rule that tells so. No date is better than a wrong one.

In order of trust: a day in the address; what the page states for machines; a `<time>` that is
marked as the date; a date beside the headline. Dates of changes, of comments, of other articles
and of the copyright are no dates of publication. `tests/benchmarks/bench_html.py` measures each.

A page that states a moment in universal time has its day elsewhere: just before midnight the
article's own date is another one. Then the same moment in local time counts, if the page has it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from lxml import etree

from indexer.readers.dates import date_in_name, read_date, read_date_line
from indexer.readers.html.blocks import Block
from indexer.readers.html.structured import Statement

_TRUSTED = (
    "article:published_time", "json-ld datepublished", "article:published",
    "og:article:published_time", "itemprop datepublished", "sailthru.date", "parsely-pub-date",
    "dc.date.issued", "dcterms.issued", "bt:pubdate", "cxenseparse:recs:publishtime",
    "datepublished", "json-ld page datepublished", "citation_publication_date", "time tag",
)  # fmt: skip
"""Names of statements that tell the date of publication, the most trusted first."""

_ALSO = (*_TRUSTED, "pubdate", "date", "publish-date", "publishdate", "time beside")
"""Names of statements that may tell the same moment in local time."""

_PUBLISHED_CLASS = re.compile(r"entry-date|published|pubdate|pub-date|post-date", re.IGNORECASE)
_CHANGED_CLASS = re.compile(r"updated|modified", re.IGNORECASE)
_BESIDE = re.compile(
    r"comment|sidebar|related|widget|teaser|recommend|most-?read|latest|ticker", re.IGNORECASE
)
_UNIVERSAL = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]00:?00|UTC|GMT)$")
_CLOCK = re.compile(r"\d\d:\d\d")
_UNIX_STYLE = re.compile(r"\w{3} (\w{3}) (\d\d?) [\d:]{5,8}(?: \S+)? (\d{4})$")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_NOT_PUBLISHED = re.compile(
    r"updat|aktualis|modif|mis à jour|zuletzt|geändert|©|copyright|\blast\b|edited|обновл|actualiz"
    r"|aggiorn|güncelle|joined|event|registriert|member since|until|bis zum|expires",
    re.IGNORECASE,
)
_LONGEST = 160  # code points; a longer block is prose that happens to hold a date
_ABOVE_TITLE, _BELOW_TITLE = 3, 3  # blocks beside the headline and the first paragraph
_NO_TITLE = 6  # blocks above the first paragraph on a page whose headline is not found


@dataclass(frozen=True, slots=True)
class Published:
    """A date as precise as the page gives it, and the rule that found it.

    `iso` is ISO 8601, but for a date of `unread_date`.
    """

    iso: str
    rule: str


def find_published(
    root: etree._Element,
    statements: Sequence[Statement],
    url: str | None,
    headline: Sequence[Block],
    language: str,
) -> Published | None:
    """The date of publication, or None.

    Args:
        root: The page.
        statements: What the page states about itself.
        url: The page's address, or None.
        headline: The short blocks beside the headline, in order, from `beside_headline`.
        language: The page's language, as it names it ("en-US"), or "".
    """
    in_url = date_in_name(url) if url else None
    if in_url and len(in_url) == 10:
        return Published(in_url, "url")
    beside = _read_beside(headline, language)
    all_statements = [*statements, *_time_tags(root)]
    stated = _stated(all_statements, beside)
    return stated or beside or (Published(in_url, "url") if in_url else None)


def unread_date(statements: Sequence[Statement]) -> Published | None:
    """What a page whose date was not found states as its date, as written; None if nothing."""
    for name in _TRUSTED:
        for statement in statements:
            if statement.name == name and statement.value.strip():
                return Published(statement.value.strip(), statement.rule)
    return None


def beside_headline(blocks: Sequence[Block], first: int, is_title: Sequence[bool]) -> list[Block]:
    """The short blocks around the headline, where pages show date and author.

    Args:
        blocks: All blocks of the page.
        first: Number of the article's first block.
        is_title: For each block, whether it is the headline.
    """
    titles = [number for number in range(min(first + 1, len(blocks))) if is_title[number]]
    start = titles[-1] - _ABOVE_TITLE if titles else first - _NO_TITLE
    near = blocks[max(0, start) : first + _BELOW_TITLE]
    return [block for block in near if len(block.text) <= _LONGEST and not block.is_heading]


def _stated(statements: Sequence[Statement], beside: Published | None) -> Published | None:
    """The date of the most trusted statement that can be read."""
    for name in _TRUSTED:
        for statement in statements:
            iso = _read(statement.value) if statement.name == name else None
            if iso:
                day = _local_day(statement, iso, statements, beside) or iso
                return Published(day, statement.rule + (", local day" if day != iso else ""))
    return None


def _local_day(
    universal: Statement, iso: str, statements: Sequence[Statement], beside: Published | None
) -> str | None:
    """The day of a moment in universal time where the article was published, if it is told."""
    if not _UNIVERSAL.search(universal.value.strip()) or len(iso) < 10:
        return None
    for other in statements:
        if other.name not in _ALSO or _UNIVERSAL.search(other.value.strip()):
            continue
        day = _read(other.value) if _CLOCK.search(other.value) else None
        if day and _are_neighbours(iso, day):
            return day
    return beside.iso if beside and _are_neighbours(iso, beside.iso) else None


def _are_neighbours(one: str, other: str) -> bool:
    if len(one) < 10 or len(other) < 10:
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 1


def _read(value: str) -> str | None:
    match = _UNIX_STYLE.match(value.strip())
    return read_date(f"{match[2]} {match[1]} {match[3]}" if match else value)


def _time_tags(root: etree._Element) -> Iterator[Statement]:
    """`<time>` elements: "time tag" if one is the date of publication, else "time beside"."""
    times = [element for element in root.iter("time") if not _is_beside(element)]
    for element in times:
        value = element.get("datetime") or "".join(element.itertext())
        mark = element.get("class", "")
        if not value.strip() or (_CHANGED_CLASS.search(mark) and "publish" not in mark.lower()):
            continue
        is_only = len(times) == 1 and any(
            parent.tag in ("article", "main") for parent in element.iterancestors()
        )
        is_date = "pubdate" in element.attrib or _PUBLISHED_CLASS.search(mark) or is_only
        yield Statement("time tag" if is_date else "time beside", "time tag", value[:200])


def _is_beside(element: etree._Element) -> bool:
    """Whether an element belongs to a comment, a teaser or another thing beside the article."""
    return any(
        parent.tag in ("aside", "footer", "nav")
        or (parent.tag != "body" and _BESIDE.search(f"{parent.get('class')} {parent.get('id')}"))
        for parent in element.iterancestors()
    )


def _read_beside(headline: Sequence[Block], language: str) -> Published | None:
    """The first date among the blocks beside the headline."""
    for block in headline:
        if not _YEAR.search(block.text) or _NOT_PUBLISHED.search(block.text):
            continue
        iso = read_date_line(block.text)
        if iso is None or len(iso) < 10:
            iso = _in_figures(block.text, language) or _in_words(block.text) or iso
        if iso:
            return Published(iso, "date line")
    return None


def _in_figures(text: str, language: str) -> str | None:
    """A date like 05/06/2016 in the order of the page's language; None if that is not known."""
    match = _FIGURES.search(text)
    if not match:
        return None
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    if year < 100:
        year += 2000 if year < 50 else 1900
    language = language.lower().replace("_", "-")
    if language == "en-us":
        one, two = two, one
    elif language in ("", "en") and match[2] != "." and one <= 12 and two <= 12:
        return None
    try:
        return date(year, two, one).isoformat()
    except ValueError:
        return None


def _in_words(text: str) -> str | None:
    """A date in words of the languages that htmldate knows; only where a day is written."""
    if _FIGURES.search(text):
        return None
    from htmldate import find_date  # takes a while to load

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = f'<html><body><p class="date">{escape(text)}</p></body></html>'
    numbers = {number.lstrip("0") for number in re.findall(r"\d+", text)}
    for is_thorough in (False, True):
        try:
            iso = find_date(page, is_thorough, original_date=True, min_date="1600-01-01")
        except Exception:  # a line that it stumbles over is not a date
            return None
        year, _, day = (iso or "--").split("-")
        # A year alone and a month alone come back as their first day.
        is_written = {year, day.lstrip("0")} <= numbers and not (is_thorough and day == "01")
        if iso and is_written:
            return iso
    return None
