"""How deeply YAML is nested, told from its text alone.

YAML libraries have limits of their own, which differ from version to version: they read ahead,
and fail before they report the first level. So the limit holds before a library sees the text.
The count knows quotes and comments and no more of YAML: what it lets through, the parser's events
are counted for as well.
"""

from __future__ import annotations

import re

MAX_DEPTH = 20
"""Lists and mappings inside each other; front matter has two or three."""

# Quotes count where a value begins, and a bracket only there or inside other brackets: in "it's"
# and in "Flood [updated" they are letters of the text.
_BEGINS = r"(?:(?<=[\s\[{,:])|\A)"
_TOKEN = re.compile(
    rf'{_BEGINS}(?:"(?:[^"\\]|\\.)*"?|\'[^\']*\'?)|(?:(?<=\s)|\A)#[^\n]*|[\[\]{{}}]'
    r"|^[\w-]+[ \t]*:(?=\s)",
    re.DOTALL | re.MULTILINE,
)
_VALUE = re.compile(r"(?:\A|\n)[ \t]*\Z|[:?-][ \t]+\Z")
_ENTRIES = re.compile(rf"(?:[-?][ \t]+){{{MAX_DEPTH + 1}}}")
_LOOK_BACK = 64  # code points of white space and marks before a value


def too_deep(block: str) -> int | None:
    """Where the text first has more than `MAX_DEPTH` levels of brackets or of list marks.

    Returns:
        An offset into the text, or None.

    >>> too_deep("title: [a, [b]]"), too_deep("title: " + "[" * 30)
    (None, 27)
    """
    if entries := _ENTRIES.search(block):
        return entries.start()
    depth = 0
    for match in _TOKEN.finditer(block):
        first = block[match.start()]
        if first in "[{":
            depth += depth > 0 or _begins_value(block, match.start())
        elif first in "]}":
            depth = max(0, depth - 1)
        elif first not in "\"'#":  # a name at the margin: no bracket reaches beyond it
            depth = 0
        if depth > MAX_DEPTH:
            return match.start()
    return None


def _begins_value(block: str, place: int) -> bool:
    return _VALUE.search(block[max(0, place - _LOOK_BACK) : place]) is not None
