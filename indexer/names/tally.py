"""What all occurrences of each person add up to, counted in columns."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.names.occurrences import NONE, Column, Occurrences, runs
from indexer.names.roles import same_role

RoleTally = tuple[str, int, str | None, str | None]
"""A role as it is written most often, in how many quotes, and between which dates."""


class Tally:
    """The sums over the occurrences of each owner.

    Args:
        table: Who is quoted where.
        owners: For each occurrence any number that stands for the person.
        counted: Which occurrences count.

    Attributes:
        names: For each owner, in order of the first occurrence, in how many quotes each name
            stands.
        sure: The names of each owner of which some quote is sure.
        quotes, likely, documents: How many of each, by owner.
    """

    def __init__(self, table: Occurrences, owners: Column, counted: NDArray[np.bool_]) -> None:
        self._table = table
        chosen = np.flatnonzero(counted)
        self._order = order = chosen[np.argsort(owners[chosen], kind="stable")]
        self._begins, self._ends = runs(owners[order])
        ids: list[int] = owners[order[self._begins]].tolist()
        self._place = {owner: place for place, owner in enumerate(ids)}
        # Which of the owners each occurrence is of, as a place in `ids`.
        self._of = np.repeat(np.arange(len(ids)), self._ends - self._begins)
        self.quotes = dict(zip(ids, self._sums(table.quotes), strict=True))
        self.likely = dict(zip(ids, self._sums(table.likely), strict=True))
        self.documents = dict(zip(ids, self._count_documents(len(ids)), strict=True))
        self._first, self._last = self._bounds(table.dates[order], self._begins)
        first_places = order[self._begins]
        by_first = np.argsort(_first_places(owners)[owners[first_places]], kind="stable").tolist()
        self.names: dict[int, dict[str, int]] = {ids[place]: {} for place in by_first}
        self.sure: dict[int, set[str]] = {owner: set() for owner in ids}
        self._count_names(ids)
        self._roles: dict[int, list[RoleTally]] = {}
        self._count_roles(ids)

    def places(self, owner: int) -> tuple[int, ...]:
        """Places of the owner's occurrences, ascending."""
        place = self._place[owner]
        begins, ends = self._ranges
        return self._places[begins[place] : ends[place]]

    def first_name(self, owner: int) -> str:
        """The name of the owner's first occurrence."""
        return self._table.written[self._first_names[self._place[owner]]]

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """The places of all owners' occurrences, owner by owner."""
        return tuple(self._order.tolist())

    @cached_property
    def _ranges(self) -> tuple[list[int], list[int]]:
        """Where the places of each owner begin and end."""
        return self._begins.tolist(), self._ends.tolist()

    @cached_property
    def _first_names(self) -> list[int]:
        """The name of each owner's first occurrence, as a place among all names."""
        found: list[int] = self._table.names[self._order[self._begins]].tolist()
        return found

    def name(self, owner: int, full: set[str]) -> str:
        """The name that most quotes have, of those that come first.

        Those are the full names of which some quote is sure, else all full names, else all names
        of which some quote is sure, else all. Ties: the longer, then the first by alphabet.
        """
        written, sure = self.names[owner], self.sure[owner]
        if len(written) == 1:
            return next(iter(written))
        among = full & sure or full or set(written) & sure or set(written)
        return min(among, key=lambda name: (-written[name], -len(name), name))

    def dates(self, owner: int) -> tuple[str | None, str | None]:
        """The first and the last date; None where all are missing."""
        place = self._place[owner]
        return self._day(self._first[place]), self._day(self._last[place])

    def roles(self, owner: int) -> list[RoleTally]:
        """The owner's roles by first date, undated last."""
        roles = self._roles.get(owner, [])
        return sorted(roles, key=lambda role: (role[2] is None, role[2] or "", role[0]))

    def _day(self, place: int) -> str | None:
        days = self._table.days
        return days[place] if 0 <= place < len(days) else None

    def _sums(self, column: Column) -> list[int]:
        """The sums over the occurrences of each owner."""
        if not len(self._begins):
            return []
        found: list[int] = np.add.reduceat(column[self._order], self._begins).tolist()
        return found

    def _count_documents(self, owners: int) -> list[int]:
        if not owners:
            return []
        documents = self._table.documents[self._order]
        width = int(documents.max()) - int(documents.min()) + 1
        pairs = np.sort(self._of * width + (documents - documents.min()))
        begins, _ = runs(pairs)
        found: list[int] = np.bincount(pairs[begins] // width, minlength=owners).tolist()
        return found

    def _bounds(self, dates: Column, begins: Column) -> tuple[list[int], list[int]]:
        """The first and the last date of runs of occurrences, as places in `days`."""
        if not len(begins):
            return [], []
        late = np.where(dates == NONE, len(self._table.days), dates)
        first: list[int] = np.minimum.reduceat(late, begins).tolist()
        last: list[int] = np.maximum.reduceat(dates, begins).tolist()
        return first, last

    def _count_names(self, ids: list[int]) -> None:
        table, names = self._table, self._table.names[self._order]
        order = np.lexsort((names, self._of))
        among = self._order[order]
        is_sure = table.likely[among] < table.quotes[among]
        begins, _ = runs(self._of[order] * max(len(table.written), 1) + names[order])
        if not len(begins):
            return
        quotes = np.add.reduceat(table.quotes[among], begins).tolist()
        sure = np.logical_or.reduceat(is_sure, begins).tolist()
        owners, which = self._of[order[begins]].tolist(), names[order[begins]].tolist()
        for place, name, count, surely in zip(owners, which, quotes, sure, strict=True):
            self.names[ids[place]][table.written[name]] = count
            if surely:
                self.sure[ids[place]].add(table.written[name])

    def _count_roles(self, ids: list[int]) -> None:
        table = self._table
        known: dict[str, int] = {}
        with_role = np.flatnonzero(table.roles[self._order] != NONE)
        if not len(with_role):
            return
        keys = np.array([known.setdefault(same_role(one), len(known)) for one in table.titles], int)
        roles, of = table.roles[self._order[with_role]], self._of[with_role]
        order = np.lexsort((roles, keys[roles], of))
        roles, of, among = roles[order], of[order], self._order[with_role[order]]
        begins, _ = runs(of * len(table.titles) + roles)
        quotes = np.add.reduceat(table.quotes[among], begins).tolist()
        first, last = self._bounds(table.dates[among], begins)
        held: dict[tuple[int, int], list[tuple[int, str, int, int]]] = {}
        for place, role, *counts in zip(
            of[begins].tolist(), roles[begins].tolist(), quotes, first, last, strict=True
        ):
            key = (place, int(keys[role]))
            held.setdefault(key, []).append((-counts[0], table.titles[role], *counts[1:]))
        for (place, _), same in held.items():
            total = -sum(one[0] for one in same)
            begun, ended = min(one[2] for one in same), max(one[3] for one in same)
            role = (min(same)[1], total, self._day(begun), self._day(ended))
            self._roles.setdefault(ids[place], []).append(role)


def _first_places(owners: Column) -> Column:
    """Where each owner has its first occurrence, by the owner's number."""
    known, first = np.unique(owners, return_index=True)
    found = np.zeros(int(known.max(initial=0)) + 1, dtype=np.int64)
    found[known] = first
    return found
