"""Which filter or condition leaves nothing over, when nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from query.parse.describe import in_words
from query.parse.filters import All, Filter
from query.parse.tree import Condition, Every

if TYPE_CHECKING:
    from query.searcher import Searcher


def exclusions(
    searcher: Searcher, filters: Filter | None, condition: Condition | None, rows: str
) -> list[str]:
    """How many passages each filter and each condition alone admits, the narrowest first.

    Args:
        searcher: What found nothing.
        filters: Of the question.
        condition: Of the question.
        rows: What is searched: "passages" or "quotes".
    """
    total = int(searcher.live.sum())
    counts = [(int(searcher.admitted(one).sum()), in_words(one)) for one in _filters(filters)]
    counts += [
        (int(searcher.matcher.satisfying(one).passages.sum()), in_words(one))
        for one in _conditions(condition)
    ]
    counts.sort(key=lambda count: count[0])
    notes = [f"{words}: {left} of {total} {rows}" for left, words in counts]
    if len(notes) > 1 and counts[0][0]:
        notes.append(f"no {rows.removesuffix('s')} is among all of these")
    return notes


def _filters(chosen: Filter | None) -> Iterator[Filter]:
    if isinstance(chosen, All):
        for part in chosen.inner:
            yield from _filters(part)
    elif chosen is not None:
        yield chosen


def _conditions(chosen: Condition | None) -> Iterator[Condition]:
    if isinstance(chosen, Every):
        for part in chosen.parts:
            yield from _conditions(part)
    elif chosen is not None:
        yield chosen
