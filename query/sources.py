"""The sources of an archive: how many articles each has, from when, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from indexer.store.catalog.reader import Catalog
from query.parse.filters import is_source
from query.parse.source_names import other_names


@dataclass(frozen=True, slots=True)
class Source:
    """A source and its articles.

    Attributes:
        name: As the articles write it; None for articles without one.
        documents: How many articles.
        undated: How many of them have no date.
        first, last: Earliest and latest date, as precise as known; None if all are undated.
        authors: Each author with the number of articles, most first; ties by name.
        other_names: Under which names a filter finds it too.
    """

    name: str | None
    documents: int
    undated: int
    first: str | None
    last: str | None
    authors: tuple[tuple[str, int], ...]
    other_names: tuple[str, ...]


def sources_of(catalog: Catalog, name: str | None = None) -> list[Source]:
    """All sources, or those that a filter of that name admits: most articles first, then by name.

    Raises:
        IndexCorruptError: If the catalog is damaged.
        SearchError: If the reader's table of names cannot be read.
    """
    catalog.require_columns(["source", "date", "author"])
    rows = catalog.select("SELECT source, date, author FROM documents")
    by_source: dict[str | None, list[tuple[str | None, str | None]]] = {}
    is_meant: Callable[[str], bool] = (lambda _: True) if name is None else is_source(name)
    for source, date, author in rows:
        if name is None or (source is not None and is_meant(source)):
            by_source.setdefault(source, []).append((date, author))
    found = [_source(source, articles) for source, articles in by_source.items()]
    return sorted(found, key=lambda one: (-one.documents, one.name is None, one.name or ""))


def _source(name: str | None, articles: list[tuple[str | None, str | None]]) -> Source:
    dates = sorted(date for date, _ in articles if date)
    authors = Counter(author for _, author in articles if author)
    return Source(
        name=name,
        documents=len(articles),
        undated=len(articles) - len(dates),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        authors=tuple(sorted(authors.items(), key=lambda one: (-one[1], one[0]))),
        other_names=other_names(name) if name else (),
    )
