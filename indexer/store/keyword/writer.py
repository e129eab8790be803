"""Writing the keyword index: passages added and deleted, nothing that counts before `commit`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer.errors import IndexCorruptError, SearchError
from indexer.store.durable import replace_file, sync_folder, writing_to
from indexer.store.keyword.inverter import Collector, KeywordRow
from indexer.store.keyword.merge import (
    Source,
    at_the_end,
    everything,
    merge_segments,
    while_writing,
)
from indexer.store.keyword.segment import SegmentFile
from indexer.store.keyword.toc import (
    INDEX_NAME,
    SegmentList,
    SegmentState,
    latest_generation,
    list_name,
    read_named_list,
    read_segment_list,
    toc_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray


class KeywordWriter:
    """Adds and removes passages; nothing counts before `commit`. One at a time: see `lock`.

    Attributes:
        listed: The name of the segment list that was committed last, which the catalog is to hold.
            Once it does, `drop_garbage` removes what the list does not name.
    """

    def __init__(self, folder: Path, contents: SegmentList, listed: str) -> None:
        self._folder, self._contents = folder, contents
        self.listed = listed
        self._kept = contents  # what the catalog names, for all that we know
        self._files = {
            segment.segment_id: SegmentFile(folder / segment.filename())
            for segment in contents.segments
        }
        for segment in contents.segments:
            self._files[segment.segment_id].require(segment.checksum)
        self._collector = Collector()
        self._changed = False

    @classmethod
    def open(cls, folder: Path, named: str = "") -> KeywordWriter:
        """Open the index in a folder, making both if there is none, and clear what is garbage.

        Args:
            folder: Where the files lie.
            named: The segment list that the catalog names; "" for the newest one.

        Raises:
            IndexCorruptError: If what is there cannot be read.
            IndexWriteError: If the folder cannot be written.
        """
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if not named and latest_generation(folder) is None:
                named = write_segment_list(folder, SegmentList())
            contents = _read(folder, named)
            _remove_garbage(folder, contents)
        try:
            listed = named or _name_of(folder, contents)
            return cls(folder, contents, listed)
        except OSError as error:
            raise IndexCorruptError(error.filename or folder, error.strerror or "") from None

    @classmethod
    def begin(cls, folder: Path) -> str:
        """Make an empty index, also where files lie in the folder; the name of its segment list.

        Raises:
            IndexWriteError: If the folder cannot be written.
        """
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
            contents = SegmentList()
            named = write_segment_list(folder, contents)
            _remove_garbage(folder, contents)
        return named

    def add(self, rows: Iterable[KeywordRow]) -> None:
        """Take in passages; one that is there already is replaced by the commit."""
        for row in rows:
            self._collector.add(row)

    def remove(self, numbers: NDArray[np.integer[Any]]) -> int:
        """Delete passages by number; returns how many of them were there."""
        if not len(numbers):
            return 0
        least = int(numbers.min())  # new passages have mostly greater numbers than all others
        return self._delete(
            lambda held: np.isin(held, numbers) if held[-1] >= least else np.zeros(len(held), bool)
        )

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
        self._commit(everything if merge_all else while_writing, always=merge_all)

    def drop_garbage(self) -> None:
        """Remove files that the list committed last does not name."""
        self._kept = self._contents
        _remove_garbage(self._folder, self._contents)

    def settle(self) -> None:
        """Commit what has changed, and merge segments so that few are left.

        For the end of a run: a question reads its words in every segment.
        """
        sizes = [segment.remaining() for segment in self._contents.segments]
        self._commit(at_the_end, always=at_the_end(sizes) < len(sizes))

    def close(self) -> None:
        """Forget what has not been committed and let go of all files."""
        self._collector = Collector()
        self._files = {}

    def _commit(self, choose: Callable[[list[int]], int], *, always: bool) -> None:
        """Commit what has changed.

        Args:
            choose: Tells, from the segments' sizes, from which one on all become one.
            always: Whether to do so if nothing has changed.
        """
        if not (len(self._collector) or self._changed or always):
            return
        try:
            with writing_to(self._folder):
                segments = [*self._contents.segments, *self._collected()]
                segments = self._merged(segments, choose)
                contents = SegmentList(self._contents.generation + 1, segments)
                listed = write_segment_list(self._folder, contents)
        except (SearchError, ValueError):
            _remove_garbage(self._folder, self._contents, self._kept)
            raise
        self._contents, self._collector, self._changed = contents, Collector(), False
        self.listed = listed
        used = {segment.segment_id for segment in segments}
        self._files = {name: file for name, file in self._files.items() if name in used}

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

    def _merged(
        self, segments: list[SegmentState], choose: Callable[[list[int]], int]
    ) -> list[SegmentState]:
        """The segments after merging those that are to be merged."""
        segments = [segment for segment in segments if segment.remaining()]
        first = choose([segment.remaining() for segment in segments])
        if first == len(segments):
            return segments
        merged = SegmentState(new_segment_id(), sum(s.remaining() for s in segments[first:]))
        sources = [self._source(segment) for segment in segments[first:]]
        merge_segments(self._folder / merged.filename(), sources)
        return [*segments[:first], self._opened(merged)]

    def _opened(self, segment: SegmentState) -> SegmentState:
        file = SegmentFile(self._folder / segment.filename())
        segment.checksum = file.checksum
        self._files[segment.segment_id] = file
        return segment

    def _source(self, segment: SegmentState) -> Source:
        kept = np.ones(segment.passages, dtype=bool)
        if segment.deleted is not None:
            kept = ~segment.deleted
        return Source(self._files[segment.segment_id], kept)


def new_segment_id() -> str:
    """A name for a segment that no other has."""
    return os.urandom(8).hex()


def write_segment_list(folder: Path, contents: SegmentList) -> str:
    """Write a generation's segment list, its segments having been written; the list's name."""
    # The segment files' names must be durable before anything refers to them.
    sync_folder(folder)
    from indexer.store.keyword.whoosh_codec import pack_segment_list  # imports Whoosh

    content = pack_segment_list(contents)
    replace_file(folder / toc_name(contents.generation), content)
    return list_name(contents.generation, content)


def _read(folder: Path, named: str) -> SegmentList:
    """The segment list of that name, or the newest one."""
    if named:
        return read_named_list(folder, named)
    return read_segment_list(folder, latest_generation(folder) or 0)


def _name_of(folder: Path, contents: SegmentList) -> str:
    path = folder / toc_name(contents.generation)
    return list_name(contents.generation, path.read_bytes())


def _remove_garbage(folder: Path, *lists: SegmentList) -> None:
    """Remove files of ours that no segment list names; what cannot be removed stays."""
    listed = {segment.filename() for one in lists for segment in one.segments}
    listed |= {toc_name(one.generation) for one in lists}
    for path in list(folder.iterdir()):
        if path.name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_")) and path.name not in listed:
            path.unlink(missing_ok=True)
