"""Lines -> paragraphs.

A line begins a paragraph if it stands apart from the line before, is indented, follows a line that
ends early, or is set in another size. At the top of a column or a page it goes on with the
paragraph before, unless that one has ended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.readers.pdf.lines import HYPHENS, Line

APART = 1.4
"""Times the usual distance of lines from which a line stands apart."""

TIGHT = 0.8
"""Times the height; lines that are closer, such as raised numbers, say nothing of the distance."""

INDENT = 0.7
"""Times the height of a line by which the first line of a paragraph is moved in, at least."""

MOST_INDENT = 5.0
"""Times the height; a line that is moved in farther is centred or in another column."""

EARLY = 0.12
"""Share of the width that a line leaves free when it ends early."""

SIZE = 0.25
"""Difference of height, as a share, between sizes of letters; accents and tails make up to this."""

NOTE = 0.93
"""Times the usual height of a line; the lines of a note are lower."""

_NOTE_SIGN = re.compile(r"\d{1,3}(?!\d)|[*†‡§]")
_ENDS = '.!?:;”"’)]…'


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines below each other: the left and right edge, and the usual distance of lines."""

    left: float
    right: float
    leading: float


def split_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the lines of a document, in reading order, into paragraphs.

    The notes at the foot of a column come after the paragraph that goes on in the next one.
    """
    paragraphs: list[list[Line]] = []
    notes: list[list[Line]] = []
    usual = median(line.height for line in lines) if lines else 0.0
    for column in _columns(lines):
        text, feet = _without_notes(column, usual)
        edges = _edges(text or column)
        for before, line in zip([None, *text], text, strict=False):
            if before is None:
                begins = not paragraphs or _has_ended(paragraphs[-1], line, edges)
            else:
                begins = _begins(before, line, edges)
            if begins:
                paragraphs += notes
                notes = []
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
        notes += feet
    return paragraphs + notes


def _without_notes(column: list[Line], usual: float) -> tuple[list[Line], list[list[Line]]]:
    """The text of a column, and the footnotes below it: lines in small type after a note mark."""
    first = len(column)
    while first and column[first - 1].height < NOTE * usual:
        first -= 1
    feet = column[first:]
    if not feet or not _NOTE_SIGN.match(feet[0].text) or not first:
        return column, []
    notes: list[list[Line]] = []
    for line in feet:
        if not notes or _NOTE_SIGN.match(line.text):
            notes.append([line])
        else:
            notes[-1].append(line)
    return column[:first], notes


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines that go down one column of one page."""
    columns: list[list[Line]] = []
    for line in lines:
        last = columns[-1][-1] if columns else None
        if last is None or not _is_below(last, line):
            columns.append([line])
        else:
            columns[-1].append(line)
    return columns


def _is_below(before: Line, line: Line) -> bool:
    overlaps = line.left < before.right and before.left < line.right
    return before.page == line.page and line.top < before.top and overlaps


def _edges(column: Sequence[Line]) -> _Column:
    distances = sorted(
        before.bottom - line.bottom
        for before, line in pairwise(column)
        if before.bottom - line.bottom > TIGHT * min(before.height, line.height)
    )
    lefts = sorted(line.left for line in column)
    return _Column(
        left=lefts[len(lefts) // 5],
        right=sorted(line.right for line in column)[len(column) * 9 // 10],
        # Of short paragraphs with space between them, half of the distances are wider.
        leading=distances[len(distances) // 4] if distances else column[0].height * 1.5,
    )


def _begins(before: Line, line: Line, column: _Column) -> bool:
    height = max(min(before.height, line.height), 1.0)
    if before.bottom - line.bottom > APART * max(column.leading, height):
        return True
    if abs(before.height - line.height) > SIZE * max(before.height, line.height) and (
        before.text[-1:] in _ENDS or len(before.text) < len(line.text) / 2
    ):
        return True
    moved = line.left - column.left
    if INDENT * height < moved < MOST_INDENT * height and before.left < line.left - INDENT * height:
        return True
    free = column.right - before.right
    ends_early = free > EARLY * max(column.right - column.left, 1.0)
    return ends_early and before.text[-1:] in _ENDS


def _has_ended(paragraph: Sequence[Line], line: Line, column: _Column) -> bool:
    """Whether a paragraph ends at the foot of its column."""
    last = paragraph[-1].text[-1:]
    if last in HYPHENS or last == "-":
        return False
    height = max(line.height, 1.0)
    if abs(paragraph[-1].height - line.height) > SIZE * max(paragraph[-1].height, height):
        return True
    is_indented = INDENT * height < line.left - column.left < MOST_INDENT * height
    return is_indented or last in _ENDS or not line.text[:1].islower()
