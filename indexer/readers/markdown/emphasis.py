"""Bold, italic and highlighted words without their marks.

Only marks at the edges of words count: the asterisks of "5*3*2" and the underscores of a file name
stay. Crossed-out words keep their marks, because they are no longer what the text says.
"""

from __future__ import annotations

import re

_INSIDE = r"(?:[^{mark}\n]|\n(?![ \t]*\n))"
_STARS = re.compile(
    rf"(?<![\w*\\])(\*{{1,3}})(?=[^\s*])({_INSIDE.format(mark='*')}{{1,2000}})(?<=\S)\1(?![\w*])"
)
_LINES = re.compile(
    rf"(?<![\w_\\])(_{{1,3}})(?=[^\s_])({_INSIDE.format(mark='_')}{{1,2000}})(?<=\S)\1(?![\w_])"
)
_HIGHLIGHT = re.compile(rf"(==)(?=[^\s=])({_INSIDE.format(mark='=')}{{1,2000}})(?<=\S)\1(?!=)")
_NESTED = 2  # italic words inside of bold ones


def without_emphasis(text: str) -> str:
    """The text without the marks around emphasised words.

    >>> without_emphasis("The **dam** is _not_ ==safe==, 5*3*2.")
    'The dam is not safe, 5*3*2.'
    """
    for mark, form in (("*", _STARS), ("_", _LINES), ("==", _HIGHLIGHT)):
        for _ in range(_NESTED):
            if mark in text:
                text = form.sub(r"\2", text)
    return text
