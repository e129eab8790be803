"""The quotation spans of a text: what stands between quotation marks, outermost pairs only.

What is open at the end of a paragraph runs on when the next paragraph opens with the same mark
(the newspapers' way to quote several paragraphs). Otherwise it ends there, so that an unbalanced
mark costs one quote at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.quotes.lexicon import words
from indexer.quotes.marks.pairing import Pair, pair_marks
from indexer.records import Span

_FULL_NAME = re.compile(r"[A-Z][\w.’'-]* [A-Z]")
_LONGEST_SIGNATURE = 100  # code points


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
class _Draft:
    """A quotation span to which further paragraphs may be added; attributes as in the span."""

    parts: list[Span]
    start: int
    end: int
    opening: str
    closed: bool

    def join(self, tail: _Draft) -> None:
        """Add the parts of the next paragraph."""
        self.parts.extend(part for part in tail.parts if part.start < part.end)
        self.end, self.closed = tail.end, tail.closed

    def finished(self) -> QuotationSpan:
        """The span."""
        return QuotationSpan(
            tuple(self.parts), Span(self.start, self.end), self.opening, self.closed
        )


def find_quotation_spans(text: str, paragraphs: Iterable[Span]) -> list[QuotationSpan]:
    """Find what stands between quotation marks, outermost pairs only.

    Args:
        text: Any string.
        paragraphs: Its paragraphs, in order; no quote runs from one into the next without
            opening anew.

    Returns:
        The spans in order of the text, never overlapping, none empty.
    """
    found: list[_Draft] = []
    is_running = False  # whether the last one found is open at its paragraph's end
    for paragraph in paragraphs:
        pairs, orphan = pair_marks(text, paragraph)
        if is_running and found:
            is_running = _continue(text, paragraph, found[-1], pairs, orphan)
        if pairs:
            drafts = [_draft(text, pair, paragraph.end) for pair in pairs]
            found.extend(one for one in drafts if one.parts[0].start < one.parts[0].end)
            is_running = not drafts[-1].closed and drafts[-1].end == paragraph.end
        elif not is_running or not found or found[-1].end != paragraph.end:
            is_running = False
    return [one.finished() for one in found]


def _continue(
    text: str, paragraph: Span, running: _Draft, pairs: list[Pair], orphan: Span | None
) -> bool:
    """Add the part of the next paragraph that belongs to an open span.

    Args:
        text: The whole text.
        paragraph: The next paragraph.
        running: The span.
        pairs: The pairs of the paragraph; the first is taken away if it goes on with the span.
        orphan: The closing mark before them that nothing in the paragraph opens, or None.

    Returns:
        Whether the span may still be open.
    """
    if pairs and pairs[0].start == paragraph.start and pairs[0].mark == running.opening:
        running.join(_draft(text, pairs.pop(0), paragraph.end))
        return not running.closed
    if orphan and _is_signature(text, running, paragraph, orphan):
        running.closed = True
        return False
    if orphan and (not pairs or orphan.start < pairs[0].start):
        rest = Pair(running.opening, paragraph.start, paragraph.start, *orphan)
        running.join(_draft(text, rest, paragraph.end))
    return True


def _draft(text: str, pair: Pair, paragraph_end: int) -> _Draft:
    """The span of a pair; one without an end runs to the paragraph's."""
    closed = pair.end >= 0
    right = pair.right if pair.right >= 0 else paragraph_end
    end = pair.end if closed else right
    return _Draft([_trimmed(text, pair.left, right)], pair.start, end, pair.mark, closed)


def _is_signature(text: str, running: _Draft, paragraph: Span, closing: Span) -> bool:
    """Whether a paragraph before a closing mark is only the signature of the quote before it.

    Quotations that are set apart on a page are signed within the marks. The name must not
    become a part of the quote.
    """
    if closing.end < paragraph.end or closing.start - paragraph.start > _LONGEST_SIGNATURE:
        return False
    line = text[paragraph.start : closing.start].rstrip(" .")
    named = line[:1].isupper() and _FULL_NAME.search(line) is not None
    if not named or text[running.end - 1] not in ".!?…":
        return False
    return words()["common_verbs"].isdisjoint(line.lower().split())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
