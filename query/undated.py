"""How many undated articles a filter by date left out, which a reader must know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from query.parse.tree import And, Condition, DateRange, Filter, Filtered, Or, Undated
from query.searcher import Searcher


def notes_on_undated(
    searcher: Searcher, filters: Filter | None, condition: Condition | None = None
) -> list[str]:
    """A note if a filter by date left out articles only because they have no date.

    Args:
        searcher: It decided the filters.
        filters: All filters of the question.
        condition: Of the question; its fields may be filters by date too.

    Raises:
        IndexCorruptError: If the catalog is damaged.
    """
    wider, wider_condition = _with_undated(filters), _condition_with_undated(condition)
    if (wider, wider_condition) == (filters, condition):
        return []
    if None not in searcher.rows.columns.date.names:
        return []
    undated = searcher.allowed(Undated())
    if not undated.any():
        return []
    left_out = undated & searcher.allowed(wider)
    if wider_condition is not None:
        left_out &= searcher.matcher.satisfying(wider_condition).mask
    admitted = undated & searcher.allowed(filters)
    if condition is not None:
        admitted &= searcher.matcher.satisfying(condition).mask
    count = len(np.unique(searcher.rows.document_of[left_out & ~admitted]))
    if not count:
        return []
    articles = "1 article has" if count == 1 else f"{count} articles have"
    return [f"{articles} no date, so the filter by date left {'it' if count == 1 else 'them'} out"]


def _with_undated(chosen: Filter | None) -> Filter | None:
    """The filter as it would be if undated documents were in every range of dates."""
    match chosen:
        case DateRange():
            return Or((chosen, Undated()))
        case And(parts) | Or(parts):
            wider = [_with_undated(part) for part in parts]
            return replace(chosen, parts=tuple(part for part in wider if part is not None))
        case _:
            return chosen  # the negation of a range admits undated documents


def _condition_with_undated(condition: Condition | None) -> Condition | None:
    match condition:
        case Filtered(chosen):
            wider = _with_undated(chosen)
            return condition if wider is None else Filtered(wider)
        case And(parts) | Or(parts):
            found = [_condition_with_undated(part) for part in parts]
            return replace(condition, parts=tuple(part for part in found if part is not None))
        case _:
            return condition
