"""What browsers draw around or instead of the letters of inline elements.

A `<q>` shows quotation marks that the page does not write, and 10<sup>6</sup> is not 106: left as
they are, the words of a page would lose a quotation and change a number.
"""

from __future__ import annotations

from lxml import etree

_MARKS = (("“", "”"), ("‘", "’"))
_ANY_MARK = "\"'“”„‟‘’‚‛«»‹›"
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_FIGURES = frozenset("0123456789+-")


class QuotationMarks:
    """The marks of the `<q>` elements that are open."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def open(self, element: etree._Element, before: str) -> str:
        """The mark that begins a `<q>`; "" if the page writes its own.

        Args:
            element: The `<q>`.
            before: What stands before it.
        """
        beside = {(element.text or "").lstrip()[:1], before[-1:]} - {""}
        first, last = _MARKS[len(self._open) % 2]
        has_own = not self._open and not beside.isdisjoint(_ANY_MARK)
        self._open.append("" if has_own else last)
        return "" if has_own else first

    def close(self) -> str:
        """The mark that ends the innermost `<q>`."""
        return self._open.pop() if self._open else ""


def raised(words: str | None, before: str) -> str | None:
    """The text of a `<sup>`: figures behind a figure are a power or a note, not more of it.

    >>> raised("6", "10")
    '⁶'
    >>> raised("th", "4")
    'th'
    """
    if words and before[-1:].isdigit() and _FIGURES.issuperset(words.strip()):
        return words.strip().translate(_RAISED)
    return words
