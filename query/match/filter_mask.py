"""The rows that a filter admits.

A filter is decided before either searcher ranks anything, so that a filtered question finds what
an index of only these documents would find.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from indexer.store.catalog.quotes import Quotations
from query.parse.filters import compile_filter
from query.parse.tree import And, Filter, Not, Or, QuotedPerson, SpokenBy, SurelySpoken, asks_who
from query.rows.rows import Rows
from query.rows.sources import Mask


def filter_mask(rows: Rows, chosen: Filter) -> Mask:
    """Which rows the filter admits; only live ones.

    Raises:
        QuerySyntaxError: If the filter is malformed.
        IndexCorruptError: If the catalog is damaged.
    """
    if not asks_who(chosen):
        condition, values = compile_filter(chosen, rows.catalog.distinct)
        return rows_of_documents(rows, rows.catalog.matching(condition, values))
    match chosen:
        case Not(part):
            return rows.live & ~filter_mask(rows, part)
        case And(parts):
            return reduce(np.logical_and, (filter_mask(rows, one) for one in parts), rows.live)
        case Or(parts):
            nothing = np.zeros_like(rows.live)
            return reduce(np.logical_or, (filter_mask(rows, one) for one in parts), nothing)
        case SpokenBy():
            return _spoken_by(rows, chosen)
        case QuotedPerson():
            return _said_by_person(rows, chosen)
        case SurelySpoken():
            return _with_quotes(rows, Quotations(rows.catalog).sure().tolist())
        case _:
            raise ValueError(f"{chosen} does not ask who is quoted")


def rows_of_documents(rows: Rows, documents: list[int]) -> Mask:
    """Which rows belong to documents with these numbers; only live ones."""
    are_meant = np.isin(rows.document_numbers, np.array(documents, dtype=np.int64))
    # A row that is not live has document -1, which stands for the last flag.
    return np.append(are_meant, False)[rows.document_of]


def _spoken_by(rows: Rows, chosen: SpokenBy) -> Mask:
    # Names take longer to load than most questions take to answer.
    from query.speakers.directory import Directory, meant, quotes_by

    directory = Directory(rows.catalog, sure_only=chosen.sure_only)
    found = directory.find(chosen.name, chosen.variants)
    quotes = quotes_by(rows.catalog, meant(found), sure_only=chosen.sure_only)
    return _with_quotes(rows, quotes)


def _said_by_person(rows: Rows, chosen: QuotedPerson) -> Mask:
    from query.speakers.directory import Directory, quotes_by

    found = Directory(rows.catalog).find(chosen.name)
    person = [one for one in found if one.person.name == chosen.name]
    return _with_quotes(rows, quotes_by(rows.catalog, person, sure_only=chosen.sure_only))


def _with_quotes(rows: Rows, quotes: Sequence[int]) -> Mask:
    numbers = np.array(rows.with_quotes(quotes), dtype=np.int64)
    mask = np.zeros_like(rows.live)
    mask[numbers[numbers < len(mask)]] = True
    return mask & rows.live
