"""The YAML block between two `---` lines above an article.

Each value is the text as it is written: whosaid guesses no types ("No" is a word, not false), obeys
no tags and follows no aliases.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from indexer.readers.yaml_depth import MAX_DEPTH, too_deep

MAX_LENGTH = 2**16
"""Code points; a longer block is not front matter."""

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_KEY = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FIRST_LINE = 2  # of the file; the line of dashes is the first
_TOO_DEEP = f"front matter is nested more than {MAX_DEPTH} levels deep"
# The C parser is ten times as fast, but not every build of PyYAML has it.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class FrontMatterError(ValueError):
    """The front matter cannot be understood; the message begins with its line."""


@dataclass(frozen=True, slots=True)
class Split:
    """A text without its front matter; `line` is the line, from 1, on which `body` begins."""

    fields: Mapping[str, object]
    body: str
    line: int = 1


def split_front_matter(text: str) -> Split:
    """Take the front matter off a text.

    A text that begins with a `---` line but goes on as prose has none.

    Raises:
        FrontMatterError: If the block is not closed, too long or not YAML.
    """
    opened = _OPEN.match(text)
    if not opened:
        return Split({}, text)
    start = opened.end()
    has_keys = _KEY.match(text, start) is not None
    closed = _CLOSE.search(text, start, start + MAX_LENGTH)
    if not closed:
        if has_keys:
            raise FrontMatterError(
                f"line 1: no --- line closes the front matter within {MAX_LENGTH:,} characters"
            )
        return Split({}, text)
    block = text[start : closed.start()]
    if block.strip() and not has_keys and not _KEY.search(block):
        return Split({}, text)
    line = text.count("\n", 0, closed.end()) + 1
    return Split(load_fields(block), text[closed.end() :], line)


def load_fields(block: str, first_line: int = _FIRST_LINE) -> dict[str, object]:
    """The mapping that a block of YAML holds; a blank block gives an empty one.

    Args:
        block: The YAML.
        first_line: The number of its first line in its file.

    Raises:
        FrontMatterError: If it is not YAML, or no mapping.
    """
    if place := too_deep(block):
        line = block.count("\n", 0, place) + first_line
        raise FrontMatterError(f"line {line}: {_TOO_DEEP}")
    try:
        _check_events(block, first_line)
        fields = yaml.load(block, Loader=_LOADER)  # makes nothing but str, list and dict
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        raise FrontMatterError(f"line {line}: front matter is not YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FrontMatterError(f"line {first_line}: front matter is not YAML") from error
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        raise FrontMatterError(f"line {first_line}: front matter is not a list of names and values")
    return fields


def _check_events(block: str, first_line: int) -> None:
    """Refuse aliases, with which a few lines can stand for gigabytes, and deep nesting.

    This looks at the parser's events and builds nothing: building what is nested thousands of
    levels deep would end the process.
    """
    depth = 0
    for event in yaml.parse(block, Loader=_LOADER):
        line = (event.start_mark.line if event.start_mark else 0) + first_line
        if isinstance(event, yaml.AliasEvent):
            raise FrontMatterError(
                f"line {line}: front matter has an alias (*{event.anchor}); write the value out"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise FrontMatterError(f"line {line}: {_TOO_DEEP}")
