"""A timeline as SVG: time from left to right, a row for each speaker, a point a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from query.timeline.statement import Statement
from query.timeline.timeline import Timeline

WIDTH, LEFT, RIGHT, TOP, ROW = 1000, 220, 20, 50, 32
MOST_ROWS = 20
"""Speakers with most statements that have a row of their own; the rest share one."""

OTHERS, UNKNOWN = "others", "speaker unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """A statement in the picture.

    Attributes:
        day: Its date; the middle of the month or year where no more is known.
        row: The speaker's row, from 0.
        size: In how many places it stands.
        label: What a reader sees on pointing at it.
    """

    day: date
    row: int
    size: int
    label: str


def points_of(timeline: Timeline) -> tuple[list[str], list[Point]]:
    """The names of the rows and the points; what has no date is left out."""
    dated = [one for one in timeline.statements if one.date]
    names = _rows(dated)
    points = [
        Point(_day(one.date or ""), _row(one, names), len(one.hits), _label(one)) for one in dated
    ]
    return names, points


def write_svg(timeline: Timeline) -> str:
    """The picture as an SVG file; it loads nothing and runs nothing."""
    names, points = points_of(timeline)
    height = TOP + ROW * max(len(names), 1) + 40
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        f'<text x="10" y="24" font-size="16">{_text(timeline.topic)}</text>',
        *_names(names),
    ]
    if points:
        lines += [*_axis(points, height), *_circles(points)]
    return "\n".join([*lines, "</svg>", ""])


def _names(names: Sequence[str]) -> Iterator[str]:
    for row, name in enumerate(names):
        y = _y(row)
        yield f'<text x="{LEFT - 12}" y="{y + 4}" text-anchor="end">{_text(name)}</text>'
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>'


def _axis(points: Sequence[Point], height: int) -> Iterator[str]:
    first, last = min(one.day for one in points), max(one.day for one in points)
    for day in dict.fromkeys((first, last)):
        x = _x(day, first, last)
        anchor = "start" if day == first else "end"
        yield (
            f'<text x="{x:.1f}" y="{height - 12}" text-anchor="{anchor}">{day.isoformat()}</text>'
        )
    for year in range(first.year + 1, last.year + 1):
        x = _x(date(year, 1, 1), first, last)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 10}" y2="{height - 30}" stroke="#eee"/>'
        yield f'<text x="{x:.1f}" y="{TOP - 14}" text-anchor="middle" fill="#888">{year}</text>'


def _circles(points: Sequence[Point]) -> Iterator[str]:
    first, last = min(one.day for one in points), max(one.day for one in points)
    for one in points:
        radius = min(4 + one.size, 12)
        yield (
            f'<circle cx="{_x(one.day, first, last):.1f}" cy="{_y(one.row)}" r="{radius}" '
            f'fill="#1f5fa8" fill-opacity="0.55"><title>{_text(one.label)}</title></circle>'
        )


def _x(day: date, first: date, last: date) -> float:
    whole = max((last - first).days, 1)
    return LEFT + 12 + (WIDTH - LEFT - RIGHT - 24) * (day - first).days / whole


def _y(row: int) -> int:
    return TOP + ROW * row + ROW // 2


def _rows(statements: Sequence[Statement]) -> list[str]:
    counted = Counter(one.speaker or UNKNOWN for one in statements)
    names = [name for name, _ in counted.most_common(MOST_ROWS)]
    return [*names, OTHERS] if len(counted) > MOST_ROWS else names


def _row(one: Statement, names: Sequence[str]) -> int:
    name = one.speaker or UNKNOWN
    return names.index(name if name in names else OTHERS)


def _day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year]:
            return date(year, 7, 1)
        case [year, month]:
            return date(year, month, 15)
    return date(*parts[:3])


def _label(one: Statement) -> str:
    who = one.speaker or UNKNOWN
    places = f" ({len(one.hits)} places)" if len(one.hits) > 1 else ""
    return f"{one.date} {who}: “{one.words}”{places}"


def _text(text: str) -> str:
    """Text as XML takes it: without control characters, on one line."""
    line = " ".join(text.split())
    return escape(
        "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    )
