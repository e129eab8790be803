"""Single quotation marks, told from apostrophes.

British papers quote with them, headlines everywhere do. A pair counts only where no double
marks are open; inside those it is a quotation within the quotation, which is not ours.
"""

from __future__ import annotations

import re

from indexer.records import Span

_SINGLE = re.compile(r"[‘’‚‛‹›'`´]")
_CLOSERS = {"‘": "’'‘", "'": "'’", "‚": "‘’", "‛": "’", "`": "'’´", "‹": "›", "›": "‹"}
_BEFORE_OPENING = " \t\n\r\xa0\u202f([{—–-/…:>"
_STRONG_BEFORE_CLOSING = ".,!?…;:)]”"
_LEADING_APOSTROPHE = re.compile(
    r"(?:em|til|till|cause|n|bout|round|twas|tis|cuz|nuff|s|d|ll|re|ve|m|t)\b|\d", re.IGNORECASE
)
# How many later marks decide between a plural's apostrophe and a closing mark.
_LOOKAHEAD = 6


def find_single_pairs(
    text: str, paragraph: Span, doubles: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair the single marks of a paragraph.

    Args:
        text: The whole text.
        paragraph: Where to look.
        doubles: (start, end) of the pairs of double marks, in order; an end below zero means
            the paragraph's. Single marks within them do not count.

    Returns:
        (start, end) of each pair, marks included, in order and disjoint; a pair may hold
        double ones, but never crosses them.
    """
    marks = _free_marks(text, paragraph, doubles)
    pairs: list[tuple[int, int]] = []
    at = 0
    while at < len(marks):
        closing = _closing(text, paragraph, marks, at) if _opens(text, paragraph, marks[at]) else 0
        if closing:
            pairs.append((marks[at], marks[closing] + 1))
            at = closing
        at += 1
    return pairs


def _free_marks(text: str, paragraph: Span, doubles: list[tuple[int, int]]) -> list[int]:
    """Positions of the single marks outside the double pairs and outside words."""
    free: list[int] = []
    waiting = iter(doubles)
    start, end = next(waiting, (paragraph.end, paragraph.end))
    for found in _SINGLE.finditer(text, *paragraph):
        at = found.start()
        while at >= start and 0 <= end <= at:
            start, end = next(waiting, (paragraph.end, paragraph.end))
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        is_inside_word = before.isalnum() and after.isalnum()
        if at < start and not is_inside_word:
            free.append(at)
    return free


def _opens(text: str, paragraph: Span, at: int) -> bool:
    if text[at] not in _CLOSERS or at + 1 >= paragraph.end:
        return False
    if at > paragraph.start and text[at - 1] not in _BEFORE_OPENING:
        return False
    after = text[at + 1]
    return (after.isalnum() or after in '“"[…$#@') and not (
        text[at] in "'`" and _LEADING_APOSTROPHE.match(text, at + 1)
    )


def _closing(text: str, paragraph: Span, marks: list[int], opening: int) -> int:
    """Index of the mark that closes the one at index `opening`; 0 if none does."""
    closers = _CLOSERS[text[marks[opening]]]
    weak = 0
    for index in range(opening + 1, min(len(marks), opening + 1 + _LOOKAHEAD)):
        at = marks[index]
        before = text[at - 1]
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if text[at] not in closers or before.isspace() or after.isalnum():
            # Another opening mark: a plural's apostrophe before it was none.
            if weak and _opens(text, paragraph, at):
                return weak
            continue
        is_plural = before in "sS" and after.isspace()
        if not is_plural or before in _STRONG_BEFORE_CLOSING:
            return weak if weak and before not in _STRONG_BEFORE_CLOSING else index
        weak = weak or index
    return weak
