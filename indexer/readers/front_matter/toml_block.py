"""A block of TOML -> its fields, with dates and numbers as text."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date, datetime, time

from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.yaml_depth import MAX_DEPTH

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TOO_DEEP = f"front matter is nested more than {MAX_DEPTH} levels deep"
# The library takes quadratic time for a name of many parts.
_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*"
_LONG_NAME = re.compile(rf"(?<![\w\"'-]){_PART}(?:\.[ \t]*{_PART}){{{MAX_DEPTH}}}")
_PLACE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


def load_toml(block: str, first_line: int) -> dict[str, object]:
    """The fields that a block of TOML holds.

    Args:
        block: The TOML.
        first_line: The number of its first line in its file.

    Raises:
        FrontMatterError: If it is not TOML, or nested too deeply.
    """
    if long := _LONG_NAME.search(block):
        line = block.count("\n", 0, long.start()) + first_line
        raise FrontMatterError(f"line {line}: {_TOO_DEEP}")
    try:
        fields = tomllib.loads(block, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        last = block.rstrip().count("\n")
        line = (int(place[1]) - 1 if place and place[1] else last) + first_line
        reason = _PLACE.sub("", str(error))
        raise FrontMatterError(f"line {line}: front matter is not TOML: {reason}") from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits
        raise FrontMatterError(f"line {first_line}: front matter is not TOML") from error
    return {name: _plain(value, first_line, MAX_DEPTH) for name, value in fields.items()}


def _plain(value: object, line: int, levels: int) -> object:
    """A value as JSON could hold it."""
    if not levels:
        raise FrontMatterError(f"line {line}: {_TOO_DEEP}")
    if isinstance(value, Mapping):
        return {name: _plain(inner, line, levels - 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, line, levels - 1) for inner in value]
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value
