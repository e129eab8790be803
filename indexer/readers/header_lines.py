"""The header lines of an article saved as text: section, headline, byline, place, date.

Their form alone shows them: a header line is short and does not end as a sentence does. The first
paragraph of prose ends them, unless it repeats the title that the source gives separately. A line
of doubtful form stays a passage, because a headline that is shown as a passage does less harm than
a sentence that cannot be found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from indexer.readers.dates import read_date_line
from indexer.records import Span
from indexer.text.paragraphs import split_paragraphs

_HEAD = 4_000  # code points of the text in which header lines are looked for
_MOST_LINES = 8  # a longer run of short lines is a list or a table
_HEADLINE_WORDS, _HEADLINE_LENGTH = 30, 220
_LABEL_WORDS, _LABEL_LENGTH = 6, 60
_SECTION_WORDS = 3

_URL = re.compile(r"(?:(?:source|url|link)\s*:\s*)?(https?://\S+)", re.IGNORECASE)
_LABELLED = re.compile(
    r"(title|headline|date|published|source|publication|author|byline|url|link)\s*:\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_BYLINE = re.compile(r"(?:(?:words|story|written|reporting|interview|report)\s+)?by\s+(\S.*)", re.I)
_PARTICLES = frozenset(
    [
        "and",
        "&",
        "de",
        "del",
        "der",
        "den",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "for",
        "of",
    ]
)
_PLACE = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*(?:, [A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*)+")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s")
_HOLDS_SENTENCE = re.compile(r"[.!?][\"'”’»]?\s|[.,][\"”’»]")
_ENDS_PROSE = tuple(".…:;,")
_ENDS_SENTENCE = tuple(".…:;,!?\"'”’»")
_NOT_FOLDED = re.compile(r"[\W_]+")


class Kind(Enum):
    """What a header line is; PROSE is the first line that is not one."""

    HEADING = auto()
    LABELLED = auto()
    URL = auto()
    DATE = auto()
    BYLINE = auto()
    PLACE = auto()
    LABEL = auto()
    HEADLINE = auto()
    PROSE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph at the beginning of a text."""

    span: Span
    words: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class HeaderLines:
    """What the header lines state.

    Attributes:
        found: Field name -> (value, rule).
        context: Spans of the lines that are not passages, in order.
    """

    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    context: tuple[Span, ...] = ()


def read_header_lines(text: str, title: str | None) -> HeaderLines:
    """Read the lines above the article itself.

    Args:
        text: The article.
        title: Its title, if the source gives it separately. A line that repeats it is the
            headline, even if it ends as a sentence does.

    Returns:
        Values for any of title, date, author, source and url, and the context.
    """
    head = text[:_HEAD]
    lines = [_line(span, span.of(head)) for span in split_paragraphs(head)[:_MOST_LINES]]
    repeated = _repeated(lines, title)
    headers = _headers(lines, repeated)
    found = _values(headers)
    headline = None if title or "title" in found else _headline(headers)
    if headline:
        rule = "heading" if headline.kind is Kind.HEADING else "headline"
        found["title"] = (_HEADING.sub("", headline.words, count=1), rule)
    context = [
        line.span
        for number, line in enumerate(headers)
        if number in repeated or line is headline or line.kind is not Kind.HEADLINE
    ]
    # A text that has only header lines is an article of header lines.
    last = context[-1].end if context else 0
    has_rest = len(context) < len(headers) or text[last:].strip()
    return HeaderLines(found, tuple(context) if has_rest else ())


def _fold(words: str) -> str:
    """Letters and digits in one case: what two ways of writing a headline share."""
    return _NOT_FOLDED.sub("", words).casefold()


def _line(span: Span, words: str) -> Line:
    return Line(span, words, _kind(words))


def _kind(words: str) -> Kind:
    if len(words) > _HEADLINE_LENGTH:
        return Kind.PROSE
    if _HEADING.match(words):
        return Kind.HEADING
    if _URL.fullmatch(words):
        return Kind.URL
    if _LABELLED.fullmatch(words):
        return Kind.LABELLED
    if read_date_line(words):
        return Kind.DATE
    if _author(words):
        return Kind.BYLINE
    return _kind_by_length(words)


