"""The counts beside a list, each a link to the part of the list that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from query.overview import Counts, Overview
from query.parse.within import NONE, literal
from query.serve.pages.search.parameters import Search
from query.serve.pages.words import day

SHOWN = 8
"""Values of a facet that are shown at once; the others open."""

MOST = 200
"""Values of a facet that a page holds; a note says how many more there are."""

MOST_MONTHS = 36
"""Months that a histogram has; a longer time is shown by year."""

HEIGHT = 48
"""Of the tallest bar."""

WIDEST = 24
"""Of a bar: a single one must not look like a filled box."""

CHIPS = {
    "paper": "Source", "source": "Source has", "author": "Author has", "speaker": "Speaker",
    "person": "Speaker",
    "path": "In", "kind": "Kind", "label": "Label", "since": "From", "until": "To",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its count.

    Attributes:
        name: As shown.
        count: Articles.
        address: Of the list of just these; "" if it cannot be asked for.
        title: More about it, or "".
    """

    name: str
    count: int
    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of dividing a list.

    Attributes:
        name: As shown.
        values: Those that are shown at once.
        more: The others.
        left_out: How many are not even there.
    """

    name: str
    values: tuple[Value, ...]
    more: tuple[Value, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a month of a histogram.

    Attributes:
        value: Its name, count and address.
        x, width, y, height: Where it is drawn.
    """

    value: Value
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles by time.

    Attributes:
        bars: Oldest first, without gaps in time.
        first, last: What stands below the ends.
        undated: Articles without a date, or None.
        rough: Articles that are dated too roughly for the bars.
    """

    bars: tuple[Bar, ...]
    first: str
    last: str
    undated: Value | None
    rough: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, with the address of the list without it."""

    name: str
    value: str
    address: str


def chips(search: Search) -> list[Chip]:
    """The filters that are set."""
    return [
        Chip(*_chip_words(name, value), search.without(name, value).address())
        for name, value in search.chosen
    ]


def facets(search: Search, found: Overview, labelled: Mapping[str, Sequence[str]]) -> list[Facet]:
    """All ways of dividing a list.

    Args:
        search: The list.
        found: Its counts.
        labelled: The ids of the articles that have each label.
    """
    labels = [(name, len(found.ids.intersection(ids))) for name, ids in labelled.items()]
    grades = [("sure", found.sure), ("likely", found.likely)]
    graded = tuple(
        Value(name, count, search.changed("sure", True).address() if place == 0 else "")
        for place, (name, count) in enumerate(grades)
        if count and not search.sure
    )
    all_ = [
        _facet("Source", "paper", found.sources, search),
        _facet("Speaker", "person", found.speakers, search),
        Facet("Attribution", graded) if graded else None,
        _facet("Label", "label", tuple((n, c) for n, c in labels if c), search),
        _folders(found.folders, search),
        _facet("Kind of file", "kind", found.kinds, search),
    ]
    return [one for one in all_ if one is not None]


def histogram(search: Search, found: Overview) -> Histogram | None:
    """The articles by month, or by year if they span a longer time; None without any date."""
    months = [one for one in found.months if one[0]]
    years = [one for one in found.years if one[0]]
    if not years:
        return None
    by_month = bool(months) and _distance(months[0][0], months[-1][0]) < MOST_MONTHS
    known = months if by_month else years
    span = _without_gaps(known, by_month=by_month)
    undated = dict(found.years).get(None, 0)
    rough = sum(count for _, count in years) - sum(count for _, count in known)
    most = max(count for _, count in span)
    pitch = 240 / len(span)
    bars = tuple(
        _bar(search, name, count, HEIGHT * count / most, place * pitch, pitch)
        for place, (name, count) in enumerate(span)
    )
    return Histogram(
        bars,
        day(span[0][0]),
        day(span[-1][0]),
        Value("undated", undated, search.changed("dated", "only").address()) if undated else None,
        rough,
    )


def _bar(search: Search, name: str, count: int, height: float, x: float, pitch: float) -> Bar:
    address = search.changed("since", name).changed("until", name).address()
    tall = max(height, 1.5) if count else 0.0
    width = min(pitch - min(pitch * 0.2, 2.0), WIDEST)
    return Bar(
        Value(day(name), count, address if count else ""),
        round(x + (pitch - width) / 2, 2), round(width, 2), round(HEIGHT - tall, 2), round(tall, 2),
    )  # fmt: skip


def _facet(name: str, kind: str, counts: Counts, search: Search) -> Facet | None:
    chosen = getattr(search, kind)
    values = [
        Value(value or "none given", count, _address(search, kind, value))
        for value, count in counts
        if (value or NONE) not in chosen and count
    ]
    return _cut(name, values)


def _folders(counts: Counts, search: Search) -> Facet | None:
    values = [
        Value(
            PurePosixPath(folder).name,
            count,
            search.adding("path", literal(folder)).address(),
            folder,
        )
        for folder, count in counts
        if folder and literal(folder) not in search.path
    ]
    return _cut("Folder", values)


def _cut(name: str, values: Sequence[Value]) -> Facet | None:
    if not values:
        return None
    return Facet(name, tuple(values[:SHOWN]), tuple(values[SHOWN:MOST]), max(len(values) - MOST, 0))


def _address(search: Search, kind: str, value: str | None) -> str:
    if value is None and kind != "paper":
        return ""
    return search.adding(kind, NONE if value is None else value).address()


def _chip_words(name: str, value: str) -> tuple[str, str]:
    if name == "sure":
        return "", "sure of the speaker"
    if name == "dated":
        return "", "undated only" if value == "only" else "undated too"
    if name == "path":
        plain = value.replace("[[]", "[").replace("[*]", "*").replace("[?]", "?")
        return "In", PurePosixPath(plain).name if plain.startswith("/") else plain
    return CHIPS[name], "none given" if value == NONE else value


def _without_gaps(
    counts: Sequence[tuple[str | None, int]], *, by_month: bool
) -> list[tuple[str, int]]:
    known = {name: count for name, count in counts if name}
    first, last = min(known), max(known)
    if not by_month:
        names = [f"{year:04d}" for year in range(int(first), int(last) + 1)]
        if len(names) > 300:  # a date that was misread would draw a bar for each century
            names = sorted(known)
    else:
        start = int(first[:4]) * 12 + int(first[5:7]) - 1
        names = [
            f"{month // 12:04d}-{month % 12 + 1:02d}"
            for month in range(start, start + _distance(first, last) + 1)
        ]
    return [(name, known.get(name, 0)) for name in names]


def _distance(first: str | None, last: str | None) -> int:
    one, other = first or "", last or ""
    return (int(other[:4]) - int(one[:4])) * 12 + int(other[5:7]) - int(one[5:7])
