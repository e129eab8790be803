"""Where nested records keep their fields: `--field text=article.body`.

Dots part the names of a path. A number is a place in a list, from 0, and * stands for all of its
items: `authors.0.name`, `paragraphs.*.text`; `authors[0].name` and `paragraphs[].text` do, too. A
name that holds dots itself, as a column of a table may, is found as it stands; case, hyphens and
underscores do not matter where no name is the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.errors import CorpusError

FIELD_NAMES = (
    "text", "title", "date", "source", "author", "url", "id", "language", "section"
)  # fmt: skip
"""Fields whose place may be named."""

_ALL = "*"
_MOST_PARTS = 20
_LONGEST_NAME = 80  # characters of a name that is told
_BRACKETS = re.compile(r"\[(\d*)\]")
_NOT_KEY = re.compile(r"[\W_]+")


MOST_NAMES = 20
"""Names of the fields that records have: so many are told."""


@dataclass
class FieldUse:
    """Which places records have, counted while they are read.

    Attributes:
        records: How many records, and heading rows of tables, were looked at.
        found: In how many of them each field was where it was said to be.
        names: The names of what the first of them hold, in order; those below a name behind it.
    """

    records: int = 0
    found: Counter[str] = field(default_factory=Counter)
    names: dict[str, None] = field(default_factory=dict)

    def count(self, record: Mapping[str, object], found: Collection[str]) -> None:
        """Count a record, and the fields that it has."""
        self.records += 1
        self.found.update(found)
        if len(self.names) < MOST_NAMES:
            self.names.update(dict.fromkeys(_names(record)))

    def told(self, paths: Mapping[str, str]) -> list[str]:
        """What a user is told of places that no record has, a line each."""
        names = list(self.names)[:MOST_NAMES]
        more = ", ..." if len(self.names) > MOST_NAMES else ""
        return [
            f"--field {name}={path}: no record has it (records read: {self.records:,});"
            f" they have {', '.join(names)}{more}"
            for name, path in paths.items()
            if self.records and not self.found[name]
        ]


def _names(record: Mapping[str, object]) -> Iterator[str]:
    """The names in a record, and in objects in it."""
    for name, value in record.items():
        if isinstance(value, Mapping) and value:
            yield from (f"{name}.{inner}"[:_LONGEST_NAME] for inner in value)
        else:
            yield str(name)[:_LONGEST_NAME]


class FieldPathError(CorpusError):
    """A place of a field cannot be understood."""

    hint = "For example `--field text=article.body`."


@dataclass(frozen=True, slots=True)
class FieldPaths:
    """The places that were named.

    Attributes:
        paths: Field -> the path as it was written.
        use: Which of them records have.
    """

    paths: Mapping[str, str] = field(default_factory=dict)
    use: FieldUse = field(default_factory=FieldUse, compare=False)

    def of(self, record: Mapping[str, object]) -> dict[str, object]:
        """What a record holds at the places; a field that it lacks there is left out."""
        found = {name: _at(record, _parts(path)) for name, path in self.paths.items()}
        found = {name: value for name, value in found.items() if not _is_nothing(value)}
        if self.paths:
            self.use.count(record, found)
        return found

    def holds_text(self, record: Mapping[str, object]) -> bool:
        """Whether a record holds something at the place of the text, if one was named."""
        path = self.paths.get("text")
        return path is not None and not _is_nothing(_at(record, _parts(path)))

    def digest(self) -> str:
        """Sixteen hexadecimal digits that change with the places; "" without any."""
        if not self.paths:
            return ""
        words = json.dumps(sorted(self.paths.items()))
        return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


USUAL = FieldPaths()
"""No places: every field has one of its usual names."""


def parse_field_paths(chosen: Sequence[str]) -> FieldPaths:
    """The places that `NAME=PATH` names, each once.

    Raises:
        FieldPathError: If one is not of this form.

    >>> parse_field_paths(["text=article.body"]).of({"article": {"body": "The river rose."}})
    {'text': 'The river rose.'}
    """
    paths: dict[str, str] = {}
    for one in chosen:
        name, equals, path = (part.strip() for part in one.partition("="))
        if not equals or not path or name not in FIELD_NAMES:
            names = ", ".join(FIELD_NAMES)
            raise FieldPathError(f"--field {one}", f"write NAME=PATH; the names are {names}")
        if name in paths:
            raise FieldPathError(f"--field {one}", f"{name} has a place already: {paths[name]}")
        if len(_parts(path)) > _MOST_PARTS:
            raise FieldPathError(f"--field {one}", f"a path has at most {_MOST_PARTS} parts")
        paths[name] = path
    return FieldPaths(paths)


def plain_key(name: str) -> str:
    """A name by its letters and digits in lower case."""
    return _NOT_KEY.sub("", name).lower()


def _parts(path: str) -> list[str]:
    dotted = _BRACKETS.sub(lambda found: f".{found[1] or _ALL}", path.removeprefix("$"))
    return dotted.removeprefix(".").split(".")


def _at(value: object, parts: Sequence[str]) -> object:
    """What stands at a path below a value; None if nothing does."""
    if not parts:
        return value
    if isinstance(value, Mapping):
        return _in_object(value, parts)
    if not isinstance(value, list):
        return None
    if parts[0] == _ALL:
        found = [_at(item, parts[1:]) for item in value]
        return [one for one in found if one is not None]
    place = int(parts[0]) if parts[0].isdecimal() else len(value)
    return _at(value[place], parts[1:]) if place < len(value) else None


def _in_object(value: Mapping[str, object], parts: Sequence[str]) -> object:
    for size in range(len(parts), 0, -1):
        name = ".".join(parts[:size])
        if name in value:
            found = _at(value[name], parts[size:])
            if found is not None:
                return found
    for size in range(len(parts), 0, -1):
        wanted = plain_key("".join(parts[:size]))
        for name in value:
            if plain_key(str(name)) == wanted:
                return _at(value[name], parts[size:])
    return None


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [], {})
