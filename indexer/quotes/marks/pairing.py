"""Quotation marks -> the pairs of one paragraph.

Each mark's shape and neighbours tell whether it can open or close. The marks are paired with a
stack in one pass. Single marks count only where no double ones are open, and apostrophes never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.quotes.marks.single_marks import find_single_pairs
from indexer.records import Span

# Written out, since a search for one of some characters is fast.
_DOUBLE = re.compile(r"''+|‘‘+|``|’’+|″|“|”|„|‟|\"|«|»")
# Any mark, except an apostrophe within a word.
_MARK = re.compile(r"[“”„‟\"«»‘’‚‛‹›'`´](?:(?<!['‘’])|(?<![^\W_].)|(?![^\W_]))")
# Which opening mark is closed by which marks. Careless mixtures of curly and straight marks
# are common on the web; guillemets are never mixed with others.
_CLOSERS = {
    "“": ("”", '"', "“", "''", "’’", "″"),
    "„": ("“", "”", '"', "‟"),
    "‟": ("”", "“", '"'),
    "”": ("”", '"'),
    '"': ('"', "”", "''", "’’", "″"),
    "``": ("''", '"', "”", "’’"),
    "‘‘": ("’’", "''", '"', "”"),
    "''": ("''", '"'),
    "«": ("»",),
    "»": ("«",),
}
_OPEN_ONLY = ("“", "„", "‟", "``", "‘‘", "«")
_CLOSE_ONLY = ("”", "’’", "»")
_BEFORE_OPENING = " \t\n\r\xa0\u2009\u200a\u200b\u202f([{<>—–-/…|:*_=“\"‘'«„"
_CLOSING_PUNCTUATION = " \t\n\r\xa0\u202f.,;:!?)]}—–…”’»"
_SENTENCE_END = re.compile(r"[a-z][.!?]\s")
_ATTRIBUTION = re.compile(r",\s\S+\s(?:\S+\s)?(?:said|says|added|wrote|asked)\.\Z")
_LONGEST_ATTRIBUTION = 60  # code points
# Deeper nesting than this is noise; the outermost is then taken for an unbalanced mark.
_MAX_DEPTH = 8


@dataclass(slots=True)
class Pair:
    """A pair of marks; [start, end) with the marks, [left, right) without.

    Attributes:
        mark: The opening mark as written.
        start, left: Where it begins and ends.
        right, end: Where the closing mark begins and ends. `end` is -1 where there is none; then
            `right` is where the words end, or -1 if they run to the paragraph's end.
    """

    mark: str
    start: int
    left: int
    right: int = -1
    end: int = -1


def pair_marks(text: str, paragraph: Span) -> tuple[list[Pair], Span | None]:
    """Pair the marks of a paragraph.

    Returns:
        The outermost pairs in order; the last may lack its end. And the first closing mark
        that nothing opened, if it comes before any opening.
    """
    if not _MARK.search(text, *paragraph):
        return [], None
    pairs, orphan = _pair_doubles(text, paragraph)
    singles = find_single_pairs(text, paragraph, [(pair.start, pair.end) for pair in pairs])
    made = [Pair(text[start], start, start + 1, end - 1, end) for start, end in singles]
    return _outermost(text, pairs + made) if made else pairs, orphan


def _pair_doubles(text: str, paragraph: Span) -> tuple[list[Pair], Span | None]:
    done: list[Pair] = []
    stack: list[Pair] = []
    orphan: Span | None = None
    for found in _DOUBLE.finditer(text, *paragraph):
        start, end = found.span()
        # Three apostrophes are a double mark with a single one of the quote inside it.
        mark = found.group()[:2]
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        closes = _closing_depth(mark, stack, before, after)
        if closes is not None:
            pair = stack[closes]
            # Of three marks the first closes a quote within.
            is_triple = mark == "’’" and end - start == 3
            pair.right, pair.end = start + is_triple, end
            del stack[closes:]
            done.append(pair)
        elif _can_open(mark, before, after, is_inside=bool(stack)):
            stack.append(Pair(mark, start, end))
            if len(stack) > _MAX_DEPTH:
                done.append(stack.pop(0))
        elif orphan is None and not done and not stack:
            orphan = Span(start, end)
    return _outermost(text, done + stack), orphan


def _closing_depth(mark: str, stack: list[Pair], before: str, after: str) -> int | None:
    """Which open mark this one closes, the innermost first; None if it closes none."""
    for depth in range(len(stack) - 1, -1, -1):
        if mark not in _CLOSERS[stack[depth].mark]:
            continue
        if mark in ("''", "″") and mark != stack[depth].mark and before.isdigit():
            return None  # inches
        if mark in _CLOSE_ONLY:
            return depth
        # A straight mark, or a curly one the wrong way round, closes only after something.
        stands_alone = before.isspace() and after.isspace()
        looks_opening = before in _BEFORE_OPENING and after not in _CLOSING_PUNCTUATION
        if mark in _OPEN_ONLY and after not in _CLOSING_PUNCTUATION:
            return None
        return depth if stands_alone or not looks_opening or not before.isspace() else None
    return None


def _can_open(mark: str, before: str, after: str, *, is_inside: bool) -> bool:
    if mark in _OPEN_ONLY:
        return True
    if mark in ("’’", "″") or before.isdigit():  # inches, minutes
        return False
    if mark in _CLOSE_ONLY and (is_inside or after in _CLOSING_PUNCTUATION):
        return False
    if mark == '"' and before in ".!?" and after.isupper() and not is_inside:
        return True  # the space before is missing
    return before in _BEFORE_OPENING and not (before.isspace() and after.isspace())


def _has_more(content: str) -> bool:
    """Whether an unclosed quote evidently ended somewhere before the next mark.

    `“the top. Roe praised “a good child”`: the words of the writer must not be quoted.
    """
    quoted = content.rstrip()
    if quoted == content:
        return False
    if quoted[-1:] in (".", "!", "?"):
        return _ATTRIBUTION.search(quoted[-_LONGEST_ATTRIBUTION:]) is not None
    return _SENTENCE_END.search(quoted) is not None


def _outermost(text: str, pairs: list[Pair]) -> list[Pair]:
    """Drop pairs within others; a pair without an end stops where the next one begins."""
    if len(pairs) < 2:
        return pairs
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        last = kept[-1] if kept else None
        if last and last.end < 0:
            last.right = pair.start
            if not pair.start > last.left or _has_more(text[last.left : pair.start]):
                kept.pop()
        elif last and pair.start < last.end:
            continue
        kept.append(pair)
    return kept
