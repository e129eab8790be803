"""The same statement in several articles is one statement with a first appearance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.text.analyzer import terms
from query.hits.quote_hit import QuoteHit

ALIKE = 0.8
"""From this share of common words on, of all words of both, two quotes are one statement."""

FEWEST = 4
"""Words of a statement that may be the same as another; shorter ones must be equal."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, wherever it was printed.

    Attributes:
        hits: Where it stands, oldest first, undated last.
    """

    hits: tuple[QuoteHit, ...]

    @property
    def first(self) -> QuoteHit:
        """The first appearance."""
        return self.hits[0]

    @property
    def date(self) -> str | None:
        """Its date, as precise as known; None if no article has one."""
        return self.first.document.date

    @property
    def speaker(self) -> str | None:
        """Who said it: see `QuoteHit.speaker`."""
        return self.first.speaker

    @property
    def words(self) -> str:
        """The words of the first appearance, what stands between its parts as " […] "."""
        hit = self.first
        return " […] ".join(part.of(hit.document.text) for part in hit.quote.parts)


def statements_of(hits: Iterable[QuoteHit]) -> list[Statement]:
    """Group quotes that say the same; statements by date, undated last.

    Quotes are one statement if the same person said them in nearly the same words.
    """
    groups: list[tuple[frozenset[str], str | None, list[QuoteHit]]] = []
    for hit in sorted(hits, key=_by_date):
        words, speaker = _words(hit), hit.speaker
        for others, name, members in groups:
            if name == speaker and _is_alike(words, others):
                members.append(hit)
                break
        else:
            groups.append((words, speaker, [hit]))
    return [Statement(tuple(members)) for _, _, members in groups]


def by_month(statements: Sequence[Statement]) -> list[tuple[str, int]]:
    """How many statements each month has, from the first to the last, months without any too.

    Statements that are dated by a year alone, or not at all, are not counted.
    """
    months = [one.date[:7] for one in statements if one.date and len(one.date) >= 7]
    if not months:
        return []
    counts = {month: months.count(month) for month in set(months)}
    found, month = [], min(months)
    while month <= max(months):
        found.append((month, counts.get(month, 0)))
        month = _next(month)
    return found


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _by_date(hit: QuoteHit) -> tuple[str, str, int]:
    return hit.document.date or "9999", hit.document.document_id, hit.quote.span.start


def _words(hit: QuoteHit) -> frozenset[str]:
    return frozenset(term for part in hit.quote.parts for term in terms(part.of(hit.document.text)))


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < FEWEST:
        return one == other
    return len(one & other) >= ALIKE * len(one | other)
