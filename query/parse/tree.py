"""What a passage must be like to be found at all: the tree that a question's syntax means.

A field is "text", "title", "source", "author", "speaker" or `ANYWHERE`.

Words are analysed as the index's are, so that "sleeper cells" is also found as "sleeper cell".
`query.match.filter_mask` says which passages satisfy a condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field

from query.parse.filters import Filter

ANYWHERE = "anywhere"
"""The field of words without one: the passage's text or its article's title."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """The terms stand in the field right after one another; one term: it stands there.

    `words` are the terms as the reader wrote them.
    """

    field: str
    terms: tuple[str, ...]
    words: str = dataclass_field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """All terms stand in the field, in any order, none farther than `distance` from another.

    "Farther" counts words: neighbours are 1 apart. A term that is named twice stands twice.
    `words` are the terms as the reader wrote them.
    """

    field: str
    terms: tuple[str, ...]
    distance: int
    words: str = dataclass_field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word of the field has this form, `*` for any letters and `?` for one; folded."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word of the field is at most so many edits away: a letter more, less, other, swapped."""

    field: str
    word: str
    edits: int


@dataclass(frozen=True, slots=True)
class Within:
    """The document passes a filter."""

    filter: Filter


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; without any, always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these holds; without any, never."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """This does not hold."""

    part: Condition


Condition = Sequence | Near | Pattern | Fuzzy | Within | Every | Any | Without


def filters_in(condition: Condition | None) -> list[Filter]:
    """Every filter in a condition, in order."""
    match condition:
        case Within(chosen):
            return [chosen]
        case Without(part):
            return filters_in(part)
        case Every(parts) | Any(parts):
            return [chosen for part in parts for chosen in filters_in(part)]
        case _:
            return []
