"""What the catalog says of quotes and of who said them, across all documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from indexer.errors import IndexCorruptError
from indexer.names.keys import name_keys
from indexer.names.people import Occurrence
from indexer.store.catalog.reader import Catalog

_AMONG = "IN (SELECT value FROM json_each(?))"
_JOINT_NAME = "json_extract(one.value, '$[0]')"
_JOINT = (
    f"SELECT quote, document, {_JOINT_NAME} AS speaker,"
    " json_extract(one.value, '$[3]') AS role, json_extract(one.value, '$[5]') AS grade"
    " FROM quotes, json_each(joint_speakers) one WHERE joint_speakers NOTNULL"
)
"""Those who say a quote together with its speaker, a row for each of them."""


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

    def occurrences(self, names: Iterable[str] | None = None) -> list[Occurrence]:
        """Each speaker of each document, with each role; of these names only, if given.

        Quotes whose speaker is sure and others make two occurrences.
        """
        self._catalog.require("quotes", "attribution")
        self._catalog.require("documents", "date")
        spoken, values = _spoken(names)
        query = (
            "SELECT q.document, q.speaker, q.role, d.date, count(*), sum(q.grade <> 'sure')"
            f" FROM ({spoken}) q JOIN documents d ON d.document = q.document"
            " GROUP BY q.document, q.speaker, q.role, q.grade = 'sure'"
            " ORDER BY min(q.quote), q.speaker"
        )
        return [Occurrence(*row) for row in self._catalog.select(query, values)]

    def of_speakers(
        self, names: Iterable[str], *, sure_only: bool = False
    ) -> list[tuple[int, int, str]]:
        """Number, document and speaker of every quote with one of these names, in order.

        A quote of several speakers comes once for each of these names that it has.
        """
        self._catalog.require("quotes", "attribution")
        spoken, values = _spoken(names)
        grade = "WHERE grade = 'sure'" if sure_only else ""
        query = f"SELECT quote, document, speaker FROM ({spoken}) {grade} ORDER BY quote, speaker"
        return [(row[0], row[1], row[2]) for row in self._catalog.select(query, values)]

    def sure(self) -> set[int]:
        """Numbers of all quotes whose speaker is sure."""
        self._catalog.require("quotes", "attribution")
        query = "SELECT quote FROM quotes WHERE grade = 'sure' AND speaker NOTNULL"
        return {row[0] for row in self._catalog.select(query)}

    def passages_with(self, quotes: Sequence[int]) -> list[int]:
        """Numbers of the passages in which some of these quotes stands, ascending.

        Raises:
            IndexCorruptError: If a document lacks some of its passages.
        """
        self._catalog.require("quotes", "spans")
        spans: dict[int, list[tuple[int, int]]] = {}
        query = f"SELECT document, start, end FROM quotes WHERE quote {_AMONG}"
        for document, start, end in self._catalog.select(query, [json.dumps(list(quotes))]):
            spans.setdefault(document, []).append((start, end))
        return sorted(
            passage
            for passage, document, _, start, end in self.passages_of(sorted(spans))
            if any(start < last and end > first for first, last in spans[document])
        )

    def spans(self, quotes: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Number, document, start and end of some quotes, in order."""
        self._catalog.require("quotes", "spans")
        query = (
            f"SELECT quote, document, start, end FROM quotes WHERE quote {_AMONG} ORDER BY quote"
        )
        rows = self._catalog.select(query, [json.dumps(list(quotes))])
        return [(row[0], row[1], row[2], row[3]) for row in rows]

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
        return self._catalog.compared(
            "passages",
            f"passage IN (WITH wanted(owner, begins, ends) AS (VALUES {wanted})"
            " SELECT passage FROM wanted CROSS JOIN passages"
            " WHERE document = owner AND start < ends AND end > begins)",
            (),
        )

    def first_passages(self, documents: Sequence[int]) -> dict[int, int]:
        """The number of the first passage of each of some documents that have passages."""
        query = f"SELECT document, min(passage) FROM passages WHERE document {_AMONG} GROUP BY 1"
        return dict(self._catalog.select(query, [json.dumps(documents)]))

    def unlisted(self) -> list[str]:
        """Speakers' names that lack some of their keys; none, if all is well."""
        listed = set(self._catalog.select("SELECT key, name FROM speaker_keys"))
        names = self._catalog.select(f"SELECT DISTINCT speaker FROM ({_spoken()[0]}) ORDER BY 1")
        return [
            name for (name,) in names if any((key, name) not in listed for key in name_keys(name))
        ]

    def attributed(self) -> list[int]:
        """Numbers of all quotes for which the article names or mentions a source."""
        self._catalog.require("quotes", "attribution")
        query = "SELECT quote FROM quotes WHERE speaker NOTNULL OR mention_start NOTNULL"
        return [row[0] for row in self._catalog.select(query)]

    def repeated(self) -> list[tuple[int, int, int, str | None, int]]:
        """The quotes whose words another quote has too, in order of their words, then by number.

        Returns:
            Number of the words, of the quote and of its document, speaker, and characters from the
            first to the last that is quoted.
        """
        self._catalog.require("quotes", "statements", "spans", "attribution")
        query = (
            "SELECT statement, quote, document, speaker, end - start FROM quotes"
            " WHERE statement IN (SELECT statement FROM quotes WHERE statement NOTNULL"
            " GROUP BY statement HAVING count(*) > 1) ORDER BY statement, quote"
        )
        return [(row[0], row[1], row[2], row[3], row[4]) for row in self._catalog.select(query)]

    def by_date(self, *, newest_first: bool = False) -> list[int]:
        """Numbers of all quotes by date of their documents, undated last, then in order."""
        self._catalog.require("quotes", "spans")
        self._catalog.require("documents", "date")
        query = (
            "SELECT q.quote FROM quotes q JOIN documents d ON d.document = q.document"
            f" ORDER BY d.date IS NULL, d.date {'DESC' if newest_first else ''}, q.quote"
        )
        return [row[0] for row in self._catalog.select(query)]

    def lengths(self, numbers: Sequence[int]) -> dict[int, int]:
        """Characters from the first to the last that is quoted, for each quote number."""
        self._catalog.require("quotes", "spans")
        query = f"SELECT quote, end - start FROM quotes WHERE quote {_AMONG}"
        return dict(self._catalog.select(query, [json.dumps(list(numbers))]))

    def names_of_speakers(self, numbers: Sequence[int]) -> dict[int, str]:
        """The name of the speaker of each quote number that has one."""
        self._catalog.require("quotes", "attribution")
        query = f"SELECT quote, speaker FROM quotes WHERE quote {_AMONG} AND speaker NOTNULL"
        return dict(self._catalog.select(query, [json.dumps(list(numbers))]))

    def told_of_speakers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The speaker of each quote number, and the speaker with all roles; "" for nobody.

        The roles are those that any article gives to a speaker of this name.
        """
        self._catalog.require("quotes", "attribution")
        query = f"SELECT quote, speaker, role FROM quotes WHERE quote {_AMONG}"
        rows = self._catalog.select(query, [json.dumps(list(numbers))])
        names = sorted({row[1] for row in rows if row[1]})
        query = f"SELECT DISTINCT speaker, role FROM quotes WHERE speaker {_AMONG} AND role NOTNULL"
        roles: dict[str, list[str]] = {}
        for name, role in self._catalog.select(query, [_listed(names)]):
            roles.setdefault(name, []).append(role)
        return {
            quote: (name or "", " ".join([name, *roles.get(name, ())] if name else [role or ""]))
            for quote, name, role in rows
        }

    def documents_of(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """For each quote number the number of its document and its place among its quotes.

        Raises:
            IndexCorruptError: If there is none of that number.
        """
        self._catalog.require("quotes", "spans")
        query = (
            "SELECT q.quote, q.document, q.quote - d.first_quote FROM quotes q"
            f" JOIN documents d ON d.document = q.document WHERE q.quote {_AMONG}"
        )
        rows = self._catalog.select(query, [json.dumps(list(numbers))])
        found = {row[0]: (row[1], row[2]) for row in rows}
        missing = [number for number in numbers if number not in found]
        if missing:
            raise IndexCorruptError("catalog.db", f"lacks quote number {missing[0]}")
        return [found[number] for number in numbers]

    def paragraph_at(self, document: int, offset: int) -> int | None:
        """Number of the paragraph that holds an offset, or None."""
        for _, _, paragraph, start, end in self._catalog.compared(
            "passages", "document = ?", [document]
        ):
            if start <= offset < end:
                return int(paragraph)
        return None


def _spoken(names: Iterable[str] | None = None) -> tuple[str, list[str | int]]:
    """A query for quote, document, speaker, role and grade of all who speak, and its values.

    With names only those who have them; a name in two letter cases is two.
    """
    first = "SELECT quote, document, speaker, role, grade FROM quotes WHERE speaker"
    if names is None:
        return f"{first} NOTNULL UNION ALL {_JOINT}", []
    listed = _listed(sorted(set(names)))
    return f"{first} {_AMONG} UNION ALL {_JOINT} AND {_JOINT_NAME} {_AMONG}", [listed, listed]


def _listed(values: Iterable[str]) -> str:
    return json.dumps(list(values))
