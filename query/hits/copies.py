"""The other articles in which a hit stands too: of the same story, or with the same statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.schema import columns

_COLUMNS = columns("documents")[:-1]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article, without its text; the attributes are those of `Document`."""

    document_id: str
    path: str
    record: str
    title: str | None
    date: str | None
    source: str | None
    author: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Copies:
    """Where else a hit stands.

    Attributes:
        others: The other articles, by date; undated ones last.
        date: The earliest date of all, the hit's own one too; None if none has a date, or one is
            known so roughly that it may be earlier.
        first: The only article of that date; None if there are several.
        is_first: Whether the hit's own article is `first`.
    """

    others: tuple[Copy, ...]
    date: str | None
    first: Copy | None
    is_first: bool


def read_copies(catalog: Catalog, document: int, copies: Sequence[int]) -> Copies | None:
    """Where else a hit stands; None if nowhere.

    Args:
        catalog: Holds the articles.
        document: The number of the hit's article.
        copies: The numbers of all articles in which it stands, its own one among them or not.

    Raises:
        IndexCorruptError: If the catalog is damaged.
    """
    others = set(copies) - {document}
    if not others:
        return None
    listed = json.dumps(sorted({*others, document}))
    rows = catalog.compared("documents", "document IN (SELECT value FROM json_each(?))", [listed])
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    found.sort(key=lambda row: (date_key(row["date"]), row["path"], row["line"]))
    by_number = {row["document"]: _copy(row) for row in found}
    date = earliest_date([row["date"] for row in found])
    early = [row["document"] for row in found if date and row["date"] == date]
    return Copies(
        others=tuple(copy for number, copy in by_number.items() if number != document),
        date=date,
        first=by_number[early[0]] if len(early) == 1 else None,
        is_first=early == [document],
    )


def earliest_date(dates: Sequence[str | None]) -> str | None:
    """The earliest of some dates; None if it is not sure which one that is.

    >>> earliest_date(["2016-05-02", None, "2016-06"])
    '2016-05-02'
    >>> earliest_date(["2016-05-02", "2016-05"])
    """
    known = sorted({date for date in dates if date}, key=date_key)
    if not known or any(known[0].startswith(date) for date in known[1:]):
        return None
    return known[0]


def date_key(date: str | None) -> str:
    """A key that orders dates: a month after its days, a year after its months, no date last.

    >>> sorted(["2016", "2016-05", "2016-05-02", None], key=date_key)
    ['2016-05-02', '2016-05', '2016', None]
    """
    return (date or "~") + "~"


def _copy(row: dict[str, object]) -> Copy:
    return Copy(**{name: row[name] for name in Copy.__annotations__})  # type: ignore[arg-type]
