"""The block of metadata above an article: YAML, TOML or a JSON object.

    ---              +++              {
    title: Flood     title = "Flood"    "title": "Flood"
    ---              +++              }

A byte order mark and blank lines may stand before it. Static sites keep names of their own under
`params` or `extra`; these count as part of the block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.readers.front_matter.error import MAX_LENGTH, FrontMatterError

_BEFORE = re.compile(r"(?:\ufeff|[ \t]*\n)*")
_YAML_OPEN = re.compile(r"---[ \t]*\n")
_YAML_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_YAML_KEY = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_TOML_OPEN = re.compile(r"\+\+\+[ \t]*\n")
_TOML_CLOSE = re.compile(r"^\+\+\+[ \t]*$\n?", re.MULTILINE)
_TOML_KEY = re.compile(r"^[ \t]*(?:[\w.\"'-]+[ \t]*=|\[)", re.MULTILINE)
_JSON_OPEN = re.compile(r"\{[ \t]*\n\s*\"")
_INNER = ("params", "extra")


@dataclass(frozen=True, slots=True)
class Split:
    """A text without its front matter; `line` is the line, from 1, on which `body` begins."""

    fields: Mapping[str, object]
    body: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands between two lines of marks, and where the text goes on."""

    words: str
    line: int
    end: int


def split_front_matter(text: str) -> Split:
    """Take the front matter off a text.

    A text that begins with a line of marks but goes on as prose has none.

    Raises:
        FrontMatterError: If the block is not closed, too long or cannot be understood.
    """
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    if _YAML_OPEN.match(text, start):
        block = _block(text, start, _YAML_CLOSE, _YAML_KEY)
        if block:
            from indexer.readers.front_matter.yaml_block import load_fields  # not for plain texts

            return _split(text, load_fields(block.words, block.line), block.end)
    elif _TOML_OPEN.match(text, start):
        block = _block(text, start, _TOML_CLOSE, _TOML_KEY)
        if block:
            from indexer.readers.front_matter.toml_block import load_toml

            return _split(text, load_toml(block.words, block.line), block.end)
    elif _JSON_OPEN.match(text, start):
        from indexer.readers.front_matter.json_block import load_json

        found = load_json(text, start)
        if found:
            return _split(text, *found)
    return Split({}, text)


def _block(text: str, start: int, close: re.Pattern[str], key: re.Pattern[str]) -> _Block | None:
    """The block that begins at a line of marks; None if the text is prose between two rules."""
    mark = text[start : start + 3]
    line = text.count("\n", 0, start) + 1
    first = text.index("\n", start) + 1
    has_keys = key.match(text, first) is not None
    closed = close.search(text, first, first + MAX_LENGTH)
    if not closed:
        if has_keys:
            raise FrontMatterError(
                f"line {line}: no {mark} line closes the front matter within"
                f" {MAX_LENGTH:,} characters"
            )
        return None
    words = text[first : closed.start()]
    if words.strip() and not has_keys and not key.search(words):
        return None
    return _Block(words, line + 1, closed.end())


def _split(text: str, fields: Mapping[str, object], end: int) -> Split:
    inner = (fields.get(name) for name in _INNER)
    for found in inner:
        if isinstance(found, Mapping):
            fields = {**found, **fields}
    return Split(fields, text[end:], text.count("\n", 0, end) + 1)
