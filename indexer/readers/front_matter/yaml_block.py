"""A block of YAML -> its fields.

Each value is the text as it is written: whosaid guesses no types ("No" is a word, not false), obeys
no tags and follows no aliases.
"""

from __future__ import annotations

from typing import Any

import yaml

from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.yaml_depth import MAX_DEPTH, too_deep

_TOO_DEEP = f"front matter is nested more than {MAX_DEPTH} levels deep"
# The C parser is ten times as fast, but not every build of PyYAML has it.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def load_fields(block: str, first_line: int) -> dict[str, object]:
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
