"""Several segments -> one, without what is deleted.

Segments are merged when the newer ones together are as large as the next older one, so that a
passage is rewritten a number of times that grows with the logarithm of the index, and there are
about as many segments as the number of passages has binary digits more than a commit's.
"""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from indexer.store.inversion import group
from indexer.store.segments import FIELDS, SegmentFile, SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from indexer.store.postings import Postings

OCCURRENCES_AT_ONCE = 1 << 20  # Bounds the memory of a merge to some tens of megabytes.


def first_to_merge(sizes: list[int]) -> int:
    """From which segment on all are to become one; `len(sizes)` if none are.

    Args:
        sizes: Passages of each segment that are not deleted, oldest first.

    >>> first_to_merge([100, 10, 10])
    1
    >>> first_to_merge([100, 50, 10])
    3
    >>> first_to_merge([20, 10, 10])
    0
    """
    first, total = len(sizes), 0
    for place in range(len(sizes) - 1, -1, -1):
        if sizes[place] <= total:
            first = place
        total += sizes[place]
    return first


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
            for words, lists in _batches(field, sources):
                kept, counts, postings = _grouped(words, lists)
                writer.add_words(kept, counts, postings)
            lengths = np.concatenate([s.file.lengths(field)[s.kept] for s in sources])
            writer.end_field(field, lengths[order].astype(np.uint32))
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return len(numbers)


# A word's number in its batch, the places of its passages in the merged segment, and its list.
_Numbered = tuple[int, "NDArray[np.int64]", "Postings"]


def _batches(field: str, sources: list[Source]) -> Iterator[tuple[list[bytes], list[_Numbered]]]:
    """The field's words, ascending, with their lists, some at a time."""
    words: list[bytes] = []
    lists: list[_Numbered] = []
    held = 0
    streams = [_numbered(number, source, field) for number, source in enumerate(sources)]
    for word, found in groupby(merge(*streams), key=lambda item: item[0]):
        for _, number, place in found:
            source = sources[number]
            postings = source.file.postings(field, place)
            lists.append((len(words), source.places[postings.locals], postings))
            held += len(postings.positions)
        words.append(word)
        if held >= OCCURRENCES_AT_ONCE:
            yield words, lists
            words, lists, held = [], [], 0
    if words:
        yield words, lists


def _numbered(number: int, source: Source, field: str) -> Iterator[tuple[bytes, int, int]]:
    """The words of a source with its number and their places."""
    return ((word, number, place) for place, word in enumerate(source.file.words(field)))


def _grouped(
    words: list[bytes], lists: list[_Numbered]
) -> tuple[list[bytes], NDArray[np.int64], Postings]:
    """Put the lists of each word together, leaving out deleted passages and words of no others."""
    per_list = [len(postings.positions) for _, _, postings in lists]
    numbers = np.repeat([number for number, _, _ in lists], per_list)
    frequencies = np.concatenate([postings.frequencies for _, _, postings in lists])
    passages = np.repeat(np.concatenate([places for _, places, _ in lists]), frequencies)
    positions = np.concatenate([postings.positions for _, _, postings in lists]).astype(np.int64)
    kept = passages >= 0
    numbers, passages, positions = numbers[kept], passages[kept], positions[kept]
    remaining, renumbered = np.unique(numbers, return_inverse=True)
    counts, postings = group(renumbered.ravel(), passages, positions, len(remaining))
    return [words[number] for number in remaining], counts, postings
