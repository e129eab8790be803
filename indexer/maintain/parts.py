"""The parts of one state of an index, opened at once and then compared at leisure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexAccessError, IndexCorruptError, SearchError
from indexer.limits import blame_the_limit
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.renumber import Kind, sum_of
from indexer.store.catalog.state import State
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.segment import FIELDS
from indexer.store.layout import Layout
from indexer.store.part import PartState
from indexer.store.vectors.reader import Vectors


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong.

    Attributes:
        part: Which part of the index: "manifest", "catalog", or as the parts are called in the
            catalog's state ("keyword", "vectors", "quote_keyword", "quote_vectors", "encoder").
        reason: What is wrong, as one line.
        repairable: Whether a repair can make the part from the others.
    """

    part: str
    reason: str
    repairable: bool = True


class OpenParts:
    """Keyword indexes and vectors by the names of the parts, or why they cannot be opened."""

    def __init__(
        self,
        state: State,
        keywords: Mapping[str, KeywordIndex | IndexCorruptError],
        vectors: Mapping[str, Vectors | IndexCorruptError],
    ) -> None:
        self._state, self._keywords, self._vectors = state, keywords, vectors

    @classmethod
    def open(cls, layout: Layout, state: State) -> OpenParts:
        """Open all parts of a state.

        Raises:
            IndexAccessError: If the system does not let one be read.
        """
        keywords: dict[str, KeywordIndex | IndexCorruptError] = {}
        vectors: dict[str, Vectors | IndexCorruptError] = {}
        passages = None
        for prefix, part in (
            ("", PartState.of_passages(state)),
            ("quote_", PartState.of_quotes(state)),
        ):
            name = f"{prefix}keyword"
            try:
                folder = layout.part(getattr(state, name))
                keywords[name] = KeywordIndex.open(folder, part.segment_list)
            except IndexCorruptError as error:
                blame_the_limit(error)
                keywords[name] = error
            name = f"{prefix}vectors"
            try:
                folder = layout.part(getattr(state, name))
                vectors[name] = opened = part.open_vectors(folder, passages=passages)
            except IndexCorruptError as error:
                blame_the_limit(error)
                vectors[name], opened = error, part.lost_vectors()
            passages = passages or opened
        return cls(state, keywords, vectors)

    def close(self) -> None:
        """Let go of all files."""
        for keyword in self._keywords.values():
            if isinstance(keyword, KeywordIndex):
                keyword.close()

    def keyword_faults(self, part: str, live: NDArray[np.bool_]) -> Iterator[Fault]:
        """Read every list of a keyword index, and compare what it holds with what is live."""
        keyword, folder = self._keywords[part], getattr(self._state, part)
        try:
            if isinstance(keyword, IndexCorruptError):
                raise keyword
            for field in FIELDS:
                keyword.lengths(field, len(live))
            keyword.verify()
            missing = int(np.count_nonzero(live & ~keyword.held(len(live))))
        except IndexAccessError:
            raise  # what cannot be read need not be damaged
        except SearchError as error:
            blame_the_limit(error)
            yield Fault(part, str(error))
            return
        if missing:
            yield Fault(part, f"{folder}: {missing} of {int(live.sum())} entries are missing")

    def vector_faults(
        self, part: str, live: NDArray[np.bool_], catalog: Catalog
    ) -> Iterator[Fault]:
        """Compare all live vectors with their checksums, and these with the catalog."""
        vectors, folder = self._vectors[part], getattr(self._state, part)
        if isinstance(vectors, IndexCorruptError):
            yield Fault(part, str(vectors))
            return
        faulty = vectors.faulty()
        wrong = faulty[live[faulty]]
        foreign = foreign_rows(catalog, vectors, "passage" if part == "vectors" else "quote")
        if len(wrong):
            reason = f"{len(wrong)} vectors are damaged, the first is {wrong[0]}"
            yield Fault(part, f"{folder}: {reason}")
        elif len(foreign):
            reason = f"{len(foreign)} vectors are not those that the catalog names"
            yield Fault(part, f"{folder}: {reason}")


def foreign_rows(catalog: Catalog, vectors: Vectors, kind: Kind) -> NDArray[np.int64]:
    """Numbers of the vectors of documents whose vectors are not those that were committed.

    In format 1 it cannot be told.
    """
    found = [np.empty(0, dtype=np.int64)]
    if catalog.format > 1:
        for first, count, expected in catalog.vector_sums(kind):
            if sum_of(vectors.checksums[first : first + count, 0]) != expected:
                found.append(np.arange(first, first + count))
    return np.concatenate(found)
