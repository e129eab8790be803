"""JSON from strangers: limits on depth and on numbers, and errors in words of our own.

The limits hold before the library sees the text, so that they and their words are the same with
every version of Python.
"""

from __future__ import annotations

import json
import re

MAX_DEPTH = 100
"""Arrays and objects inside each other; articles have a handful."""

MAX_DIGITS = 1_000
"""Digits of a whole number; Python needs quadratic time to read one."""

# An unclosed string runs to the end of the text, so no character is scanned twice.
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


class JsonError(ValueError):
    """The text is not JSON, or exceeds a limit; the message says what is wrong and where."""


def parse_json(text: str) -> object:
    """The value that a JSON text states.

    Raises:
        JsonError: If it is not JSON, has more than `MAX_DEPTH` levels, or has a whole number of
            more than `MAX_DIGITS` digits.

    >>> parse_json('{"a": [1]}')
    {'a': [1]}
    """
    if text.count("[") + text.count("{") > MAX_DEPTH and _is_too_deep(text):
        raise JsonError(f"JSON is nested more than {MAX_DEPTH} levels deep")
    try:
        value: object = json.loads(text, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise JsonError(f"not JSON at character {error.pos + 1}: {error.msg}") from error
    return value


def _is_too_deep(text: str) -> bool:
    depth = 0
    for match in _BRACKET.finditer(text):
        first = text[match.start()]
        if first in "[{":
            depth += 1
        elif first in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            return True
    return False


def _whole_number(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise JsonError(f"JSON has a number of more than {MAX_DIGITS:,} digits")
    return int(digits)
