"""An export of Factiva -> its articles.

Each article ends with a line such as "Document NYTF000020160517ec5h0004h". Above its text stand
headline, byline, length, date, newspaper and a copyright. In the form "plus indexing" each of them
has a code: HD, BY, WC, PD, SN; the text is LP (the lead) and TD (the rest).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.readers.databases.exported import Exported
from indexer.readers.dates import read_date
from indexer.records import Span

RULE = "Factiva export"

_END = re.compile(
    r"^[ \t]*Document[ \t]+[A-Z][A-Z0-9]{3,}\d{4}(?:0[1-9]|1[0-2])\d\d[a-z0-9]{5,}[ \t]*$",
    re.MULTILINE,
)
_LINE = re.compile(r"^[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_CODED = re.compile(
    r"^[ \t]*(SE|HD|HL|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|RF|CLM|CT|CO|IN|NS|RE|IPC|IPD"
    r"|PUB|AN)(?:(?:[ ]{2,}|[ ]*\t[ \t]*)(?=\S)|[ \t]*$)",
    re.MULTILINE,
)
_LENGTH = re.compile(r"[\d,.]{1,9} words")
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\))", re.I)
_BYLINE = re.compile(r"(?:by|par|von|por|di)\s+\S", re.I)
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT)?", re.I)
_LONGEST_LINE = 300  # characters of a line that describes an article
_MOST_ABOVE = 30  # lines above an article
_FIELDS = {"HD": "title", "BY": "author", "PD": "date", "SN": "source", "SE": "section"}


def factiva_articles(text: str) -> list[Exported]:
    """The articles of an export in order; none if the text is something else."""
    ends = list(_END.finditer(text))
    starts = [0, *(match.end() for match in ends)]
    found = (_article(text, start, end.start()) for start, end in zip(starts, ends, strict=False))
    return [one for one in found if one]


def _article(text: str, start: int, end: int) -> Exported | None:
    codes = list(_CODED.finditer(text, start, end))
    names = [match[1] for match in codes]
    if "HD" in names and ("LP" in names or "TD" in names):
        return _coded(text, _values(text, codes, end))
    return _plain(text, start, end)


def _values(text: str, codes: Sequence[re.Match[str]], end: int) -> dict[str, Span]:
    """Where the value of each code is; the first of equal codes counts."""
    ends = [*(match.start() for match in codes[1:]), end]
    found: dict[str, Span] = {}
    for match, stop in zip(codes, ends, strict=True):
        words = text[match.end() : stop]
        first = match.end() + len(words) - len(words.lstrip())
        found.setdefault(match[1], Span(first, max(first, match.end() + len(words.rstrip()))))
    return found


def _coded(text: str, values: Mapping[str, Span]) -> Exported | None:
    fields: dict[str, object] = {
        name: " ".join(values[code].of(text).split())
        for code, name in _FIELDS.items()
        if code in values
    }
    parts = tuple(values[code] for code in ("LP", "TD") if code in values and values[code].of(text))
    return Exported(fields, RULE, parts) if parts else None


def _plain(text: str, start: int, end: int) -> Exported | None:
    lines = [Span(*match.span(1)) for match in _lines(text, start, end)]
    words = [line.of(text) for line in lines]
    above = words[:_MOST_ABOVE]
    length = next((n for n, line in enumerate(above) if _LENGTH.fullmatch(line)), None)
    if length is None:
        return None
    fields = _heading(above[:length])
    first = length + 1
    if first < len(words) and read_date(words[first]):
        fields["date"] = words[first]
        first += 1
    if first < len(words) and _TIME.fullmatch(words[first]):
        first += 1
    if first < len(words) and len(words[first]) <= _LONGEST_LINE:
        fields["source"] = words[first]
        first += 1
    marks = [n for n in range(first, len(above)) if _COPYRIGHT.match(above[n])]
    # Without a copyright the text begins behind the newspaper's code and the language.
    first = marks[0] + 1 if marks else first + 2
    if first >= len(lines):
        return None
    return Exported(fields, RULE, (Span(lines[first].start, lines[-1].end),))


def _lines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _LINE.finditer(text, start, end)


def _heading(lines: Sequence[str]) -> dict[str, object]:
    """Title and author from the lines above the length; a section may stand above the title."""
    fields: dict[str, object] = {}
    if lines and _BYLINE.match(lines[-1]) and len(lines) > 1:
        fields["author"] = lines[-1]
        lines = lines[:-1]
    if lines:
        fields["title"] = max(lines[-2:], key=len)[:_LONGEST_LINE]
    return fields
