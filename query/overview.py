"""How many articles match, by everything that a page filters by.

As in `query.hits.facets`, an article matches if one of its rows passes the filters and satisfies
the question's condition or, without a condition, holds a content term of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from query.hits.facets import documents_of
from query.rows.columns import Column
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers

Counts = tuple[tuple[str | None, int], ...]
"""(value, articles) pairs; None stands for articles without a value."""

_SPAN = 1 << 32
"""More than any offset into a text."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Exact counts of matching articles; nothing is sampled.

    Attributes:
        rows: How many passages or quotes match.
        documents: How many articles.
        sources, kinds, folders: Most frequent first, ties by name. A kind is the suffix of a file's
            name; a folder is the first one below what was indexed, as an absolute path.
        years, months: Oldest first, undated last. Months lack dates that are known to the year.
        speakers: People with a quote in a matching row, as `sources`.
        sure, likely: Articles with a matching row that has a quote whose speaker is sure, or named
            but not sure.
        ids: The ids of the articles.
    """

    rows: int
    documents: int
    sources: Counts
    kinds: Counts
    folders: Counts
    years: Counts
    months: Counts
    speakers: Counts
    sure: int
    likely: int
    ids: frozenset[str]


class Overviews:
    """Counts over one kind of row in one state of an index.

    Args:
        rows: Passages or quotes.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, matching: Mask) -> Overview:
        """The counts of matching rows.

        Args:
            matching: Whether a row matches, by number; live ones only.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        documents = documents_of(self._rows, matching)
        spoken = self._spoken.among(matching)
        return Overview(
            rows=int(np.count_nonzero(matching)),
            documents=len(documents),
            sources=_by_count(self._rows.columns.source.counts(documents)),
            kinds=_by_count(self._kinds.counts(documents)),
            folders=_by_count(self._folders.counts(documents)),
            years=_by_name(self._years.counts(documents)),
            months=_by_name(self._months.counts(documents)),
            speakers=_by_count(spoken.speakers()),
            sure=spoken.articles(sure=True),
            likely=spoken.articles(sure=False),
            ids=frozenset(self._ids[documents].tolist()),
        )

    @cached_property
    def _ids(self) -> NDArray[np.object_]:
        return np.array(_column(self._rows.catalog, "document_id"), dtype=object)

    @cached_property
    def _years(self) -> Column:
        return self._of_dates(lambda date: date[:4])

    @cached_property
    def _months(self) -> Column:
        return self._of_dates(lambda date: date[:7] if len(date) >= 7 else None)

    def _of_dates(self, part: Callable[[str], str | None]) -> Column:
        dates = self._rows.columns.date
        parts = [date and part(date) for date in dates.names]
        return Column([parts[code] for code in dates.codes.tolist()])

    @cached_property
    def _kinds(self) -> Column:
        paths = _column(self._rows.catalog, "path")
        return Column([PurePosixPath(path or "").suffix.lower()[1:] or None for path in paths])

    @cached_property
    def _folders(self) -> Column:
        roots = [str(root) for root in self._rows.catalog.roots()]
        paths = _column(self._rows.catalog, "path")
        return Column([folder_below(path or "", roots) for path in paths])

    @cached_property
    def _spoken(self) -> _Spoken:
        return _read_spoken(self._rows)


def folder_below(path: str, roots: Iterable[str]) -> str | None:
    """The first folder on the way from an indexed folder to a file; None if there is none.

    >>> folder_below("/news/2016/may/a.md", ["/news"])
    '/news/2016'
    >>> folder_below("/news/a.md", ["/news"])
    """
    inside = [root for root in roots if path.startswith(root.rstrip("/") + "/")]
    if not inside:
        return None
    root = max(inside, key=len).rstrip("/")
    first, _, rest = path[len(root) + 1 :].partition("/")
    return f"{root}/{first}" if rest else None


@dataclass(frozen=True, eq=False)
class _Spoken:
    """Who is quoted in which row: four columns of equal length, and the people's names."""

    rows: Numbers
    documents: Numbers
    people: Numbers
    sure: Mask
    names: Sequence[str]

    def among(self, matching: Mask) -> _Spoken:
        chosen = matching[self.rows]
        return _Spoken(
            self.rows[chosen],
            self.documents[chosen],
            self.people[chosen],
            self.sure[chosen],
            self.names,
        )

    def speakers(self) -> list[tuple[str | None, int]]:
        most = max(len(self.names), 1)
        pairs = np.unique(self.documents * most + self.people)
        found = np.bincount(pairs % most, minlength=most)
        return [
            (self.names[person], int(found[person])) for person in np.flatnonzero(found).tolist()
        ]

    def articles(self, *, sure: bool) -> int:
        return len(np.unique(self.documents[self.sure == sure]))


