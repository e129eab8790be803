"""The keyword index: terms and positions by passage number, in Whoosh.

A folder with a segment list (see `toc`) and the segment files that it names (see `segment`). A
commit writes new files and a new list. Then the catalog names that list, and what it does not name
is removed: a reader keeps the files that it has opened, and a killed writer leaves nothing that
counts.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from indexer.errors import IndexCorruptError, unreadable
from indexer.store.keyword.segment import FIELDS, SegmentFile
from indexer.store.keyword.toc import (
    SegmentList,
    SegmentState,
    latest_generation,
    read_named_list,
    read_segment_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

KNOWN_WORDS = 4096  # Whose places are kept: a question asks for its words' places several times.
WORDS_AT_ONCE = 4096  # That are verified at once, to bound the memory.
ATTEMPTS = 20  # How often a reader begins again because a writer was quicker.


class TermLists(NamedTuple):
    """Where a term stands in one field.

    Attributes:
        numbers: Passage numbers, int64, each once; ascending if `is_ordered`, else ascending
            within each segment.
        frequencies: How often it stands there, uint32, same shape.
        positions: Token positions, from 0, passage by passage, ascending within a passage; an
            unsigned type, shape (sum of frequencies,).
    """

    numbers: NDArray[np.int64]
    frequencies: NDArray[np.uint32]
    positions: NDArray[np.uint32]


class KeywordIndex:
    """One consistent state of the keyword index; later commits are not seen.

    `rows`: one more than the highest passage number. What is indexed by passage number takes the
    number of rows that the catalog knows; the index may hold higher ones that do not count.
    """

    def __init__(self, folder: Path, contents: SegmentList) -> None:
        self._folder, self._contents = folder, contents
        self._files = [SegmentFile(folder / segment.filename()) for segment in contents.segments]
        for segment, file in zip(contents.segments, self._files, strict=True):
            file.require(segment.checksum)
        self._numbers = [file.numbers.astype(np.int64) for file in self._files]
        for segment, numbers in zip(contents.segments, self._numbers, strict=True):
            if len(numbers) != segment.passages:
                raise IndexCorruptError(
                    folder / segment.filename(), "not as many passages as listed"
                )
        self._found = lru_cache(maxsize=KNOWN_WORDS)(self._find)
        self.rows = 1 + max((int(numbers[-1]) for numbers in self._numbers), default=-1)

    @classmethod
    def open(cls, folder: Path, named: str = "") -> KeywordIndex:
        """Open the state that the catalog names, or the newest one.

        Args:
            folder: Where the files lie.
            named: The segment list (see `toc.list_name`); "" for the newest.

        Raises:
            IndexCorruptError: If there is none, or it is damaged.
            IndexAccessError: If the system does not let it be read.
        """
        if named:
            try:
                return cls(folder, read_named_list(folder, named))
            except FileNotFoundError as error:
                raise IndexCorruptError(error.filename, "is missing") from None
            except OSError as error:
                raise unreadable(folder, error) from None
        for _ in range(ATTEMPTS):
            try:
                generation = latest_generation(folder)
                if generation is None:
                    break
                return cls(folder, read_segment_list(folder, generation))
            except FileNotFoundError:
                # Removed by a writer after we read its name: a newer state is there.
                continue
            except OSError as error:
                raise unreadable(folder, error) from None
        raise IndexCorruptError(folder, "the keyword index is missing or incomplete")

    @cached_property
    def is_ordered(self) -> bool:
        """Whether all passages of a segment come before those of the next one."""
        return all(a[-1] < b[0] for a, b in pairwise(self._numbers))

    @property
    def generation(self) -> int:
        """Grows by one with every commit."""
        return self._contents.generation

    def held(self, rows: int) -> NDArray[np.bool_]:
        """Whether a passage is in the index and not deleted, by number, shape (rows,).

        Raises:
            IndexCorruptError: If a passage is there twice.
        """
        times = np.zeros(rows, dtype=np.uint8)
        for segment, numbers, _ in self._parts():
            times[numbers[_kept(segment, numbers, rows)]] += 1
        if np.any(times > 1):
            raise IndexCorruptError(self._folder, "a passage is in two segments")
        return times > 0

    def verify(self) -> None:
        """Read everything that is there, comparing it with its checksums.

        Raises:
            IndexCorruptError: If something is damaged.
        """
        for file in self._files:
            for field in FIELDS:
                file.lengths(field)
                words = len(file.words(field))
                for first in range(0, words, WORDS_AT_ONCE):
                    file.all_postings(field, first, min(first + WORDS_AT_ONCE, words))

    def lengths(self, field: str, rows: int) -> NDArray[np.uint32]:
        """How many terms the field has, by number, shape (rows,); 0 for passages not held."""
        lengths = np.zeros(rows, dtype=np.uint32)
        for segment, numbers, file in self._parts():
            kept = _kept(segment, numbers, rows)
            lengths[numbers[kept]] = file.lengths(field)[kept]
        return lengths

    def has_term(self, field: str, term: str) -> bool:
        """Whether some passage has held a term; it may have been deleted since."""
        return bool(self._found(field, term))

    def count(self, field: str, term: str) -> int:
        """How many passages hold a term: as `postings`, without reading its lists."""
        return sum(self._count(field, part, place) for part, place in self._found(field, term))

    def lists(self, field: str, term: str) -> TermLists:
        """All that is known of a term in a field."""
        found = [self._list(field, part, place) for part, place in self._found(field, term)]
        if not found:
            return _NOWHERE
        if len(found) == 1:
            return found[0]
        return TermLists(*map(np.concatenate, zip(*found, strict=True)))

    def postings(self, field: str, term: str) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Which passages hold a term, and how often; see `TermLists`."""
        return self.lists(field, term)[:2]

    def positions(self, field: str, term: str) -> NDArray[np.uint32]:
        """Every token position at which a term stands in its passage; see `TermLists`."""
        return self.lists(field, term).positions

    def vocabulary(self, field: str) -> list[str]:
        """All distinct terms of a field, ascending; also of deleted passages."""
        words = set[bytes]().union(*(file.words(field) for file in self._files))
        return [word.decode("utf-8", "replace") for word in sorted(words)]

    def matching(self, query: Any) -> NDArray[np.int64]:
        """The passages that match a query of Whoosh's (`whoosh.query`), by Whoosh's matchers.

        Returns:
            Passage numbers, ascending.

        Raises:
            IndexCorruptError: If a list of the index is damaged.
        """
        from indexer.store.keyword.whoosh_codec import open_searcher

        if not self._files:
            return np.empty(0, dtype=np.int64)
        with open_searcher(self._contents.segments, self._files) as searcher:
            found = np.fromiter(searcher.docs_for_query(query), dtype=np.int64)
        return np.sort(np.concatenate(self._numbers)[found])

    def close(self) -> None:
        """Let go of all files."""
        self._files, self._numbers = [], []
        self._found.cache_clear()

    def _parts(self) -> Iterator[tuple[SegmentState, NDArray[np.int64], SegmentFile]]:
        return zip(self._contents.segments, self._numbers, self._files, strict=True)

    def _find(self, field: str, term: str) -> tuple[tuple[int, int], ...]:
        """Which segments have a term, and where each has it."""
        word = term.encode("utf-8", "surrogatepass")
        places = ((part, file.find(field, word)) for part, file in enumerate(self._files))
        return tuple((part, place) for part, place in places if place is not None)

    def _list(self, field: str, part: int, place: int) -> TermLists:
        """What one segment has of a term, with passage numbers for its places."""
        postings = self._files[part].postings(field, place)
        deleted = self._contents.segments[part].deleted
        if deleted is not None:
            postings = postings.without(deleted)
        locals_, frequencies, positions = postings
        return TermLists(self._numbered(part, locals_), frequencies, positions)

    def _count(self, field: str, part: int, place: int) -> int:
        if self._contents.segments[part].deleted is not None:
            return len(self._list(field, part, place).numbers)
        return self._files[part].entry(field, place).postings

    def _numbered(self, part: int, locals_: NDArray[np.int64]) -> NDArray[np.int64]:
        """The passage numbers of places in a segment."""
        numbers = self._numbers[part]
        first, last = numbers[0], numbers[-1]
        # Mostly a segment holds all numbers of a range: then none needs to be looked up.
        return locals_ + first if last - first == len(numbers) - 1 else numbers[locals_]


def _kept(
    segment: SegmentState, numbers: NDArray[np.int64], rows: int
) -> slice | NDArray[np.bool_]:
    """Which passages of a segment are not deleted and below `rows`.

    Room is made for as many rows as the caller knows of: a number in a file of a stranger's, four
    thousand million, must not decide it.
    """
    if segment.deleted is None and numbers[-1] < rows:
        return slice(None)
    kept = numbers < rows
    return kept if segment.deleted is None else kept & ~segment.deleted


_NOWHERE = TermLists(
    np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint32)
)
