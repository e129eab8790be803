"""Double quotation marks: which may open, and which closes what, by the signs around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.records import Span

# Written out, since a search for one of some characters is fast.
_DOUBLE = re.compile(r"''+|‘‘+|``|’’+|″|“|”|„|‟|\"+|«|»")
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


class DoubleMark(NamedTuple):
    """A double mark with the signs around it.

    Attributes:
        mark: The mark; of a mark that is written twice the first.
        start, end: Where it stands, a second one included.
        before, after: The signs around it, a space at the end of the paragraph.
        times: How many marks of this kind stand together.
        next_closes: Whether the next mark of its kind in the paragraph looks like a closing one;
            None where no other follows. Only for straight marks.
    """

    mark: str
    start: int
    end: int
    before: str
    after: str
    times: int
    next_closes: bool | None


def find_double_marks(text: str, paragraph: Span) -> list[DoubleMark]:
    """The double marks of a paragraph, in order."""
    found = list(_DOUBLE.finditer(text, *paragraph))
    marks: list[DoubleMark] = []
    next_closes: bool | None = None
    for one in reversed(found):
        start, end = one.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        is_straight = text[start] == '"'
        # Three apostrophes are a double mark with a single one of the quote inside it.
        mark = '"' if is_straight else one.group()[:2]
        times = end - start if is_straight else 1
        marks.append(DoubleMark(mark, start, end, before, after, times, next_closes))
        if is_straight:
            next_closes = after in _CLOSING_PUNCTUATION
    return marks[::-1]


def closing_depth(one: DoubleMark, open_marks: list[str]) -> int | None:
    """Which of the open marks a mark closes, the innermost first; None if it closes none."""
    mark, before, after = one.mark, one.before, one.after
    for depth in range(len(open_marks) - 1, -1, -1):
        if mark not in _CLOSERS[open_marks[depth]]:
            continue
        if mark in ("''", "″") and mark != open_marks[depth] and before.isdigit():
            return None  # inches
        if mark in _CLOSE_ONLY:
            return depth
        if _is_inches(one):
            return None
        # A straight mark, or a curly one the wrong way round, closes only after something.
        stands_alone = before.isspace() and after.isspace()
        looks_opening = before in _BEFORE_OPENING and after not in _CLOSING_PUNCTUATION
        if mark in _OPEN_ONLY and after not in _CLOSING_PUNCTUATION:
            return None
        if not (stands_alone or not looks_opening or not before.isspace()):
            return None
        return max(0, depth + 1 - one.times) if one.times > 1 else depth
    return None


def _is_inches(one: DoubleMark) -> bool:
    """Whether a straight mark behind a digit stands for inches: `"The 12" disc," she said`.

    The quote ends at the next mark, which looks like a closing one.
    """
    is_measure = one.mark == '"' and one.before.isdigit() and one.after in " -"
    return is_measure and one.next_closes is True


def can_open(one: DoubleMark, *, is_inside: bool) -> bool:
    """Whether a mark that closes nothing opens a quotation."""
    mark, before, after = one.mark, one.before, one.after
    if mark in _OPEN_ONLY:
        return True
    if mark in ("’’", "″") or before.isdigit():  # inches, minutes
        return False
    if mark in _CLOSE_ONLY and (is_inside or after in _CLOSING_PUNCTUATION):
        return False
    if one.times > 1 and not after.isalnum():
        return False  # `alt=""`
    if mark == '"' and before in ".!?" and after.isupper() and not is_inside:
        return True  # the space before is missing
    if before.isspace() and after.isspace():
        # `" We stay , " said Roe`: spaces stand inside all marks of some texts.
        return mark == '"' and not is_inside and one.next_closes is True
    return before in _BEFORE_OPENING
