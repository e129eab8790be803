"""The lines of a PDF page, in the order in which the page draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

HYPHENS = "\x02\xad\ufffe"
"""What PDFium gives for a hyphen at which a line divides a word, besides "-" itself."""

_NEWLINES = "\r\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, in points; y grows upwards.

    Attributes:
        text: Without white space around it.
        page: From 0.
        left, bottom, right, top: The box around its letters.
        height: The usual height of its letters' boxes, which follows the size of the type.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    height: float


def read_lines(text_page: Any, page: int) -> list[Line]:
    """The lines of a page of `pypdfium2` that hold more than white space."""
    lines = []
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for letter, box in _letters(text_page):
        if letter not in _NEWLINES:
            letters.append(letter)
            if not letter.isspace():
                boxes.append(box)
        if letter in _NEWLINES or letter in HYPHENS:  # PDFium has no newline after a division
            lines.append(_line(letters, boxes, page))
            letters, boxes = [], []
    lines.append(_line(letters, boxes, page))
    return [line for line in lines if line is not None]


def _letters(text_page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each character of a page with its box (left, bottom, right, top)."""
    import pypdfium2.raw as raw

    for number in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, number)
        if 0xD800 <= code < 0xE000 or code == 0:
            continue
        yield chr(code), text_page.get_charbox(number, loose=True)


def _line(
    letters: list[str], boxes: list[tuple[float, float, float, float]], page: int
) -> Line | None:
    text = " ".join("".join(letters).split())
    if not text or not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    height = median(top - bottom for _, bottom, _, top in boxes)
    return Line(text, page, min(lefts), min(bottoms), max(rights), max(tops), height)
