"""Text from documents made safe for a terminal: nothing in it can act, all of it can be seen."""

from __future__ import annotations

import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Embeddings, overrides and isolates can make a line read otherwise than it is written.
_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""The text with control characters replaced, one for one, so that offsets stay true.

    Line ends and tabs become spaces. The exports (`--json` and the like) keep every character.

    >>> visible("a\x1b[31mb\n")
    'a�[31mb '
    """
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\t\r\u2028\u2029":
        return " "
    if character in _DIRECTION or unicodedata.category(character) in ("Cc", "Cs"):
        return _REPLACEMENT
    return character
