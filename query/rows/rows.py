"""What a kind of row must offer, so that questions can be matched with it and ranked over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from indexer.store.catalog.reader import Catalog
from query.rows.array_cache import ArrayCache
from query.rows.columns import DocumentColumns
from query.rows.sources import KeywordSource, Mask, Numbers, VectorSource

if TYPE_CHECKING:
    from query.speakers.directory import Directory

Kind = Literal["passages", "quotes"]


class Rows(Protocol):
    """One kind of row in one state of an index."""

    @property
    def kind(self) -> Kind:
        """What the rows are, as a reader calls them."""
        ...

    @property
    def catalog(self) -> Catalog:
        """Documents, passages and quotes."""
        ...

    @property
    def columns(self) -> DocumentColumns:
        """Facts about the documents."""
        ...

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        ...

    @property
    def masks(self) -> ArrayCache:
        """Keeps masks that take long to find."""
        ...

    @property
    def document_numbers(self) -> Numbers:
        """The documents' numbers in the catalog, ascending, shape (documents,)."""
        ...

    @property
    def document_of(self) -> Numbers:
        """For each row the ordinal of its document in `document_numbers`, shape (rows,).

        -1 where the row is not live.
        """
        ...

    @property
    def live(self) -> Mask:
        """Which rows are live."""
        ...

    @property
    def languages(self) -> Sequence[str]:
        """Two-letter codes of the languages in which their texts were analysed."""
        ...

    @property
    def keyword(self) -> KeywordSource:
        """Their terms."""
        ...

    @property
    def vectors(self) -> VectorSource:
        """Their vectors."""
        ...

    def tie_keys(self, numbers: Numbers) -> Numbers:
        """Keys that order live rows by path, line and place in the document; shape (n,) -> (n,).

        The order is the same in every index of the same articles, however it was built up.
        """
        ...

    def with_quotes(self, quotes: Sequence[int]) -> Sequence[int]:
        """The rows in which some of these quotes are found, ascending; some may not be live."""
        ...

    def written(self, field: str, numbers: Sequence[int]) -> Iterator[str]:
        """What stands in a field of live rows, as written, in the order of the numbers.

        The fields are "text", "title" (with the lines of an article that are no passages) and
        "speaker".

        Raises:
            IndexCorruptError: If the catalog is damaged or lacks a row.
        """
        ...
