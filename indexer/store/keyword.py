"""The keyword index: terms and positions by passage number, in Whoosh.

A folder with one table of contents (see `contents`) and the segment files that it lists (see
`segments`). A commit writes new files, then a new table of contents, then removes what the new
one does not list: a reader keeps the files that it has opened, and a killed writer leaves nothing
that counts.
"""

from __future__ import annotations

import os
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer.errors import IndexCorruptError, SearchError
from indexer.store.contents import (
    INDEX_NAME,
    Contents,
    SegmentState,
    latest_generation,
    pack_contents,
    read_contents,
    toc_name,
)
from indexer.store.durable import replace_file, sync_folder, writing_to
from indexer.store.inversion import Collector, KeywordRow
from indexer.store.merging import Source, first_to_merge, merge_segments
from indexer.store.segments import FIELDS, SegmentFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from indexer.store.postings import Postings

__all__ = ["KeywordIndex", "KeywordRow", "KeywordWriter"]

WORDS_AT_ONCE = 4096  # That are verified at once, to bound the memory.
ATTEMPTS = 20  # How often a reader begins anew because a writer was quicker.


class KeywordWriter:
    """Adds and removes passages; nothing counts before `commit`. One at a time: see `lock`."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self._folder, self._contents = folder, contents
        self._files = {
            segment.segment_id: SegmentFile(folder / segment.filename())
            for segment in contents.segments
        }
        self._collector = Collector()
        self._changed = False

    @classmethod
    def open(cls, folder: Path) -> KeywordWriter:
        """Open the index in a folder, making both if there is none, and clear what is left over.

        Raises:
            IndexCorruptError: If what is there cannot be read.
            IndexWriteError: If the folder cannot be written.
        """
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            generation = latest_generation(folder)
            if generation is None:
                contents = Contents()
                write_contents(folder, contents)
            else:
                contents = read_contents(folder, generation)
            _remove_leftovers(folder, contents)
        try:
            return cls(folder, contents)
        except OSError as error:
            raise IndexCorruptError(error.filename or folder, error.strerror or "") from None

    def add(self, rows: Iterable[KeywordRow]) -> None:
        """Take in passages; one that is there already is replaced by the commit."""
        for row in rows:
            self._collector.add(row)

    def remove(self, numbers: NDArray[np.integer[Any]]) -> int:
        """Delete passages by number; returns how many of them were there."""
        return self._delete(lambda held: np.isin(held, numbers))

    def keep_only(self, numbers: NDArray[np.integer[Any]]) -> int:
        """Delete all passages but these; returns how many were deleted."""
        return self._delete(lambda held: np.isin(held, numbers, invert=True))

    def commit(self, *, merge_all: bool = False) -> None:
        """Make all changes since the last commit durable and visible to new readers.

        Args:
            merge_all: Rewrite the index as one segment, whether or not anything has changed.

        Raises:
            ValueError: If a passage was added twice since the last commit.
            IndexWriteError: If the disk or the permissions do not allow it; the index is as it
                was at the last commit.
            IndexCorruptError: If a segment that is to be merged is damaged.
        """
        if not (len(self._collector) or self._changed or merge_all):
            return
        try:
            with writing_to(self._folder):
                segments = self._merged([*self._contents.segments, *self._collected()], merge_all)
                contents = Contents(self._contents.generation + 1, segments)
                write_contents(self._folder, contents)
        except (SearchError, ValueError):
            _remove_leftovers(self._folder, self._contents)
            raise
        self._contents, self._collector, self._changed = contents, Collector(), False
        listed = {segment.segment_id for segment in segments}
        self._files = {name: file for name, file in self._files.items() if name in listed}
        _remove_leftovers(self._folder, contents)

    def close(self) -> None:
        """Forget what has not been committed and let go of all files."""
        self._collector = Collector()
        self._files = {}

    def _delete(self, choose: Callable[[NDArray[np.uint32]], NDArray[np.bool_]]) -> int:
        deleted = 0
        for segment in self._contents.segments:
            chosen = choose(self._files[segment.segment_id].numbers)
            if segment.deleted is not None:
                chosen &= ~segment.deleted
            if chosen.any():
                segment.delete(np.flatnonzero(chosen))
                deleted += int(np.count_nonzero(chosen))
        self._changed = self._changed or deleted > 0
        return deleted

    def _collected(self) -> Iterator[SegmentState]:
        """Write what was added as a segment, if anything was, and delete what it replaces."""
        if len(self._collector):
            segment = SegmentState(new_segment_id(), len(self._collector))
            self._collector.write(self._folder / segment.filename())
            self.remove(self._collector.numbers())
            yield self._opened(segment)

    def _merged(self, segments: list[SegmentState], merge_all: bool) -> list[SegmentState]:
        """The segments after merging those that are to be merged."""
        segments = [segment for segment in segments if segment.remaining()]
        first = 0 if merge_all else first_to_merge([s.remaining() for s in segments])
        if first == len(segments):
            return segments
        merged = SegmentState(new_segment_id(), sum(s.remaining() for s in segments[first:]))
        sources = [self._source(segment) for segment in segments[first:]]
        merge_segments(self._folder / merged.filename(), sources)
        return [*segments[:first], self._opened(merged)]

    def _opened(self, segment: SegmentState) -> SegmentState:
        self._files[segment.segment_id] = SegmentFile(self._folder / segment.filename())
        return segment

    def _source(self, segment: SegmentState) -> Source:
        kept = np.ones(segment.passages, dtype=bool)
        if segment.deleted is not None:
            kept = ~segment.deleted
        return Source(self._files[segment.segment_id], kept)


class KeywordIndex:
    """One consistent state of the keyword index, whatever is committed meanwhile.

    `rows`: one more than the highest passage number. What is indexed by passage number takes the
    number of rows that the catalog knows; the index may hold higher ones that do not count.
    """

    def __init__(self, folder: Path, contents: Contents) -> None:
        self._folder, self._contents = folder, contents
        self._files = [SegmentFile(folder / segment.filename()) for segment in contents.segments]
        self._numbers = [file.numbers.astype(np.int64) for file in self._files]
        for segment, numbers in zip(contents.segments, self._numbers, strict=True):
            if len(numbers) != segment.passages:
                raise IndexCorruptError(
                    folder / segment.filename(), "not as many passages as listed"
                )
        self.rows = 1 + max((int(numbers[-1]) for numbers in self._numbers), default=-1)

    @classmethod
    def open(cls, folder: Path) -> KeywordIndex:
        """Open the newest state.

        Raises:
            IndexCorruptError: If there is none, or it is damaged.
        """
        for _ in range(ATTEMPTS):
            try:
                generation = latest_generation(folder)
                if generation is None:
                    break
                return cls(folder, read_contents(folder, generation))
            except FileNotFoundError:
                # Removed by a writer after we read its name: a newer state is there.
                continue
            except OSError as error:
                raise IndexCorruptError(folder, error.strerror or str(error)) from None
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

    def postings(self, field: str, term: str) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Which passages hold a term, and how often.

        Returns:
            Passage numbers, each once, and frequencies; ascending if `is_ordered`, else
            ascending within each segment.
        """
        found = list(self._found(field, term))
        if not found:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint32)
        return (
            np.concatenate([numbers for numbers, _ in found]),
            np.concatenate([postings.frequencies for _, postings in found]),
        )

    def positions(self, field: str, term: str) -> NDArray[np.uint32]:
        """Every token position at which a term stands in its passage.

        Returns:
            Positions, from 0, passage by passage in the order of `postings`, ascending within a
            passage; shape (sum of frequencies,), an unsigned type.
        """
        found = [postings.positions for _, postings in self._found(field, term)]
        return np.concatenate(found) if found else np.empty(0, dtype=np.uint32)

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
        from indexer.store.codec import open_searcher

        if not self._files:
            return np.empty(0, dtype=np.int64)
        with open_searcher(self._contents.segments, self._files) as searcher:
            found = np.fromiter(searcher.docs_for_query(query), dtype=np.int64)
        return np.sort(np.concatenate(self._numbers)[found])

    def close(self) -> None:
        """Let go of all files."""
        self._files, self._numbers = [], []

    def _parts(self) -> Iterator[tuple[SegmentState, NDArray[np.int64], SegmentFile]]:
        return zip(self._contents.segments, self._numbers, self._files, strict=True)

    def _found(self, field: str, term: str) -> Iterator[tuple[NDArray[np.int64], Postings]]:
        """The term's list in each segment that has it, with passage numbers for its places."""
        word = term.encode("utf-8", "surrogatepass")
        for segment, numbers, file in self._parts():
            place = file.find(field, word)
            if place is None:
                continue
            postings = file.postings(field, place)
            if segment.deleted is not None:
                postings = postings.without(segment.deleted)
            yield numbers[postings.locals], postings


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


def new_segment_id() -> str:
    """A name for a segment that no other has."""
    return os.urandom(8).hex()


def write_contents(folder: Path, contents: Contents) -> None:
    """Make a generation the newest one, its segments having been written."""
    # The segment files' names must be durable before anything refers to them.
    sync_folder(folder)
    replace_file(folder / toc_name(contents.generation), pack_contents(contents))


def _remove_leftovers(folder: Path, contents: Contents) -> None:
    """Remove files of ours that the contents do not list; what cannot be removed stays."""
    listed = {segment.filename() for segment in contents.segments}
    listed.add(toc_name(contents.generation))
    for path in list(folder.iterdir()):
        if path.name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_")) and path.name not in listed:
            path.unlink(missing_ok=True)
