"""The quotation spans of a text: what stands between quotation marks, outermost pairs only.

What is open at the end of a paragraph may run on in the next ones, see `running`. Otherwise it
ends there, so that an unbalanced mark costs one quote at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.marks.captions import is_caption, is_heading
from indexer.quotes.marks.pairing import pair_marks
from indexer.quotes.marks.running import DraftSpan, Running, draft_of
from indexer.quotes.marks.single_marks import OPENERS
from indexer.records import Span


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


def find_quotation_spans(text: str, paragraphs: Sequence[Span]) -> list[QuotationSpan]:
    """Find what stands between quotation marks, outermost pairs only.

    Args:
        text: Any string.
        paragraphs: Its paragraphs, in order; no quote runs from one into the next without
            opening anew, except that lines may share one pair of marks.

    Returns:
        The spans in order of the text, never overlapping, none empty.
    """
    found: list[DraftSpan] = []
    running: Running | None = None  # the last span, while it is open
    next_marks = _next_marks(text, paragraphs)
    for paragraph, next_mark in zip(paragraphs, next_marks, strict=True):
        pairs, orphan = pair_marks(text, paragraph, next_mark)
        if running is not None and not running.goes_on(text, paragraph, pairs, orphan):
            running = None
        drafts = [draft_of(text, pair, paragraph.end) for pair in pairs]
        found.extend(one for one in drafts if one.parts[0].start < one.parts[0].end)
        if drafts:
            last = drafts[-1]
            is_open = not last.closed and last.end == paragraph.end
            is_kept = bool(found) and found[-1] is last
            running = Running(last, paragraph.start) if is_open and is_kept else None
    return [QuotationSpan(tuple(one.parts), one.outer, one.opening, one.closed) for one in found]


def _next_marks(text: str, paragraphs: Sequence[Span]) -> list[str]:
    """For each paragraph the single mark that the next one opens with, or "".

    Captions between the two do not count.
    """
    if not any(text[paragraph.start] in OPENERS for paragraph in paragraphs):
        return [""] * len(paragraphs)
    marks: list[str] = []
    sign = ""
    for paragraph in reversed(paragraphs):
        marks.append(sign)
        if not (is_caption(text, paragraph) or is_heading(text, paragraph)):
            sign = text[paragraph.start] if text[paragraph.start] in OPENERS else ""
    return marks[::-1]
