"""What one commit changes in an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.records import Quote
from indexer.store.catalog.entry import Entry, Relocation
from indexer.store.catalog.state import Failure, FileState
from indexer.store.quote_text import NO_PASSAGE, QuoteText, found_by
from indexer.store.vectors.rows import NOT_SHARED


@dataclass
class Batch:
    """Changes that become visible together.

    Attributes:
        entries: Documents to store.
        removed: Numbers of the documents to take out.
        files: Files that have been read to their end.
        forgotten: Paths that are no longer there.
        failures: What failed in each file that was read; nothing, if all went well.
        skipped: How many files in each archive that was read have another format, by suffix.
        moved: Numbers of documents that now begin on another line, with that line.
        renamed: Numbers of documents that are in another file now and say the same, with the place.
        revised: Numbers of documents that only change their rows of quotes in the catalog, with the
            quotes: as many as before, found by the same words and speakers.
        older: Number below which documents still have the quotes of an older extractor; None if
            that stays as it is.
    """

    entries: list[Entry] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    files: list[FileState] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    failures: dict[str, list[Failure]] = field(default_factory=dict)
    skipped: dict[str, Mapping[str, int]] = field(default_factory=dict)
    moved: list[tuple[int, int]] = field(default_factory=list)
    renamed: list[tuple[int, Relocation]] = field(default_factory=list)
    revised: list[tuple[int, tuple[Quote, ...]]] = field(default_factory=list)
    older: int | None = None

    @property
    def passages(self) -> int:
        """How many passages are to be encoded."""
        return sum(len(entry.passages) for entry in self.entries)

    def texts(self) -> list[str]:
        """The passages' texts, in the order in which they will be numbered."""
        return [passage.text for entry in self.entries for passage in entry.passages]

    def quote_texts(self) -> list[QuoteText]:
        """By what the quotes are found, in the order in which they will be numbered.

        Their passages are places in `texts`.
        """
        found, first = list[QuoteText](), 0
        for entry in self.entries:
            for quote in entry.quotes:
                found.append(found_by(entry.document, quote, entry.passages).moved(first))
            first += len(entry.passages)
        return found

    def is_empty(self) -> bool:
        """Whether there is nothing to commit."""
        return self == Batch()


class QuoteTexts(NamedTuple):
    """A batch's quotes: `Batch.quote_texts()` and their unit vectors, shape (n, dimension)."""

    texts: list[QuoteText]
    vectors: NDArray[np.float32]


def shared_passages(texts: Sequence[QuoteText], first: int) -> NDArray[np.int64]:
    """The number of the passage whose vector each quote has, or `NOT_SHARED`; shape (n,).

    Args:
        texts: By what the quotes of a batch are found.
        first: The number of the first passage of the batch.
    """
    places = np.array([one.passage for one in texts], dtype=np.int64)
    return np.where(places == NO_PASSAGE, NOT_SHARED, first + places)
