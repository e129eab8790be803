"""Text -> its paragraphs, as a reader would see them.

Blank lines part paragraphs, and so do single newlines (text saved from web pages has often one
paragraph a line), unless the text is hard-wrapped or a line goes on in lower case.
"""

from __future__ import annotations

import re
from itertools import pairwise

from indexer.records import Span

_BREAK = re.compile(r"\n\s*")
_WRAP_MIN_LINES = 6
_WRAP_WIDTHS = range(40, 101)


def split_paragraphs(text: str) -> list[Span]:
    """Split a text into paragraphs.

    Args:
        text: Any string, newlines normalised.

    Returns:
        Spans in order, without surrounding white space, none empty.
    """
    wrapped = _is_hard_wrapped(text)
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for found in _BREAK.finditer(text, start):
        before, after = found.span()
        # Backwards from the break, since a search from each white space takes quadratic time.
        while text[before - 1].isspace():
            before -= 1
        blank = text.count("\n", before, after) > 1
        if not blank and (wrapped or _goes_on(text, before, after)):
            continue
        spans.append(Span(start, before))
        start = after
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return spans


def _goes_on(text: str, before: int, after: int) -> bool:
    """Whether a sentence visibly runs over a line break."""
    return after < len(text) and text[after].islower() and text[before - 1] not in '.!?:”"’»'


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines break at a fixed width rather than at paragraphs."""
    lines = text.split("\n")
    # Only lines that are followed by another line of the same paragraph tell the width.
    full = [len(a) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(full) < _WRAP_MIN_LINES:
        return False
    width = max(full)
    if width not in _WRAP_WIDTHS:
        return False
    return sum(length > 0.7 * width for length in full) >= 0.8 * len(full)
