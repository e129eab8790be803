"""Timelines for people at a terminal: a line a statement, counts by month as bars."""

from __future__ import annotations

from itertools import zip_longest

from query.render.console.line import Line
from query.render.console.output import Console, print_line
from query.render.terminal import QUIET, SPEAKER
from query.render.timeline.periods import counted
from query.render.visible import visible
from query.timeline.statement import Statement
from query.timeline.timeline import Row, Timeline

BAR = 40
"""Characters of the longest bar."""


def render_timeline(console: Console, found: Timeline) -> None:
    """Print the statements by date, then the counts; speakers who are compared side by side."""
    if len(found.rows) == 2:
        _side_by_side(console, found.rows[0], found.rows[1])
    else:
        for row in found.rows:
            _title(console, row)
            for one in row.statements:
                _statement(console, one)
    for row in found.rows:
        _bars(console, row)


def _statement(console: Console, one: Statement) -> None:
    line = Line(f"{one.date or 'undated':<10}  ") + Line(_who(one), style=SPEAKER)
    line += Line(f"  “{_words(one)}”") + Line(f"  {_place(one)}", style=QUIET)
    print_line(console, line)


def _side_by_side(console: Console, left: Row, right: Row) -> None:
    """Two columns, statements of the same date beside each other."""
    width = max((console.width - 15) // 2, 20)
    print_line(
        console, Line(f"{'':<12}{_cut(left.name or '', width):<{width}}   {right.name or ''}")
    )
    dates = sorted({one.date or "9999" for row in (left, right) for one in row.statements})
    for date in dates:
        ours = [one for one in left.statements if (one.date or "9999") == date]
        theirs = [one for one in right.statements if (one.date or "9999") == date]
        for one, other in zip_longest(ours, theirs):
            shown = "undated" if date == "9999" else date
            cells = [_cut(f"“{_words(cell)}”" if cell else "", width) for cell in (one, other)]
            print_line(console, Line(f"{shown:<12}{cells[0]:<{width}}   {cells[1]}"))


def _bars(console: Console, row: Row) -> None:
    periods = counted(row.months)
    if not periods:
        return
    _title(console, row)
    most = max(count for _, count in periods)
    for period, count in periods:
        bar = "█" * max(round(BAR * count / most), 1 if count else 0)
        print_line(console, Line(f"{period:<8}{count:>4}  {bar}"))


def _title(console: Console, row: Row) -> None:
    if row.name is not None:
        print_line(console, Line(visible(row.name), style="bold"))


def _who(one: Statement) -> str:
    mention = one.first.quote.mention
    written = mention.of(one.first.document.text) if mention else "unattributed"
    return visible(one.speaker or written)


def _words(one: Statement) -> str:
    return visible(" ".join(one.words.split()))


def _place(one: Statement) -> str:
    hit = one.first
    name = f"[{hit.passage_id or hit.document.document_id}]"
    more = f"+{len(one.hits) - 1} more" if len(one.hits) > 1 else ""
    return " ".join(part for part in (visible(hit.document.source or ""), name, more) if part)


def _cut(text: str, width: int) -> str:
    text = visible(text)
    return text if len(text) <= width else f"{text[: width - 1]}…"
