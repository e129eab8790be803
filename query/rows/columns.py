"""Facts about the documents of an index as columns: read once, when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.reader import Catalog
from query.rows.sources import Mask, Numbers


class Column:
    """A value of each document, by ordinal: few different ones, which have numbers.

    Args:
        values: Of each document; None where it has none.

    Attributes:
        names: The different values, in the order in which they first come.
        codes: For each document the place of its value in `names`, int32, shape (documents,).
    """

    def __init__(self, values: Sequence[str | None]) -> None:
        numbers: dict[str | None, int] = {}
        codes = [numbers.setdefault(value, len(numbers)) for value in values]
        self.codes: NDArray[np.int32] = np.array(codes, dtype=np.int32)
        self.names = list(numbers)

    def __getitem__(self, document: int) -> str | None:
        """The value of the document of that ordinal."""
        return self.names[int(self.codes[document])]

    def counts(self, documents: Numbers) -> list[tuple[str | None, int]]:
        """Each value that some documents have, with how many have it."""
        found = np.bincount(self.codes[documents], minlength=len(self.names)).tolist()
        return [(name, count) for name, count in zip(self.names, found, strict=True) if count]

    def having(self, is_meant: Callable[[str | None], bool]) -> Mask:
        """Which documents have a value that is meant, shape (documents,)."""
        are_meant = np.array(list(map(is_meant, self.names)), dtype=bool)
        return are_meant[self.codes]


class DocumentColumns:
    """The columns of one state of an index. Threads may share it.

    Args:
        catalog: Where the documents are. Reading a column raises `IndexCorruptError` if the
            catalog is damaged.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def source(self) -> Column:
        """The sources."""
        return self._read("source")

    @cached_property
    def author(self) -> Column:
        """The authors."""
        return self._read("author")

    @cached_property
    def date(self) -> Column:
        """The dates: ISO 8601, or the beginning of one."""
        return self._read("date")

    @cached_property
    def path(self) -> Column:
        """The paths of the files."""
        return self._read("path")

    @cached_property
    def source_names(self) -> list[str]:
        """The names of all sources, in order: fewer than the documents, and sooner read."""
        return [name for name in self._catalog.distinct("source") if name]

    def named(self, name: str) -> Column:
        """The column "source" or "author"."""
        return self.source if name == "source" else self.author

    def _read(self, name: str) -> Column:
        return Column(self._catalog.column(name))
