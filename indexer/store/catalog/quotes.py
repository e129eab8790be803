"""What the catalog says of quotes and of who said them, across all documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.names.keys import name_keys
from indexer.names.occurrences import NONE, Column, Occurrences
from indexer.store.catalog.quote_columns.columns import Said
from indexer.store.catalog.reader import Catalog

_AMONG = "IN (SELECT value FROM json_each(?))"


class Quotations:
    """Questions to a catalog about quotes; each asks it once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def names(self, keys: Iterable[str]) -> list[str]:
        """Speakers' names that have any of the keys (see `names.keys`), in order.

        Some may have no quote any more.
        """
        self._catalog.require("speaker_keys")
        query = f"SELECT DISTINCT name FROM speaker_keys WHERE key {_AMONG} ORDER BY name"
        return [row[0] for row in self._catalog.select(query, [_listed(sorted(set(keys)))])]

    def occurrences(self, names: Iterable[str] | None = None) -> Occurrences:
        """Each speaker of each document, with each role; of these names only, if given.

        Quotes whose speaker is sure and others make two occurrences. They stand in order of their
        first quotes, those of one quote in order of the names.
        """
        speakers = self._catalog.speakers
        said = self._said(names)
        documents = self._catalog.quote_documents[said.quotes]
        begins, groups = _grouped(documents, said)
        written, spoken = _used(speakers.names, said.speakers[begins])
        order = np.lexsort((_alphabetical(written)[spoken], begins))
        firsts = begins[order]
        titles, roles = _used(speakers.roles, said.roles[firsts])
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        quotes = np.bincount(place[groups], minlength=len(order))
        likely = np.bincount(place[groups], ~said.sure, minlength=len(order)).astype(np.int64)
        dates, days = self._catalog.document_days
        return Occurrences(
            documents[firsts],
            spoken[order],
            roles,
            dates[np.searchsorted(self._catalog.range_rows[:, 0], documents[firsts])],
            quotes.astype(np.int64),
            likely,
            written,
            titles,
            days,
        )

    def of_speakers(
        self, names: Iterable[str], *, sure_only: bool = False
    ) -> list[tuple[int, int, str]]:
        """Number, document and speaker of every quote with one of these names, in order.

        A quote of several speakers comes once for each of these names that it has.
        """
        said = self._said(names)
        if sure_only:
            said = said.at(said.sure)
        written = self._catalog.speakers.names
        documents = self._catalog.quote_documents[said.quotes]
        entries = zip(said.quotes.tolist(), documents.tolist(), said.speakers.tolist(), strict=True)
        return sorted((quote, document, written[name]) for quote, document, name in entries)

    def sure(self) -> NDArray[np.int64]:
        """Numbers of all quotes whose first speaker is sure, ascending."""
        speakers = self._catalog.speakers
        return np.flatnonzero(speakers.sure & (speakers.of != NONE))

    def _said(self, names: Iterable[str] | None) -> Said:
        """Who says what, of these names only, if given; a name in two letter cases is two."""
        speakers = self._catalog.speakers
        if names is None:
            return speakers.said
        kept = np.zeros(len(speakers.names), dtype=bool)
        kept[[self._places[name] for name in set(names) if name in self._places]] = True
        return speakers.said.at(kept[speakers.said.speakers])

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each name among the names of all speakers."""
        return {name: place for place, name in enumerate(self._catalog.speakers.names)}

    def passages_with(self, quotes: Sequence[int]) -> list[int]:
        """Numbers of the passages in which some of these quotes stands, ascending.

        Raises:
            IndexCorruptError: If a document lacks some of its passages.
        """
        spans: dict[int, list[tuple[int, int]]] = {}
        for _, document, start, end in self.spans(quotes):
            spans.setdefault(document, []).append((start, end))
        return sorted(
            passage
            for passage, document, _, start, end in self.passages_of(sorted(spans))
            if any(start < last and end > first for first, last in spans[document])
        )

    def spans(self, quotes: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Number, document, start and end of some quotes, in order."""
        numbers = np.unique(np.array(quotes, dtype=np.int64))
        documents = self._catalog.quote_documents
        numbers = numbers[(numbers >= 0) & (numbers < len(documents))]
        numbers = numbers[documents[numbers] != NONE]
        starts, ends = self._catalog.spans[:, numbers].tolist()
        return list(zip(numbers.tolist(), documents[numbers].tolist(), starts, ends, strict=True))

    def passages_of(self, documents: Sequence[int]) -> list[tuple[int, ...]]:
        """Number, document, paragraph, start and end of all passages of some documents.

        Raises:
            IndexCorruptError: If a document lacks some of its passages.
        """
        listed = json.dumps(documents)
        rows = self._catalog.compared("passages", f"document {_AMONG}", [listed])
        query = f"SELECT coalesce(sum(passages), 0) FROM documents WHERE document {_AMONG}"
        if self._catalog.select(query, [listed]) != [(len(rows),)]:
            raise IndexCorruptError("catalog.db", "lacks some passages")
        return rows

    def passages_under(self, spans: Sequence[tuple[int, int, int]]) -> list[tuple[int, ...]]:
        """Number, document, paragraph, start and end of the passages that some spans touch.

        Args:
            spans: Document number, start and end of each.

        Raises:
            IndexCorruptError: If one of the documents lacks some of its passages.
        """
        if not spans:
            return []
        listed = json.dumps(sorted({document for document, _, _ in spans}))
        query = (
            f"SELECT (SELECT count(*) FROM passages WHERE document {_AMONG}),"
            f" coalesce(sum(passages), 0) FROM documents WHERE document {_AMONG}"
        )
        ((found, written),) = self._catalog.select(query, [listed, listed])
        if found != written:
            raise IndexCorruptError("catalog.db", "lacks some passages")
        wanted = ", ".join(f"({document:d}, {start:d}, {end:d})" for document, start, end in spans)
        touched = (
            "SELECT passage FROM wanted CROSS JOIN passages"
            " WHERE document = owner AND start < ends AND end > begins"
        )
        listed = f"WITH wanted(owner, begins, ends) AS (VALUES {wanted}) {touched}"
        return self._catalog.compared("passages", f"passage IN ({listed})", ())

    def first_passages(self, documents: Sequence[int]) -> dict[int, int]:
        """The number of the first passage of each of some documents that have passages."""
        query = f"SELECT document, min(passage) FROM passages WHERE document {_AMONG} GROUP BY 1"
        return dict(self._catalog.select(query, [json.dumps(documents)]))

    def unlisted(self) -> list[str]:
        """Speakers' names that lack some of their keys; none, if all is well."""
        listed = set(self._catalog.select("SELECT key, name FROM speaker_keys"))
        names = sorted(self._catalog.speakers.names)
        return [name for name in names if any((key, name) not in listed for key in name_keys(name))]

    def repeated(self) -> NDArray[np.int64]:
        """Numbers of the quotes whose words another quote has too, in order of the words."""
        statements = self._catalog.statements
        known = np.flatnonzero(statements != NONE)
        order: NDArray[np.int64] = known[np.argsort(statements[known], kind="stable")]
        is_next = statements[order[1:]] == statements[order[:-1]]
        is_twin = np.zeros(len(order), dtype=bool)
        is_twin[1:] |= is_next
        is_twin[:-1] |= is_next
        return order[is_twin]

    def lengths(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Characters from the first to the last that is quoted, for each quote number."""
        starts, ends = self._catalog.spans[:, numbers]
        lengths: NDArray[np.int64] = (ends - starts).astype(np.int64)
        return lengths

    def names_of_speakers(self, numbers: Sequence[int]) -> dict[int, str]:
        """The name of the speaker of each quote number that has one."""
        speakers = self._catalog.speakers
        quotes = np.array(numbers, dtype=np.int64)
        quotes = quotes[(quotes >= 0) & (quotes < len(speakers.of))]
        named = quotes[speakers.of[quotes] != NONE]
        names = [speakers.names[name] for name in speakers.of[named].tolist()]
        return dict(zip(named.tolist(), names, strict=True))

    def told_of_speakers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The speaker of each quote number, and the speaker with all roles; "" for nobody.

        The roles are those that any article gives to a speaker of this name.
        """
        speakers = self._catalog.speakers
        quotes = np.array(numbers, dtype=np.int64)
        names, own_roles = speakers.of[quotes].tolist(), speakers.role_of[quotes].tolist()
        roles = self._roles_of({name for name in names if name != NONE})
        found = {}
        for quote, name, role in zip(numbers, names, own_roles, strict=True):
            if name == NONE:
                found[quote] = ("", speakers.roles[role] if role != NONE else "")
            else:
                written = speakers.names[name]
                found[quote] = (written, " ".join([written, *roles.get(name, ())]))
        return found

    def _roles_of(self, names: set[int]) -> dict[int, list[str]]:
        """The roles of first speakers, by place of the name; each in order of its first quote."""
        speakers = self._catalog.speakers
        wanted = np.zeros(len(speakers.names) + 1, dtype=bool)  # the last one for nobody
        wanted[sorted(names)] = True
        quotes = np.flatnonzero(wanted[speakers.of] & (speakers.role_of != NONE))
        pairs = zip(speakers.of[quotes].tolist(), speakers.role_of[quotes].tolist(), strict=True)
        found: dict[int, list[str]] = {}
        for name, role in dict.fromkeys(pairs):
            found.setdefault(name, []).append(speakers.roles[role])
        return found

    def documents_of(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """For each quote number the number of its document and its place among its quotes.

        Raises:
            IndexCorruptError: If there is none of that number.
        """
        documents, ranges = self._catalog.quote_documents, self._catalog.range_rows
        quotes = np.array(numbers, dtype=np.int64)
        known = (quotes >= 0) & (quotes < len(documents))
        known[known] = documents[quotes[known]] != NONE
        if not known.all():
            raise IndexCorruptError("catalog.db", f"lacks quote number {quotes[~known][0]}")
        owners = documents[quotes]
        firsts = ranges[np.searchsorted(ranges[:, 0], owners), 3]
        return list(zip(owners.tolist(), (quotes - firsts).tolist(), strict=True))

    def paragraph_at(self, document: int, offset: int) -> int | None:
        """Number of the paragraph that holds an offset, or None."""
        for _, _, paragraph, start, end in self._catalog.compared(
            "passages", "document = ?", [document]
        ):
            if start <= offset < end:
                return int(paragraph)
        return None


def _grouped(documents: Column, said: Said) -> tuple[Column, Column]:
    """Entries of one document, speaker, role and sureness.

    Returns:
        The place of the first entry of each group; and for each entry its group.
    """
    names, titles = int(said.speakers.max(initial=0)) + 1, int(said.roles.max(initial=NONE)) + 2
    pairs = documents * names + said.speakers
    if (int(pairs.max(initial=0)) + 1) * titles >= 1 << 62:  # too much for one number
        _, pairs = np.unique(pairs, return_inverse=True)
    keys = (pairs * titles + said.roles + 1) * 2 + said.sure
    _, begins, groups = np.unique(keys, return_index=True, return_inverse=True)
    return begins, groups


def _used(texts: Sequence[str], places: Column) -> tuple[Sequence[str], Column]:
    """The texts that stand at some places, in their order, and the places among these; -1 stays."""
    is_used = np.zeros(len(texts), dtype=bool)
    is_used[places[places != NONE]] = True
    if is_used.all():
        return texts, places
    numbers = np.append(np.cumsum(is_used) - 1, NONE)  # the last one for -1
    return [texts[place] for place in np.flatnonzero(is_used).tolist()], numbers[places]


def _alphabetical(texts: Sequence[str]) -> Column:
    """The place of each text in the order of all."""
    ranks = np.empty(len(texts), dtype=np.int64)
    ranks[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    return ranks


def _listed(values: Iterable[str]) -> str:
    return json.dumps(list(values))
