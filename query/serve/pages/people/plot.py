"""A person's statements and roles over time as a picture: the numbers that draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from indexer.names.people import Role
from query.serve.pages.words import counted, day

WIDTH, LEFT, ROW, BARS = 1000, 12, 26, 90
MOST_ROLES = 8
MOST_MONTHS = 60
"""Months that have a bar each; a longer time has a bar for each year."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role between the first and the last time that it was written."""

    name: str
    told: str
    y: float
    x1: float
    x2: float
    text_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class PlotBar:
    """The statements of a month or a year."""

    told: str
    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn.

    Attributes:
        height: Of the picture.
        base: Where the bars stand.
        roles, bars, ticks: As above.
        left_out: Roles that have no line: undated, or too many.
    """

    height: float
    base: float
    roles: tuple[RoleLine, ...]
    bars: tuple[PlotBar, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def plot_of(name: str, roles: Sequence[Role], months: Sequence[tuple[str, int]]) -> Plot | None:
    """The picture of a person; None if nothing is dated to the month.

    Args:
        name: Of the person, for the bars' addresses.
        roles: By first date.
        months: Statements by month, without gaps.
    """
    dated = [role for role in roles if role.first and len(role.first) >= 7]
    if not months:
        return None
    first, last = _month(months[0][0]), _month(months[-1][0])
    for role in dated:
        first = min(first, _month(role.first or ""))
        last = max(last, _month(role.last or role.first or ""))
    if last - first >= MOST_MONTHS:
        first, last = first - first % 12, last - last % 12 + 11
    shown = sorted(dated, key=lambda role: -role.quotes)[:MOST_ROLES]
    shown.sort(key=lambda role: role.first or "")
    base = ROW * len(shown) + BARS + 14
    scale = _Scale(first, last)
    return Plot(
        height=base + 24,
        base=base,
        roles=tuple(_line(role, row, scale) for row, role in enumerate(shown)),
        bars=tuple(_bars(name, months, scale, base)),
        ticks=tuple(_ticks(scale)),
        left_out=len(roles) - len(shown),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Months, counted from year 0, as places from left to right."""

    first: int
    last: int

    @property
    def is_by_year(self) -> bool:
        return self.last - self.first >= MOST_MONTHS

    @property
    def month(self) -> float:
        return (WIDTH - 2 * LEFT) / (self.last - self.first + 1)

    def x(self, month: int) -> float:
        return LEFT + (month - self.first) * self.month


def _line(role: Role, row: int, scale: _Scale) -> RoleLine:
    start = scale.x(_month(role.first or ""))
    end = scale.x(_month(role.last or role.first or "") + 1)
    is_left = start < WIDTH * 0.6
    told = f"{role.role}: {counted(role.quotes, 'quote')}, {day(role.first)} to {day(role.last)}"
    return RoleLine(
        role.role, told, ROW * row + 21.0, round(start + 3, 1), round(max(end - 3, start + 4), 1),
        round(start if is_left else end, 1), "start" if is_left else "end",
    )  # fmt: skip


def _bars(
    name: str, months: Sequence[tuple[str, int]], scale: _Scale, base: float
) -> list[PlotBar]:
    periods: dict[str, int] = {}
    for month, count in months:
        period = month[:4] if scale.is_by_year else month
        periods[period] = periods.get(period, 0) + count
    most = max(periods.values(), default=1) or 1
    width = scale.month * (12 if scale.is_by_year else 1)
    bars = []
    for period, count in periods.items():
        if count:
            height = max(BARS * count / most, 2)
            start = _month(period if len(period) > 4 else f"{period}-01")
            query = urlencode(
                [("find", "quotes"), ("person", name), ("since", period), ("until", period)],
                errors="replace",
            )
            bars.append(
                PlotBar(
                    f"{day(period)}: {counted(count, 'statement')}", f"/?{query}",
                    round(scale.x(start) + width * 0.1, 1), round(base - height, 1),
                    round(min(width * 0.8, 40), 1), round(height, 1),
                )
            )  # fmt: skip
    return bars


def _ticks(scale: _Scale) -> list[Tick]:
    years = range(scale.first // 12, scale.last // 12 + 1)
    step = max(len(years) // 12, 1)
    ticks = [Tick(round(max(scale.x(year * 12), LEFT), 1), str(year)) for year in years[::step]]
    return [one for place, one in enumerate(ticks) if not place or one.x - ticks[place - 1].x > 30]


def _month(date: str) -> int:
    return 12 * int(date[:4]) + (int(date[5:7]) - 1 if len(date) >= 7 else 0)
