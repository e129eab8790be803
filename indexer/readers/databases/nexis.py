"""An export of Nexis -> its articles.

Two forms: each article begins with "3 of 50 DOCUMENTS", or ends with "End of Document". Above the
article stand its newspaper, date and title in the one form, and title, newspaper and date in the
other, then lines such as "BYLINE: By Jane Roe". Lines such as "LOAD-DATE: ..." stand below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.readers.databases.exported import Exported
from indexer.readers.dates import read_date
from indexer.records import Span

RULE = "Nexis export"

_BEGINS = re.compile(r"^[ \t]*\d{1,4} of \d{1,4} DOCUMENTS?[ \t]*$", re.MULTILINE)
_ENDS = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_ABOVE = re.compile(
    r"(byline|section|length|dateline|highlight|series|body)(?:[ \t]*:[ \t]*|$)(.*)", re.I
)
_BELOW = re.compile(
    r"(?:load-date|language|publication-type|graphic|subject|url|document-type|notes"
    r"|journal code)[ \t]*:|copyright\b.{0,10}\b\d{4}",
    re.I,
)
_COPYRIGHT = re.compile(r"(?:all rights reserved|copyright\b)", re.I)
_EDITION = re.compile(r".*\b(?:edition|final|GMT|BST|EST|EDT)\b.*", re.I)
_LONGEST = 200  # characters of a line that describes an article


def nexis_articles(text: str) -> list[Exported]:
    """The articles of an export in order; none if the text is something else."""
    begins = [match.end() for match in _BEGINS.finditer(text)]
    if begins:
        ends = [*(match.start() for match in _BEGINS.finditer(text)), len(text)][1:]
        return list(_read(text, begins, ends, is_title_first=False))
    ends = [match.start() for match in _ENDS.finditer(text)]
    if ends:
        starts = [0, *(match.end() for match in _ENDS.finditer(text))]
        return list(_read(text, starts, ends, is_title_first=True))
    return []


def _read(
    text: str, starts: Sequence[int], ends: Sequence[int], *, is_title_first: bool
) -> Iterator[Exported]:
    for start, end in zip(starts, ends, strict=False):
        lines = [Span(*one.span(1)) for one in _LINE.finditer(text, start, end)]
        fields, first = _described(text, lines, is_title_first=is_title_first)
        last = next(
            (n for n in range(first, len(lines)) if _BELOW.match(lines[n].of(text))), len(lines)
        )
        if first < last:
            yield Exported(fields, RULE, (Span(lines[first].start, lines[last - 1].end),))


def _described(
    text: str, lines: Sequence[Span], *, is_title_first: bool
) -> tuple[dict[str, object], int]:
    """The fields of an article, and the number of the line with which its text begins."""
    fields: dict[str, object] = {}
    heads: list[str] = []
    first = 0
    for number, line in enumerate(lines):
        words = line.of(text)
        label = _ABOVE.fullmatch(words)
        if label:
            name, value = label[1].lower(), label[2].strip()
            if value and name in ("byline", "section"):
                fields["author" if name == "byline" else name] = value
            first = number + 1
            if name == "body":
                break
        elif first and not _COPYRIGHT.match(words):
            break
        elif not first and len(words) <= _LONGEST and not _COPYRIGHT.match(words):
            heads.append(words)
    return {**_heads(heads, is_title_first=is_title_first), **fields}, first


def _heads(lines: Sequence[str], *, is_title_first: bool) -> dict[str, object]:
    """Title, newspaper and date from the lines above the labels."""
    dated = [number for number, line in enumerate(lines) if read_date(line)]
    if not dated:
        return {"source": lines[0]} if lines and not is_title_first else {}
    # A list of all articles may stand above the first one of the newer form.
    date = dated[-1] if is_title_first else dated[0]
    fields: dict[str, object] = {"date": lines[date]}
    if date:
        fields["source"] = lines[date - 1]
    if is_title_first:
        title = lines[date - 2] if date > 1 else ""
    else:
        rest = [line for line in lines[date + 1 :] if not _EDITION.fullmatch(line)]
        title = " ".join(rest)
    return {**fields, "title": title} if title else fields