def _kind_by_length(words: str) -> Kind:
    count = len(words.split())
    capitals = words.isupper() and count <= _SECTION_WORDS  # "FULL TEXT."
    if _ITEM.match(words) or count > _HEADLINE_WORDS:
        return Kind.PROSE
    if words.endswith(_ENDS_SENTENCE) and not capitals:
        prose = count <= 2 or words.endswith(_ENDS_PROSE) or _HOLDS_SENTENCE.search(words)
        return Kind.PROSE if prose else Kind.HEADLINE
    if count > _LABEL_WORDS or len(words) > _LABEL_LENGTH:
        return Kind.HEADLINE
    return Kind.PLACE if _PLACE.fullmatch(words) else Kind.LABEL


def _repeated(lines: Sequence[Line], title: str | None) -> range:
    """Numbers of neighbouring lines that together repeat the title; may be empty."""
    wanted = {_fold(title or ""), _fold(re.split(r"\s[|–—-]\s", title or "")[0])} - {""}
    for first in range(len(lines)):
        words = ""
        for last in range(first, min(first + 3, len(lines))):
            words += _fold(_HEADING.sub("", lines[last].words, count=1))
            if words in wanted:
                return range(first, last + 1)
    return range(0)


def _headers(lines: Sequence[Line], repeated: range) -> list[Line]:
    """The lines before the first prose; a line that repeats the title is not prose."""
    headers = []
    for number, line in enumerate(lines):
        if line.kind is Kind.PROSE and number not in repeated:
            break
        headers.append(line)
    return headers


def _headline(headers: Sequence[Line]) -> Line | None:
    """The title: the first line that is not a section line, byline, date or place."""
    plain = [line for line in headers if line.kind in (Kind.HEADING, Kind.HEADLINE, Kind.LABEL)]
    for line in plain:
        if line.kind is Kind.HEADING:
            return line
    for line in plain[:3]:
        if line.kind is Kind.HEADLINE or not _is_section(line.words):
            return line
    longest = max(plain, key=lambda line: len(line.words.split()), default=None)
    return longest if longest and len(longest.words.split()) > 1 else None


def _is_section(words: str) -> bool:
    """Whether a line may name a section: "World", "IRAQ | SECURITY"."""
    return len(words.split()) <= _SECTION_WORDS or any(mark in words for mark in "|>/»")


def _values(headers: Sequence[Line]) -> dict[str, tuple[str, str]]:
    """What the lines state, by field; the first line for a field counts."""
    found: dict[str, tuple[str, str]] = {}
    for line in headers:
        for name, value, rule in _stated(line):
            found.setdefault(name, (value, rule))
    return found


def _stated(line: Line) -> list[tuple[str, str, str]]:
    """(field, value, rule) for each value that a line states."""
    if line.kind is Kind.DATE:
        return [("date", line.words, "date line")]
    if line.kind is Kind.URL and (match := _URL.fullmatch(line.words)):
        return [("url", match.group(1), "address line")]
    if line.kind is Kind.BYLINE:
        author, *others = _parts(line.words)
        dates = [("date", part, "date line") for part in others if read_date_line(part)]
        return [("author", _author(author) or author, "byline"), *dates[:1]]
    if line.kind is Kind.LABELLED and (match := _LABELLED.fullmatch(line.words)):
        return [(_FIELD[match.group(1).lower()], match.group(2), "labelled line")]
    return []


_FIELD = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "source": "source",
    "publication": "source",
    "author": "author",
    "byline": "author",
    "url": "url",
    "link": "url",
}


def _parts(words: str) -> list[str]:
    return re.split(r"\s*[|•·]\s*|\s+[–—]\s+", words)


def _author(words: str) -> str | None:
    """The names of a byline, or None for another line: "By the sea" names nobody."""
    match = _BYLINE.fullmatch(_parts(words)[0])
    if not match or len(words) > 120:
        return None
    names = match.group(1).split()
    named = [name for name in names if name.lower() not in _PARTICLES]
    if len(names) > 12 or not named or names[0].lower() in ("the", "in", "of", "for", "and"):
        return None
    if not all(name[0].isupper() or not name[0].isalpha() for name in named):
        return None
    return None if words.endswith(".") and len(names[-1]) > 3 else match.group(1)
