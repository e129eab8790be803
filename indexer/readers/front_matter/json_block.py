"""A JSON object above an article -> its fields."""

from __future__ import annotations

import re

from indexer.json_text import JsonError, parse_json
from indexer.readers.front_matter.error import MAX_LENGTH, FrontMatterError

# An unclosed string runs to the end of the text, so no character is scanned twice.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_POSITION = re.compile(r"not JSON at character (\d+): ")


def load_json(text: str, start: int) -> tuple[dict[str, object], int] | None:
    """The fields of the object that begins at an offset, and the offset at which it ends.

    Returns:
        None if the file is data and no article: nothing but more JSON follows.

    Raises:
        FrontMatterError: If the object is not closed, too long or not JSON.
    """
    line = text.count("\n", 0, start) + 1
    end = _end(text, start)
    if end is None:
        raise FrontMatterError(
            f"line {line}: no brace closes the front matter within {MAX_LENGTH:,} characters"
        )
    rest = _LINE_END.match(text, end)
    if not rest or text[end : end + MAX_LENGTH].lstrip()[:1] in ("", "{", "[", ","):
        return None
    try:
        fields = parse_json(text[start:end])
    except JsonError as error:
        reason = str(error)
        if place := _POSITION.match(reason):
            line = text.count("\n", 0, start + int(place[1]) - 1) + 1
            reason = f"front matter is not JSON: {reason[place.end() :]}"
        raise FrontMatterError(f"line {line}: {reason}") from error
    return (fields, rest.end()) if isinstance(fields, dict) else None


def _end(text: str, start: int) -> int | None:
    """The offset behind the brace that closes the object."""
    depth = 0
    for match in _TOKEN.finditer(text, start, start + MAX_LENGTH):
        first = text[match.start()]
        if first in "[{":
            depth += 1
        elif first in "]}":
            depth -= 1
            if not depth:
                return match.end()
    return None
