"""In which passages quotes stand."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog

MOST_KEPT = 4096
"""Documents whose passages are kept: questions to one archive meet the same ones again."""

_Passages = list[tuple[int, int, int]]


class QuotePlaces:
    """Finds the passages of quotes. Threads may share it.

    Args:
        catalog: Holds both.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._quotations = Quotations(catalog)
        self._known: dict[int, _Passages] = {}
        self._lock = Lock()

    def of(self, quotes: Sequence[int]) -> list[tuple[int, int]]:
        """(quote, passage) for each passage with words of a quote, in order of both.

        Args:
            quotes: Numbers of live quotes. A quote between two passages, as in a headline, has
                none.

        Raises:
            IndexCorruptError: If the catalog is damaged or lacks some passages.
        """
        spans = self._quotations.spans(quotes)
        passages = self._passages({document for _, document, _, _ in spans})
        return [
            (quote, passage)
            for quote, document, start, end in spans
            for passage, first, last in passages[document]
            if first < end and last > start
        ]

    def around(self, quotes: Sequence[int]) -> list[tuple[int, int, int]]:
        """(quote, its first passage, the passage before) for each quote that has a passage.

        Where the article begins with the quote, the first passage stands in for the one before.
        """
        spans = self._quotations.spans(quotes)
        passages = self._passages({document for _, document, _, _ in spans})
        found = []
        for quote, document, start, end in spans:
            before: int | None = None
            for passage, first, last in passages[document]:
                if first < end and last > start:
                    found.append((quote, passage, passage if before is None else before))
                    break
                before = passage
        return found

    def _passages(self, documents: set[int]) -> dict[int, _Passages]:
        """Number, start and end of every passage of some documents."""
        with self._lock:
            known = {one: self._known[one] for one in documents if one in self._known}
        missing = sorted(documents - known.keys())
        found: dict[int, _Passages] = {document: [] for document in missing}
        if missing:
            for passage, document, _, start, end in self._quotations.passages_of(missing):
                found[document].append((passage, start, end))
        with self._lock:
            if len(self._known) + len(found) > MOST_KEPT:
                self._known.clear()
            self._known |= found
        return known | found
