"""Who is quoted where, in columns: an archive has hundreds of thousands of occurrences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NONE = -1
"""In the place of a role or a date that is missing."""

Column = NDArray[np.int64]


class Occurrence(NamedTuple):
    """A speaker as one document names them.

    Attributes:
        document: Any number that stands for the document.
        name: The canonical name within the document; as written.
        role: Role as written there, or None.
        date: The document's date, ISO 8601 or a prefix of it, or None.
        quotes: How many quotes.
        likely: In how many of them the speaker is not sure.
    """

    document: int
    name: str
    role: str | None = None
    date: str | None = None
    quotes: int = 1
    likely: int = 0


class Occurrences(NamedTuple):
    """Many occurrences; each column has the shape (n,).

    Attributes:
        documents: Numbers that stand for the documents.
        names: Places in `written`.
        roles: Places in `titles`, or -1.
        dates: Places in `days`, or -1.
        quotes: How many quotes.
        likely: In how many of them the speaker is not sure.
        written, titles, days: Texts, each once; days in their order.
    """

    documents: Column
    names: Column
    roles: Column
    dates: Column
    quotes: Column
    likely: Column
    written: Sequence[str]
    titles: Sequence[str]
    days: Sequence[str]

    def spoken(self, places: Iterable[int]) -> list[tuple[int, str]]:
        """(document, name as written there) of some occurrences, given by their places."""
        chosen = np.array(list(places), dtype=np.int64)
        documents, names = self.documents[chosen].tolist(), self.names[chosen].tolist()
        return [(one, self.written[name]) for one, name in zip(documents, names, strict=True)]


def in_columns(occurrences: Sequence[Occurrence]) -> Occurrences:
    """The same occurrences in columns."""
    days = sorted({one.date for one in occurrences if one.date})
    written, titles = dict[str, int](), dict[str, int]()
    places = {day: place for place, day in enumerate(days)}
    rows = [
        (
            one.document,
            written.setdefault(one.name, len(written)),
            titles.setdefault(one.role, len(titles)) if one.role else NONE,
            places[one.date] if one.date else NONE,
            one.quotes,
            one.likely,
        )
        for one in occurrences
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    documents, names, roles, dates, quotes, likely = columns
    return Occurrences(
        documents, names, roles, dates, quotes, likely, tuple(written), tuple(titles), tuple(days)
    )


def runs(sorted_keys: Column) -> tuple[Column, Column]:
    """Where each run of equal keys begins and ends, of keys that are sorted."""
    is_new = np.ones(len(sorted_keys), dtype=bool)
    is_new[1:] = sorted_keys[1:] != sorted_keys[:-1]
    begins = np.flatnonzero(is_new)
    return begins, np.append(begins[1:], len(sorted_keys))[: len(begins)]
