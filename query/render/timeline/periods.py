"""Counts by month, or by year where the months are many."""

from __future__ import annotations

from collections.abc import Sequence

MOST_MONTHS = 60
"""A longer time is shown by year."""


def counted(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The counts by month, or by year where the months are many."""
    if len(months) <= MOST_MONTHS:
        return list(months)
    years: dict[str, int] = {}
    for month, count in months:
        years[month[:4]] = years.get(month[:4], 0) + count
    return list(years.items())
