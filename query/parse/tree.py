"""One tree for filters and conditions: And, Or and Not over leaves.

A filter says which documents may be found, and who is quoted. A condition also says what must be
written in a row: phrases, words near each other, wildcards and fuzzy words. `Filtered` makes a
filter a leaf of a condition.

A field is "text", "title", "source", "author", "speaker" or `ANYWHERE`. Plain words are analysed as
the index's are, so that they are found in any form. The words of a phrase are compared as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Generic, TypeVar, Union

ANYWHERE = "anywhere"
"""The field of words without one: the row's text or its article's title."""

_Part = TypeVar("_Part", covariant=True)


@dataclass(frozen=True, slots=True)
class And(Generic[_Part]):
    """All parts hold; without any part, always."""

    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class Or(Generic[_Part]):
    """At least one part holds; without any part, never."""

    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class Not(Generic[_Part]):
    """The part does not hold."""

    part: _Part


@dataclass(frozen=True, slots=True)
class DateRange:
    """Documents that may be from these days, both included; undated ones are not.

    Dates are YYYY, YYYY-MM or YYYY-MM-DD, and a shorter one means all of its days. A document with
    only a year for its date is admitted if any day of that year is in the range.
    """

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Undated:
    """Documents without a date."""


@dataclass(frozen=True, slots=True)
class NameContains:
    """Documents whose source or author contains these words in this order, whole.

    The analyzer compares them: case, diacritics and endings do not count.
    """

    column: str  # "source" or "author"
    words: str


@dataclass(frozen=True, slots=True)
class NameIs:
    """Documents whose source or author is written just so; None: that have none."""

    column: str  # "source" or "author"
    name: str | None


@dataclass(frozen=True, slots=True)
class AmongDocuments:
    """Documents with one of these ids; `name` is what a reader calls them."""

    ids: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class PathMatches:
    """Documents whose path matches a shell pattern (`*`, `?`, `[...]`; `*` also crosses `/`).

    A pattern that is not absolute may begin at any folder; one that names a folder means all
    below it.
    """

    pattern: str


@dataclass(frozen=True, slots=True)
class SpokenBy:
    """Quotes of the people whom a name fits, and the passages that hold one.

    Without variants, other spellings and short forms of the name do not count. With `sure_only`,
    a quote counts only if its grade is sure.
    """

    name: str
    variants: bool = True
    sure_only: bool = False


@dataclass(frozen=True, slots=True)
class QuotedPerson:
    """Quotes of the person whom the archive calls just so, and the passages that hold one.

    All spellings that were joined under the name count, and no other person's. With `sure_only`,
    a quote counts only if its grade is sure.
    """

    name: str
    sure_only: bool = False


@dataclass(frozen=True, slots=True)
class SurelySpoken:
    """Quotes whose speaker is sure, and the passages that hold one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The terms stand in the field right after one another; one term: it stands there.

    `words` are the terms as the reader wrote them.
    """

    field: str
    terms: tuple[str, ...]
    words: str = dataclass_field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """These words stand in the field right after one another, as written.

    Case and diacritics do not count, endings do. A word may hold wildcards, and one that is only
    `*` is any word. `words` are as the reader typed them.
    """

    field: str
    words: tuple[str, ...]


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
class Wildcard:
    """A word of the field has this form, `*` for any letters and `?` for one; folded."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word of the field is at most so many edits away: a letter more, less, other, swapped."""

    field: str
    word: str
    edits: int


DocumentLeaf = (
    DateRange
    | Undated
    | NameContains
    | NameIs
    | AmongDocuments
    | PathMatches
    | SpokenBy
    | QuotedPerson
    | SurelySpoken
)
WordLeaf = Phrase | Wording | Near | Wildcard | Fuzzy
Filter = Union[DocumentLeaf, "And[Filter]", "Or[Filter]", "Not[Filter]"]
Condition = Union[WordLeaf, "Filtered", "And[Condition]", "Or[Condition]", "Not[Condition]"]


@dataclass(frozen=True, slots=True)
class Filtered:
    """The filter admits the row."""

    filter: Filter


def joined(one: Filter | None, other: Filter | None) -> Filter | None:
    """Both filters at once; None is no filter."""
    if one is None or other is None:
        return other if one is None else one
    return And((one, other))


def filters_in(condition: Condition | None) -> list[Filter]:
    """Every filter in a condition, in order."""
    match condition:
        case Filtered(chosen):
            return [chosen]
        case Not(part):
            return filters_in(part)
        case And(parts) | Or(parts):
            return [chosen for part in parts for chosen in filters_in(part)]
        case _:
            return []


def asks_who(chosen: Filter) -> bool:
    """Whether a filter depends on who is quoted, so that documents alone do not decide it."""
    match chosen:
        case SpokenBy() | QuotedPerson() | SurelySpoken():
            return True
        case Not(part):
            return asks_who(part)
        case And(parts) | Or(parts):
            return any(map(asks_who, parts))
        case _:
            return False


def speakers_named(chosen: Filter | None, *, excluded: bool = False) -> list[SpokenBy]:
    """Every name of a speaker in a filter, in order: those wanted, or those excluded."""
    match chosen:
        case SpokenBy():
            return [] if excluded else [chosen]
        case Not(part):
            return speakers_named(part, excluded=not excluded)
        case And(parts) | Or(parts):
            return [found for part in parts for found in speakers_named(part, excluded=excluded)]
        case _:
            return []


def sources_named(chosen: Filter | None) -> list[NameContains]:
    """Every name of a source in a filter, wanted or excluded, in order."""
    match chosen:
        case NameContains("source"):
            return [chosen]
        case Not(part):
            return sources_named(part)
        case And(parts) | Or(parts):
            return [found for part in parts for found in sources_named(part)]
        case _:
            return []
