"""Marks at the beginning and end of lines: quotations, callouts, block ids, inline fields."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ ]{0,3}(?:>[ ]?)*(`{3,}|~{3,})")
_QUOTED = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_CALLOUT = re.compile(r"\[![\w| -]+\][+-]?[ \t]*")
_BLOCK_ID = re.compile(r"(?:^[ \t]*|(?<=\S)[ \t]+)\^[\w-]+[ \t]*$")
_FIELD = re.compile(r"(?:[-*][ ])?([A-Za-z][\w -]{0,40})::[ \t]+(?=\S)")
_TAGS = re.compile(r"[ \t]*(?:[Tt]ags?:?[ \t]*)?#[\w/-]+(?:[ \t,]+#[\w/-]+)*[ \t]*")


def plain_line(line: str) -> str:
    """A line without the marks that a note program hides.

    >>> plain_line("> [!quote]+ The mayor"), plain_line("The dam held. ^a1b2")
    ('The mayor', 'The dam held.')
    """
    quoted = _QUOTED.match(line)
    if quoted:
        line = _CALLOUT.sub("", line[quoted.end() :], count=1)
    line = _FIELD.sub(r"\1: ", line, count=1) if _FIELD.match(line) else line
    return _BLOCK_ID.sub("", line) if "^" in line else line


def is_tags(line: str) -> bool:
    """Whether a line holds nothing but tags.

    >>> is_tags("#flood #ardmouth/lower"), is_tags("# Flood")
    (True, False)
    """
    return _TAGS.fullmatch(line) is not None


class Fences:
    """Follows blocks of code, whose lines stay as they are."""

    def __init__(self) -> None:
        self._open = ""

    def is_code(self, line: str) -> bool:
        """Whether the next line is in a block of code, or opens or closes one."""
        fence = _FENCE.match(line)
        if not self._open:
            self._open = fence[1] if fence else ""
            return bool(fence)
        if fence and fence[1].startswith(self._open):
            self._open = ""
        return True
