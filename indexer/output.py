"""Results on standard output: whole in a file or a pipe, harmless at a terminal.

An article may hold characters that act on a terminal: they move the cursor, change its title, or
turn the order of the letters round. A file keeps every character as it stands in the article.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Protocol

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Controls but line feed and tab; marks, embeddings, overrides and isolates of direction; line and
# paragraph separators; lone surrogates.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Output(Protocol):
    """What results are written to."""

    def write(self, text: str, /) -> object:
        """Write a text."""

    def flush(self) -> object:
        """Hand on what has been written."""


class _Screen:
    """A terminal that is sent nothing but letters, signs, line feeds and tabs."""

    def __init__(self, stream: Output) -> None:
        self._stream = stream

    def write(self, text: str, /) -> object:
        return self._stream.write(harmless(text))

    def flush(self) -> object:
        return self._stream.flush()


def harmless(text: str) -> str:
    r"""The text with each character that could act on a terminal replaced by a sign.

    >>> harmless("a\x1b[31mb\n")
    'a�[31mb\n'
    """
    return _ACTING.sub(REPLACEMENT, text)


def open_output() -> Output:
    """Standard output; a terminal gets `harmless` text only."""
    return _Screen(sys.stdout) if is_screen() else sys.stdout


def is_screen() -> bool:
    """Whether people see standard output as it is written."""
    return sys.stdout.isatty()


def safe_json(value: object, indent: int | None = None) -> str:
    r"""A value as JSON that acts on no terminal, and that a program reads as it is.

    >>> safe_json("caf\u00e9 \x9b")
    '"café \\u009b"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Outside of strings JSON holds only line feeds and signs of ASCII.
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
