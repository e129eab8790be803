"""Where a search looks: filters set one by one, and values chosen from lists -> one filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from query.parse.chosen import Chosen
from query.parse.tree import (
    AmongDocuments,
    And,
    Filter,
    NameIs,
    Or,
    PathMatches,
    QuotedPerson,
    SurelySpoken,
)

NONE = "(none)"
"""The source of articles without one, as a list of sources has it."""


@dataclass(frozen=True, slots=True)
class Within:
    """Filters of both kinds.

    Attributes:
        chosen: Words, names, patterns and dates as typed.
        people: Names as the archive calls its speakers, any of them.
        papers: Sources as they are written, any of them; `NONE` for no source.
        labels: Labels that a reader has given to articles, all of them.
        kinds: Suffixes of files such as "pdf", any of them.
        sure: Whether only quotes count whose speaker is sure.
        variants: Whether other spellings of a speaker's name count.
    """

    chosen: Chosen = field(default_factory=Chosen)
    people: Sequence[str] = ()
    papers: Sequence[str] = ()
    labels: Sequence[str] = ()
    kinds: Sequence[str] = ()
    sure: bool = False
    variants: bool = True

    def filter(self, labelled: Mapping[str, Sequence[str]]) -> Filter | None:
        """The filter that all values mean together; None without any.

        Args:
            labelled: The ids of the articles that have each label.

        Raises:
            QuerySyntaxError: If a date is not one.
        """
        typed = self.chosen.filter(variants=self.variants, sure=self.sure)
        parts: list[Filter] = [typed] if typed else []
        if self.people:
            parts.append(Or(tuple(QuotedPerson(name, self.sure) for name in self.people)))
        if self.papers:
            names = (None if one == NONE else one for one in self.papers)
            parts.append(Or(tuple(NameIs("source", name) for name in names)))
        parts += [
            AmongDocuments(tuple(labelled.get(one, ())), f"label {one}") for one in self.labels
        ]
        if self.kinds:
            parts.append(Or(tuple(PathMatches(f"*.{literal(one)}") for one in self.kinds)))
        if self.sure:
            parts.append(SurelySpoken())
        return And(tuple(parts)) if parts else None


def literal(text: str) -> str:
    """A text as a pattern that only this text fits.

    >>> literal("a[1]*")
    'a[[]1][*]'
    """
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)
