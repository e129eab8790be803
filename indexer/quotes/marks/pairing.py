"""Quotation marks -> the pairs of one paragraph.

Each mark's shape and neighbours tell whether it can open or close. The marks are paired with a
stack in one pass. Single marks count only where no double ones are open, and apostrophes never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.quotes.marks.double_marks import can_open, closing_depth, find_double_marks
from indexer.quotes.marks.single_pairs import find_single_pairs
from indexer.records import Span

# Any mark, except an apostrophe within a word.
_MARK = re.compile(r"[“”„‟\"«»‘’‚‛‹›'`´](?:(?<!['‘’])|(?<![^\W_].)|(?![^\W_]))")
_SENTENCE_END = re.compile(r"[a-z][.!?]\s")
_ATTRIBUTION = re.compile(
    r",\s(?:\S+\s(?:\S+\s)?(?:said|says|added|wrote|asked)"
    r"|(?:said|says|added|wrote|asked)(?:\s[^\s,.]+){1,4})\.\Z"
)
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


def pair_marks(text: str, paragraph: Span, next_mark: str = "") -> tuple[list[Pair], Span | None]:
    """Pair the marks of a paragraph.

    Args:
        text: The whole text.
        paragraph: Where to look.
        next_mark: The mark that the next paragraph opens with, or "".

    Returns:
        The outermost pairs in order; the last may lack its end. And the first closing mark
        that nothing opened, if it comes before any opening.
    """
    if not _MARK.search(text, *paragraph):
        return [], None
    pairs, orphan = _pair_doubles(text, paragraph)
    doubles = [(pair.start, pair.end) for pair in pairs]
    singles = find_single_pairs(text, paragraph, doubles, next_mark)
    made = [
        Pair(text[start], start, start + 1, end - 1 if end > 0 else -1, end)
        for start, end in singles
    ]
    if made and made[-1].end < 0:  # double marks that it runs over are its own
        pairs = [pair for pair in pairs if pair.start < made[-1].start]
    found = _outermost(text, pairs + made) if made else pairs
    if found and found[-1].end < 0 and found[-1].right < 0:
        end = _end_of_unclosed(text, found[-1].left, paragraph.end)
        if end is not None and end < paragraph.end:
            found[-1].right = end
    return found, orphan


def _pair_doubles(text: str, paragraph: Span) -> tuple[list[Pair], Span | None]:
    done: list[Pair] = []
    stack: list[Pair] = []
    orphan: Span | None = None
    for one in find_double_marks(text, paragraph):
        closes = closing_depth(one, [pair.mark for pair in stack])
        if closes is not None:
            pair = stack[closes]
            # Of three apostrophes, or two straight marks, the first closes a quote within.
            is_triple = one.mark == "’’" and one.end - one.start == 3
            closes_two = one.times > 1 and len(stack) - closes > 1
            pair.right, pair.end = one.start + (is_triple or closes_two), one.end
            del stack[closes:]
            done.append(pair)
        elif can_open(one, is_inside=bool(stack)):
            stack.append(Pair(one.mark, one.start, one.end))
            if len(stack) > _MAX_DEPTH:
                done.append(stack.pop(0))
        elif orphan is None and not done and not stack:
            orphan = Span(one.start, one.end)
    return _outermost(text, done + stack), orphan


def _end_of_unclosed(text: str, start: int, end: int) -> int | None:
    """Where an unclosed quote ends before the next mark; None where nothing tells.

    `“the top. Roe praised “a good child”`: the words of the writer must not be quoted. In
    `“We stay, said Roe. “We do,”` the quote ends at the comma.
    """
    content = text[start:end]
    quoted = content.rstrip()
    if quoted[-1:] in (".", "!", "?"):
        cut = max(0, len(quoted) - _LONGEST_ATTRIBUTION)
        said = _ATTRIBUTION.search(quoted[cut:])
        return end if said is None else start + cut + said.start() + 1
    is_cut = quoted != content and _SENTENCE_END.search(quoted) is not None
    return None if is_cut else end


def _outermost(text: str, pairs: list[Pair]) -> list[Pair]:
    """Drop pairs within others; a pair without an end stops where the next one begins."""
    if len(pairs) < 2:
        return pairs
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        last = kept[-1] if kept else None
        if last and last.end < 0:
            right = _end_of_unclosed(text, last.left, pair.start)
            if right is None or not pair.start > last.left:
                kept.pop()
            else:
                last.right = right
        elif last and pair.start < last.end:
            continue
        kept.append(pair)
    return kept