def _read_spoken(rows: Rows) -> _Spoken:
    catalog = rows.catalog
    owner, names = _owners(catalog)
    speakers, documents_of = catalog.speakers, catalog.quote_documents
    quotes = np.flatnonzero(speakers.of >= 0)
    names_of = speakers.of[quotes].tolist()
    spoken = zip(documents_of[quotes].tolist(), names_of, strict=True)
    people = np.array([owner[document, speakers.names[name]] for document, name in spoken], int)
    sure = speakers.sure[quotes]
    spans = np.stack((quotes, documents_of[quotes], *catalog.spans[:, quotes]), axis=1)
    which, numbers = _places(rows, spans)
    live = numbers < len(rows.live)
    which, numbers = which[live], numbers[live]
    documents = rows.document_of[numbers]
    live = documents >= 0
    which, numbers, documents = which[live], numbers[live], documents[live]
    return _Spoken(numbers, documents, people[which], sure[which], names)


def _owners(catalog: Catalog) -> tuple[dict[tuple[int, str], int], list[str]]:
    """The person behind each name in each document, as a number, and the people's names."""
    from query.speakers.directory import Directory  # names take longer to load than to search

    occurrences = Quotations(catalog).occurrences()
    people = Directory(catalog).everyone()
    owner = {
        spoken: number
        for number, person in enumerate(people)
        for spoken in occurrences.spoken(person.occurrences)
    }
    return owner, [person.name for person in people]


def _places(rows: Rows, spans: Numbers) -> tuple[Numbers, Numbers]:
    """For each row that a quote stands in, the ordinal of the quote and the number of the row."""
    if rows.kind == "quotes":
        return np.arange(len(spans)), spans[:, 0]
    catalog = rows.catalog
    catalog.require("passages")
    listed = catalog.select("SELECT document, start, end, passage FROM passages")
    passages = np.array(listed, dtype=np.int64).reshape(-1, 4)
    passages = passages[np.lexsort((passages[:, 1], passages[:, 0]))]
    starts = passages[:, 0] * _SPAN + passages[:, 1]
    ends = passages[:, 0] * _SPAN + passages[:, 2]
    first = np.searchsorted(ends, spans[:, 1] * _SPAN + spans[:, 2], side="right")
    last = np.searchsorted(starts, spans[:, 1] * _SPAN + spans[:, 3], side="left")
    counts = np.maximum(last - first, 0)
    which = np.repeat(np.arange(len(spans)), counts)
    within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    return which, passages[first[which] + within, 3]


def _column(catalog: Catalog, name: str) -> list[str | None]:
    catalog.require_columns([name])
    return [row[0] for row in catalog.select(f"SELECT {name} FROM documents ORDER BY document")]


def _by_count(counts: list[tuple[str | None, int]]) -> Counts:
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0] is None, one[0] or "")))


def _by_name(counts: list[tuple[str | None, int]]) -> Counts:
    return tuple(sorted(counts, key=lambda one: (one[0] is None, one[0] or "")))
