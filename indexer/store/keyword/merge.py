"""Several segments -> one, without what is deleted.

While a run writes, segments are merged when the newer ones together are seven times as large as the
next older one: a passage is rewritten once for each eightfold growth of the run. At the end of a
run they are merged when the newer ones together are as large, and the smallest always. So there are
few when questions come: one for some thousand passages, and one more for each doubling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from indexer.store.keyword.inverter import group
from indexer.store.keyword.segment import FIELDS, SegmentFile
from indexer.store.keyword.segment_writer import SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from indexer.store.keyword.postings import Postings

OCCURRENCES_AT_ONCE = 1 << 20  # Keeps a merge to about a hundred megabytes.


MANY = 7
"""How many times as large as a segment the newer ones get while a run writes."""


WORTH_MERGING = 0.25
"""Of the oldest segment, what the newer ones hold at least when a run's end rewrites it: at most
five passages are written for each new one, which takes a hundredth of encoding them."""


QUICK = 16_384
"""Passages that the end of a run always leaves in one segment: merging them takes a quarter of a
second."""


def first_to_merge(sizes: list[int], times: int = 1) -> int:
    """From which segment on all are to become one; `len(sizes)` if none are.

    Args:
        sizes: Passages of each segment that are not deleted, oldest first.
        times: How many times as large as a segment the newer ones must be together.

    >>> first_to_merge([100, 10, 10])
    1
    >>> first_to_merge([100, 50, 10])
    3
    >>> first_to_merge([20, 10, 10])
    0
    >>> first_to_merge([20, 10, 10], times=2)
    3
    """
    first, total = len(sizes), 0
    for place in range(len(sizes) - 1, -1, -1):
        if total and sizes[place] * times <= total:
            first = place
        total += sizes[place]
    return first


def everything(sizes: list[int]) -> int:
    """As `first_to_merge`: merges all, even a single one, so that nothing deleted is left."""
    return 0


def while_writing(sizes: list[int]) -> int:
    """As `first_to_merge`, within a run."""
    return first_to_merge(sizes, MANY)


def at_the_end(sizes: list[int]) -> int:
    """As `first_to_merge`, at the end of a run.

    Merges all unless the newer ones are few, and in any case those that are quick to merge.

    >>> at_the_end([50_000, 20_000]), at_the_end([1_000_000, 50_000, 9_000, 2_000])
    (0, 2)
    """
    oldest, *newer = sizes or [0]
    if newer and sum(newer) >= oldest * WORTH_MERGING:
        return 0
    quick = len(sizes) - 1
    while quick > 0 and sum(sizes[quick - 1 :]) <= QUICK:
        quick -= 1
    return min(first_to_merge(sizes), quick if quick < len(sizes) - 1 else len(sizes))


class Source:
    """A segment to merge.

    `places` holds, for each of its passages, the place in the merged segment, or -1 if the
    passage is deleted.
    """

    def __init__(self, file: SegmentFile, kept: NDArray[np.bool_]) -> None:
        self.file, self.kept = file, kept
        self.places = np.full(len(file), -1, dtype=np.int64)


def merge_segments(path: Path, sources: list[Source]) -> int:
    """Write one segment file that holds what is kept of several.

    Returns:
        How many passages it holds; nothing is written if there are none.

    Raises:
        IndexCorruptError: If a segment is damaged.
        OSError: If the file cannot be written.
    """
    numbers = np.concatenate([source.file.numbers[source.kept] for source in sources])
    if not len(numbers):
        return 0
    order = np.argsort(numbers, kind="stable")
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    start = 0
    for source in sources:
        end = start + int(np.count_nonzero(source.kept))
        source.places[source.kept] = places[start:end]
        start = end
    writer = SegmentWriter(path, numbers[order])
    try:
        for field in FIELDS:
            for words, counts, postings in _merged_lists(field, sources):
                writer.add_words(words, counts, postings)
            lengths = np.concatenate([s.file.lengths(field)[s.kept] for s in sources])
            writer.end_field(field, lengths[order].astype(np.uint32))
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return len(numbers)


def _merged_lists(
    field: str, sources: list[Source]
) -> Iterator[tuple[list[bytes], NDArray[np.int64], Postings]]:
    """The field's words, ascending, with their postings in the merged segment, in portions."""
    starts = [0] * len(sources)
    for bound in [*_bounds(field, sources), None]:
        ends = [
            len(words) if bound is None else words.lower_bound(bound)
            for words in (source.file.words(field) for source in sources)
        ]
        portions = [
            _Portion.of(source, field, start, end)
            for source, start, end in zip(sources, starts, ends, strict=True)
            if start < end
        ]
        if portions:
            yield _grouped(portions)
        starts = ends


def _bounds(field: str, sources: list[Source]) -> list[bytes]:
    """Words at which to divide the work so that each portion is of bounded size, on average."""
    occurrences = sum(int(source.file.lengths(field).sum(dtype=np.int64)) for source in sources)
    portions = occurrences // OCCURRENCES_AT_ONCE + 1
    words = max((source.file.words(field) for source in sources), key=len)
    places = (len(words) * portion // portions for portion in range(1, portions))
    return sorted({words[place] for place in places})


class _Portion(NamedTuple):
    """Some words of one source, with each occurrence's word, passage and position."""

    words: list[bytes]
    numbers: NDArray[np.int64]
    passages: NDArray[np.int64]
    positions: NDArray[np.uint32]

    @classmethod
    def of(cls, source: Source, field: str, start: int, end: int) -> _Portion:
        """The words from `start` to `end`, without occurrences in deleted passages."""
        words = source.file.words(field)
        counts, lists = source.file.all_postings(field, start, end)
        numbers = np.repeat(np.repeat(np.arange(end - start), counts), lists.frequencies)
        passages = np.repeat(source.places[lists.locals], lists.frequencies)
        portion = cls([words[i] for i in range(start, end)], numbers, passages, lists.positions)
        if source.kept.all():
            return portion
        kept = passages >= 0
        return cls(portion.words, numbers[kept], passages[kept], lists.positions[kept])


def _grouped(portions: list[_Portion]) -> tuple[list[bytes], NDArray[np.int64], Postings]:
    """Put the occurrences of each word together, leaving out words that have none left."""
    words = sorted(set().union(*(portion.words for portion in portions)))
    place = {word: number for number, word in enumerate(words)}
    numbers = np.concatenate(
        [
            np.array([place[word] for word in portion.words], dtype=np.int64)[portion.numbers]
            for portion in portions
        ]
    )
    passages = np.concatenate([portion.passages for portion in portions])
    positions = np.concatenate([portion.positions for portion in portions])
    remaining, renumbered = np.unique(numbers, return_inverse=True)
    counts, postings = group(renumbered.ravel(), passages, positions, len(remaining))
    return [words[number] for number in remaining], counts, postings
