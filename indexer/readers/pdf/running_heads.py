"""Headers, footers and page numbers: lines at the edge of a page that repeat on other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.readers.pdf.lines import Line

EDGE = 3
"""How many lines at the top and at the bottom of a page may be running heads."""

LEAST_PAGES = 3
LEAST_SHARE = 0.3
"""A running head is on at least as many pages, and on as large a share of them (left and right
pages, and chapters, may have different ones)."""

_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d+)?\W*", re.I)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads and page numbers; order is kept."""
    edges = [_edge(lines) for lines in pages]
    counts = Counter(
        key for lines, edge in zip(pages, edges, strict=True) for key in _keys(lines, edge)
    )
    least = max(LEAST_PAGES, LEAST_SHARE * len(pages))
    return [
        [
            line
            for number, line in enumerate(lines)
            if number not in edge or not _is_running(line, counts, least, len(pages))
        ]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def _edge(lines: Sequence[Line]) -> set[int]:
    """The numbers of the uppermost and lowest lines of a page."""
    order = sorted(range(len(lines)), key=lambda number: lines[number].top)
    return {*order[:EDGE], *order[-EDGE:]}


def _keys(lines: Sequence[Line], edge: set[int]) -> set[str]:
    return {_key(lines[number].text) for number in edge}


def _key(text: str) -> str:
    """A line with its figures as signs, so that page numbers do not tell lines apart."""
    return _FIGURES.sub("#", text).casefold()


def _is_running(line: Line, counts: Counter[str], least: float, pages: int) -> bool:
    if counts[_key(line.text)] >= least:
        return True
    return pages > 1 and _PAGE_NUMBER.fullmatch(line.text) is not None
