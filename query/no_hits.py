"""Which filter or condition excludes everything, when nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from query.parse.describe import in_words
from query.parse.tree import And, Condition, Filter

if TYPE_CHECKING:
    from query.searcher import Searcher


def exclusions(
    searcher: Searcher, filters: Filter | None, condition: Condition | None
) -> list[str]:
    """How many rows each filter and each condition alone admits, the narrowest first.

    Args:
        searcher: It found nothing.
        filters: Of the question.
        condition: Of the question.
    """
    rows = searcher.rows.kind
    total = int(searcher.rows.live.sum())
    counts = [(int(searcher.allowed(one).sum()), in_words(one)) for one in _filters(filters)]
    counts += [
        (int(searcher.matcher.satisfying(one).mask.sum()), in_words(one))
        for one in _conditions(condition)
    ]
    counts.sort(key=lambda count: count[0])
    notes = [f"{words}: {left} of {total} {rows}" for left, words in counts]
    if len(notes) > 1 and counts[0][0]:
        notes.append(f"no {rows.removesuffix('s')} satisfies all of these")
    return notes


def _filters(chosen: Filter | None) -> Iterator[Filter]:
    """The filters that must all admit a row."""
    if isinstance(chosen, And):
        for part in chosen.parts:
            yield from _filters(part)
    elif chosen is not None:
        yield chosen


def _conditions(chosen: Condition | None) -> Iterator[Condition]:
    """The conditions that must all hold."""
    if isinstance(chosen, And):
        for part in chosen.parts:
            yield from _conditions(part)
    elif chosen is not None:
        yield chosen
