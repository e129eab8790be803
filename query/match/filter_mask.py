"""The rows that a filter admits.

A filter is decided before either searcher ranks anything, so that a filtered question finds what
an index of only these documents would find.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np

from indexer.store.catalog.quotes import Quotations
from query.parse.filters import compile_filter, is_from, is_source_or_author
from query.parse.tree import (
    And,
    DateRange,
    DocumentLeaf,
    Filter,
    NameContains,
    NameIs,
    Not,
    Or,
    QuotedPerson,
    SpokenBy,
    SurelySpoken,
    Undated,
    asks_who,
)
from query.rows.rows import Rows
from query.rows.sources import Mask


def filter_mask(rows: Rows, chosen: Filter) -> Mask:
    """Which rows the filter admits; only live ones. Do not change it.

    Raises:
        QuerySyntaxError: If the filter is malformed.
        IndexCorruptError: If the catalog is damaged.
    """
    if not asks_who(chosen):
        return _of_documents(rows, _documents(rows, chosen))
    match chosen:
        case Not(part):
            return rows.live & ~filter_mask(rows, part)
        case And(parts):
            return reduce(np.logical_and, (filter_mask(rows, one) for one in parts), rows.live)
        case Or(parts):
            nothing = np.zeros_like(rows.live)
            return reduce(np.logical_or, (filter_mask(rows, one) for one in parts), nothing)
        case SpokenBy() | QuotedPerson() | SurelySpoken():
            return rows.masks.get("filter", chosen, lambda chosen: (_spoken(rows, chosen),))[0]
        case _:
            raise ValueError(f"{chosen} does not ask who is quoted")


def named_rows(rows: Rows, column: str, is_meant: Callable[[str], bool]) -> Mask:
    """Which rows belong to documents whose source or author is meant; only live ones."""
    names = rows.columns.named(column)
    return _of_documents(rows, names.having(lambda name: name is not None and is_meant(name)))


def _documents(rows: Rows, chosen: Filter) -> Mask:
    """Which documents a filter admits that does not ask who is quoted, shape (documents,)."""
    everything = np.ones(len(rows.document_numbers), dtype=bool)
    match chosen:
        case Not(part):
            return ~_documents(rows, part)
        case And(parts):
            return reduce(np.logical_and, (_documents(rows, one) for one in parts), everything)
        case Or(parts):
            return reduce(np.logical_or, (_documents(rows, one) for one in parts), ~everything)
        case _:
            return _documents_of_leaf(rows, chosen)


def _documents_of_leaf(rows: Rows, chosen: DocumentLeaf) -> Mask:
    match chosen:
        case DateRange():
            return rows.columns.date.having(is_from(chosen))
        case Undated():
            return rows.columns.date.having(lambda date: date is None)
        case NameContains(column):
            return rows.columns.named(column).having(is_source_or_author(chosen))
        case NameIs(column, name):
            return rows.columns.named(column).having(lambda one: one == name)
        case _:
            condition, values = compile_filter(chosen, rows.catalog.distinct)
            numbers = np.array(rows.catalog.matching(condition, values), dtype=np.int64)
            are_meant: Mask = np.isin(rows.document_numbers, numbers)
            return are_meant


def _of_documents(rows: Rows, are_meant: Mask) -> Mask:
    """Which rows belong to the documents that are meant."""
    # A row that is not live has document -1, which stands for the last flag.
    return np.append(are_meant, False)[rows.document_of]


def _spoken(rows: Rows, chosen: SpokenBy | QuotedPerson | SurelySpoken) -> Mask:
    # Names take longer to load than most questions take to answer.
    from query.speakers.directory import meant, quotes_by

    match chosen:
        case SpokenBy(name, variants, sure_only):
            directory = rows.directory.surely if sure_only else rows.directory
            found = meant(directory.find(name, variants))
            return _with_quotes(rows, quotes_by(rows.catalog, found, sure_only=sure_only))
        case QuotedPerson(name, sure_only):
            person = [one for one in rows.directory.find(name) if one.person.name == name]
            return _with_quotes(rows, quotes_by(rows.catalog, person, sure_only=sure_only))
        case _:
            return _with_quotes(rows, Quotations(rows.catalog).sure().tolist())


def _with_quotes(rows: Rows, quotes: Sequence[int]) -> Mask:
    numbers = np.array(rows.with_quotes(quotes), dtype=np.int64)
    mask = np.zeros_like(rows.live)
    mask[numbers[numbers < len(mask)]] = True
    return mask & rows.live
