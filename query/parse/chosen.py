"""The filters that a reader sets one by one -> the filter that they mean together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from query.parse.dates import check_order, is_told_from_today, read_date
from query.parse.tree import (
    And,
    DateRange,
    Filter,
    NameContains,
    Not,
    Or,
    PathMatches,
    SpokenBy,
    Undated,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values of the filters, in the order of the commands' options; None if not given."""

    since: str | None = None
    until: str | None = None
    undated: bool | None = None
    source: Sequence[str] | None = None
    not_source: Sequence[str] | None = None
    author: Sequence[str] | None = None
    not_author: Sequence[str] | None = None
    path: Sequence[str] | None = None
    not_path: Sequence[str] | None = None
    speaker: Sequence[str] | None = None
    not_speaker: Sequence[str] | None = None

    def filter(self, *, variants: bool, sure: bool = False) -> Filter | None:
        """The filter that all values mean together; None without any.

        Args:
            variants: Whether other spellings of a speaker's name count.
            sure: Whether a quote counts for `speaker` only if its speaker is sure. For
                `not_speaker` every quote counts: whoever may have spoken is left out.

        Raises:
            QuerySyntaxError: If a date is not one.
        """
        dates = _dates(self.since, self.until, self.undated)
        filters = [
            *([dates] if dates else []),
            *_names(lambda name: NameContains("source", name), self.source, self.not_source),
            *_names(lambda name: NameContains("author", name), self.author, self.not_author),
            *_names(PathMatches, self.path, self.not_path),
            *_names(lambda name: SpokenBy(name, variants, sure), self.speaker, None),
            *_names(lambda name: SpokenBy(name, variants), None, self.not_speaker),
        ]
        return And(tuple(filters)) if filters else None

    def notes(self) -> list[str]:
        """What dates such as "last month" mean today, a line each.

        Raises:
            QuerySyntaxError: If a date is not one.
        """
        found = []
        for text in (self.since, self.until):
            if text is not None and is_told_from_today(text):
                period = read_date(text)
                days = period.first if period.first == period.last else " to ".join(period)
                found.append(f"{' '.join(text.split())} is {days}")
        return found


def _dates(since: str | None, until: str | None, undated: bool | None) -> Filter | None:
    """The filter that the options about dates mean together; None without any."""
    within = None
    if since is not None or until is not None:
        begins = read_date(since) if since is not None else None
        ends = read_date(until) if until is not None else None
        check_order(begins, ends)
        within = DateRange(begins and begins.first, ends and ends.last)
    if undated is None:
        return within
    if not undated:
        return within or Not(Undated())
    return Or((within, Undated())) if within else Undated()


def _names(
    leaf: Callable[[str], Filter], wanted: Sequence[str] | None, unwanted: Sequence[str] | None
) -> list[Filter]:
    """Filters for a repeated option: one of the wanted values, none of the unwanted."""
    filters: list[Filter] = []
    if wanted:
        filters.append(Or(tuple(leaf(name) for name in wanted)))
    if unwanted:
        filters.append(Not(Or(tuple(leaf(name) for name in unwanted))))
    return filters
