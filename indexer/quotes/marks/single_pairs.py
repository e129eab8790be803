"""The cheapest reading of the single marks of a paragraph: which open, which close, which neither.

A pair counts only where no double marks are open; inside those it is a quotation within the
quotation, which is not ours. Single marks may stand within single marks, one deep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.quotes.marks.single_marks import SINGLE, Reading, read_mark
from indexer.quotes.rules import rule
from indexer.records import Span

# Prices beside those of the readings, see `single_marks`.
_NESTED = 1.0
_STRAY_CLOSING = 2.5
_OTHER_KIND = 1.2  # "‘Go' and the like
_UNCLOSED = 3.0
_RUNS_ON = 0.5  # the next paragraph opens anew
_LOST = 1.5  # behind "Roe said: ‘"
_DROPPED = 2.0
_DROPPED_H = re.compile(r"'[aeiou][a-z]{3}")  # "when it 'appened"
_MAX_DEPTH = 2
_BEFORE_SPEECH = ",:"


class _Path(NamedTuple):
    """A reading of the marks so far.

    Attributes:
        cost: Its price.
        open: The places of the marks that are open.
        pairs: The pairs so far, the newest first: (earlier pairs, start, end, depth).
    """

    cost: float
    open: tuple[int, ...] = ()
    pairs: _Pairs | None = None


class _Pairs(NamedTuple):
    """Pairs as a linked list, so that two paths share their beginning."""

    earlier: _Pairs | None
    start: int
    end: int
    depth: int


@rule("single-marks", otherwise=())
def find_single_pairs(
    text: str, paragraph: Span, doubles: Sequence[tuple[int, int]], next_mark: str = ""
) -> list[tuple[int, int]]:
    """Pair the single marks of a paragraph.

    Args:
        text: The whole text.
        paragraph: Where to look.
        doubles: (start, end) of the pairs of double marks, in order; an end below zero means
            the paragraph's. Single marks within them do not count.
        next_mark: The mark that the next paragraph opens with, or "".

    Returns:
        (start, end) of each pair, marks included, in order and disjoint; a pair may hold
        double ones, but never crosses them. The end is -1 where a quotation runs on after the
        paragraph, or where its closing mark is lost behind "Roe said: ‘".
    """
    marks = [read_mark(text, paragraph, at) for at in _free_marks(text, paragraph, doubles)]
    if not any(mark.may_open for mark in marks):
        return []
    best = _cheapest(text, paragraph, marks, next_mark)
    pairs = _outermost(best.pairs)
    if not best.open:
        return pairs
    last = best.open[0]
    if text[last] == next_mark or _follows_reporting(text, paragraph, last):
        return [pair for pair in pairs if pair[0] < last] + [(last, -1)]
    return pairs


def _free_marks(text: str, paragraph: Span, doubles: Sequence[tuple[int, int]]) -> list[int]:
    """Positions of the single marks outside the double pairs and outside words."""
    free: list[int] = []
    waiting = iter(doubles)
    start, end = next(waiting, (paragraph.end, paragraph.end))
    for found in SINGLE.finditer(text, *paragraph):
        at = found.start()
        while at >= start and 0 <= end <= at:
            start, end = next(waiting, (paragraph.end, paragraph.end))
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        is_inside_word = before.isalnum() and after.isalnum()
        if at < start and not is_inside_word:
            free.append(at)
    return free


def _cheapest(text: str, paragraph: Span, marks: Sequence[Reading], next_mark: str) -> _Path:
    """The cheapest path; of equals the one that was found first."""
    paths = {"": _Path(0.0)}  # by the kinds of the marks that are open
    for mark in marks:
        following: dict[str, _Path] = {}
        for path in paths.values():
            for one in _continuations(text, path, mark):
                kinds = "".join(text[at] for at in one.open)
                if kinds not in following or one.cost < following[kinds].cost:
                    following[kinds] = one
        paths = following
    ends = [_price_of_end(text, paragraph, path, next_mark) for path in paths.values()]
    return min(zip(paths.values(), ends, strict=True), key=lambda pair: pair[0].cost + pair[1])[0]


def _continuations(text: str, path: _Path, mark: Reading) -> list[_Path]:
    """The path with each reading of the next mark."""
    at, cost, depth = mark.at, path.cost, len(path.open)
    neither = mark.neither
    if depth and mark.may_open and _DROPPED_H.match(text, at):
        neither = min(neither, _DROPPED)
    found = [path._replace(cost=cost + neither)]
    if mark.may_close and depth:
        opening = path.open[-1]
        other = _OTHER_KIND * (not _fits(text[opening], text[at]))
        pairs = _Pairs(path.pairs, opening, at + 1, depth)
        found.append(_Path(cost + mark.closes + other, path.open[:-1], pairs))
    elif mark.may_close:
        found.append(path._replace(cost=cost + mark.closes + _STRAY_CLOSING))
    if mark.may_open and depth < _MAX_DEPTH:
        price = mark.opens + (_NESTED if depth else 0.0)
        found.append(path._replace(cost=cost + price, open=(*path.open, at)))
    return found


def _fits(opening: str, closing: str) -> bool:
    """Whether a mark closes the other as a rule."""
    if opening in "‘‚‛":
        return closing == "’" or (opening == "‚" and closing == "‘")
    if opening == "‹":
        return closing == "›"
    return closing == "'" or (opening == "`" and closing == "´")


def _price_of_end(text: str, paragraph: Span, path: _Path, next_mark: str) -> float:
    """What it costs that marks are open at the end of the paragraph."""
    if not path.open:
        return 0.0
    first = _UNCLOSED
    if text[path.open[0]] == next_mark:
        first = _RUNS_ON
    elif _follows_reporting(text, paragraph, path.open[0]):
        first = _LOST
    return first + _UNCLOSED * (len(path.open) - 1)


def _outermost(pairs: _Pairs | None) -> list[tuple[int, int]]:
    """The pairs of a path that stand in no other of its pairs, in order."""
    found: list[tuple[int, int]] = []
    while pairs is not None:
        if not found or pairs.end <= found[-1][0]:
            found.append((pairs.start, pairs.end))
        pairs = pairs.earlier
    return found[::-1]


def _follows_reporting(text: str, paragraph: Span, at: int) -> bool:
    """Whether a colon or comma leads to an opening mark: "Roe said: ‘"."""
    if at == paragraph.start or text[at] == "'":
        return False
    before = text[max(paragraph.start, at - 3) : at].rstrip()
    return before[-1:] in _BEFORE_SPEECH and text[at + 1 : at + 2].isupper()
