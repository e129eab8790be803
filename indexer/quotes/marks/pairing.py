"""Quotation marks -> the spans between them.

Each mark's shape and neighbours tell whether it can open or close. Within a paragraph the marks
are paired with a stack in one pass. What is open at the paragraph's end runs on when the next
paragraph opens with the same mark (the newspaper's way to quote several paragraphs) and ends
there otherwise, so that an unbalanced mark costs one quote at most. Single marks count only
where no double ones are open, and apostrophes never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.quotes.lexicon import words
from indexer.quotes.marks.single_marks import find_single_pairs
from indexer.records import Span

# Written out: an expression that begins with one of some characters is searched for at once.
_DOUBLE = re.compile(r"''+|‘‘+|``|’’+|″|“|”|„|‟|\"|«|»")
# Any mark, but for an apostrophe within a word.
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
_FULL_NAME = re.compile(r"[A-Z][\w.’'-]* [A-Z]")
_LONGEST_SIGNATURE = 100
# Deeper nesting than this is noise; the outermost is then taken for an unbalanced mark.
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class QuotationSpan:
    """What stands between a pair of quotation marks.

    Attributes:
        parts: One span for each paragraph, marks and surrounding white space excluded.
        outer: From the first opening mark to the last closing mark, both included.
        opening: The opening mark as written.
        closed: False where no closing mark was found.
    """

    parts: tuple[Span, ...]
    outer: Span
    opening: str
    closed: bool

    @property
    def inner(self) -> Span:
        """From the first part's start to the last part's end."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(slots=True)
class _Pair:
    """A pair under construction: [start, end) with marks, [left, right) without."""

    mark: str
    start: int
    left: int
    right: int = -1
    end: int = -1


def find_quotation_spans(text: str, paragraphs: Iterable[Span]) -> list[QuotationSpan]:
    """Find what stands between quotation marks, outermost pairs only.

    Args:
        text: Any string.
        paragraphs: Its paragraphs, in order; no quote runs from one into the next without
            opening anew.

    Returns:
        The spans in order of the text, never overlapping, none empty.
    """
    found: list[QuotationSpan] = []
    is_running = False  # whether the last one found is open at its paragraph's end
    for paragraph in paragraphs:
        pairs, orphan = _pair(text, paragraph)
        if not is_running or not found:
            pass
        elif pairs and pairs[0].start == paragraph.start and pairs[0].mark == found[-1].opening:
            found.append(_joined(found.pop(), _marked(text, pairs.pop(0), paragraph.end)))
            is_running = not found[-1].closed
        elif orphan and _is_signature(text, found[-1], paragraph, orphan):
            found[-1], is_running = replace(found[-1], closed=True), False
        elif orphan and (not pairs or orphan.start < pairs[0].start):
            rest = _Pair(found[-1].opening, paragraph.start, paragraph.start, *orphan)
            found.append(_joined(found.pop(), _marked(text, rest, paragraph.end)))
        if pairs:
            made = [_marked(text, pair, paragraph.end) for pair in pairs]
            found.extend(one for one in made if one.parts[0].start < one.parts[0].end)
            is_running = not made[-1].closed and made[-1].outer.end == paragraph.end
        elif not is_running or not found or found[-1].outer.end != paragraph.end:
            is_running = False
    return found


def _marked(text: str, pair: _Pair, paragraph_end: int) -> QuotationSpan:
    """The finished form of a pair; one without an end runs to the paragraph's."""
    closed = pair.end >= 0
    right = pair.right if pair.right >= 0 else paragraph_end
    end = pair.end if closed else right
    return QuotationSpan(
        (_trimmed(text, pair.left, right),), Span(pair.start, end), pair.mark, closed
    )


def _joined(head: QuotationSpan, tail: QuotationSpan) -> QuotationSpan:
    """One quote of two paragraphs' parts."""
    outer = Span(head.outer.start, tail.outer.end)
    parts = head.parts + tuple(part for part in tail.parts if part.start < part.end)
    return QuotationSpan(parts, outer, head.opening, tail.closed)


def _is_signature(text: str, running: QuotationSpan, paragraph: Span, closing: Span) -> bool:
    """Whether a paragraph before a closing mark only names who said what runs on before it.

    Quotations set apart on a page are signed within the marks; the name must not become a part
    of what was said.
    """
    if closing.end < paragraph.end or closing.start - paragraph.start > _LONGEST_SIGNATURE:
        return False
    line = text[paragraph.start : closing.start].rstrip(" .")
    named = line[:1].isupper() and _FULL_NAME.search(line) is not None
    if not named or text[running.outer.end - 1] not in ".!?…":
        return False
    return words()["common_verbs"].isdisjoint(line.lower().split())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _pair(text: str, paragraph: Span) -> tuple[list[_Pair], Span | None]:
    """Pair the marks of a paragraph.

    Returns:
        The outermost pairs in order; the last may lack its end. And the first closing mark
        that nothing opened, if it comes before any opening.
    """
    if not _MARK.search(text, *paragraph):
        return [], None
    pairs, orphan = _pair_doubles(text, paragraph)
    singles = find_single_pairs(text, paragraph, [(pair.start, pair.end) for pair in pairs])
    made = [_Pair(text[start], start, start + 1, end - 1, end) for start, end in singles]
    return _outermost(text, pairs + made) if made else pairs, orphan


def _pair_doubles(text: str, paragraph: Span) -> tuple[list[_Pair], Span | None]:
    done: list[_Pair] = []
    stack: list[_Pair] = []
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
            stack.append(_Pair(mark, start, end))
            if len(stack) > _MAX_DEPTH:
                done.append(stack.pop(0))
        elif orphan is None and not done and not stack:
            orphan = Span(start, end)
    return _outermost(text, done + stack), orphan


def _closing_depth(mark: str, stack: list[_Pair], before: str, after: str) -> int | None:
    """Which of the open marks this one closes, the innermost first; None if it closes none."""
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
    """Whether an unclosed quote evidently ended before the next mark, nobody knows where.

    `“the top. Roe praised “a good child”`: the words of the writer must not be quoted.
    """
    quoted = content.rstrip()
    if quoted == content:
        return False
    if quoted[-1:] in (".", "!", "?"):
        return _ATTRIBUTION.search(quoted[-_LONGEST_ATTRIBUTION:]) is not None
    return _SENTENCE_END.search(quoted) is not None


def _outermost(text: str, pairs: list[_Pair]) -> list[_Pair]:
    """Drop pairs within others; a pair without an end stops where the next one begins."""
    if len(pairs) < 2:
        return pairs
    kept: list[_Pair] = []
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
