"""Words of documents on one line of a terminal, where nothing in them can act."""

from __future__ import annotations

from indexer.output import harmless

_AS_SPACES = str.maketrans(dict.fromkeys("\n\t\r\u2028\u2029", " "))


def visible(text: str) -> str:
    r"""The text with control characters replaced, one for one, so that offsets stay true.

    Line ends and tabs become spaces. The exports (`--json` and the like) keep every character.

    >>> visible("a\x1b[31mb\n")
    'a�[31mb '
    """
    if text.isprintable():
        return text
    return harmless(text.translate(_AS_SPACES))
