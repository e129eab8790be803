"""From texts to postings: collect passages in memory, then invert all of them at once.

Collecting costs one dictionary look-up a word; inverting is a stable sort of the words' numbers.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from indexer.store.keyword.postings import Postings
from indexer.store.keyword.segment import FIELDS
from indexer.store.keyword.segment_writer import SegmentWriter
from indexer.text.analyzer import terms
from indexer.text.hidden_terms import hidden_terms
from indexer.text.languages.common_words import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LONGEST_SHARED = 2000
"""Characters of a title, a source or a list of names that are indexed."""


class KeywordRow(NamedTuple):
    """What is indexed of one passage; title, source and author are those of its document.

    `speaker` are the names of those who are quoted in the passage. `language` is that of text and
    title; names are analysed as English everywhere.
    """

    passage: int
    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    speaker: str = ""
    language: str = ENGLISH


class Collector:
    """Passages that are waiting to become a segment."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._fields = {field: _Field() for field in FIELDS}

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self) -> NDArray[np.uint32]:
        """Passage numbers in the order of collecting."""
        return np.array(self._numbers, dtype=np.uint32)

    def add(self, row: KeywordRow) -> None:
        """Take in one passage.

        Raises:
            OverflowError: If its number does not fit 32 bits or is negative.
        """
        self._numbers.append(row.passage)
        self._fields["text"].add(_all_terms(row.text, row.language))
        self._fields["title"].add(_repeated_terms(row.title, row.language))
        self._fields["source"].add(_repeated_terms(row.source))
        self._fields["author"].add(_repeated_terms(row.author))
        self._fields["speaker"].add(_repeated_terms(row.speaker))

    def write(self, path: Path) -> None:
        """Write all as a segment file.

        Raises:
            ValueError: If a passage number was added twice.
            OSError: If the file cannot be written.
        """
        numbers = self.numbers()
        order = np.argsort(numbers, kind="stable")
        if np.any(numbers[order][1:] == numbers[order][:-1]):
            raise ValueError("a passage was added twice")
        local = np.empty(len(order), dtype=np.int64)  # place by order of number
        local[order] = np.arange(len(order))
        writer = SegmentWriter(path, numbers[order])
        try:
            for name, field in self._fields.items():
                writer.add_words(*field.invert(local))
                writer.end_field(name, np.array(field.lengths, dtype=np.uint32)[order])
            writer.finish()
        except BaseException:
            writer.abandon()
            raise


class _Vocabulary(dict[str, int]):
    """Numbers words in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class _Field:
    """The words of one field, passage after passage."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._words = array("I")
        self.lengths = array("I")

    def add(self, words: list[str] | tuple[str, ...]) -> None:
        self._words.extend(map(self._vocabulary.__getitem__, words))
        self.lengths.append(len(words))

    def invert(self, local: NDArray[np.int64]) -> tuple[list[bytes], NDArray[np.int64], Postings]:
        """The distinct words ascending, how many postings each has, and these.

        Args:
            local: The place in the segment of each collected passage.
        """
        words = sorted((word.encode(), number) for word, number in self._vocabulary.items())
        rank = np.empty(len(words), dtype=np.int64)
        rank[[number for _, number in words]] = np.arange(len(words))
        lengths = np.array(self.lengths, dtype=np.int64)
        ranks = rank[np.array(self._words, dtype=np.int64)]
        passages = np.repeat(local, lengths)
        positions = np.arange(len(ranks)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        counts, postings = group(ranks, passages, positions, len(words))
        return [word for word, _ in words], counts, postings


def group(
    words: NDArray[np.int64],
    passages: NDArray[np.int64],
    positions: NDArray[np.int64],
    distinct: int,
) -> tuple[NDArray[np.int64], Postings]:
    """Occurrences in any order -> postings of each word.

    Args:
        words: Number of each occurrence's word, below `distinct`.
        passages: Its passage's place in the segment.
        positions: Its position there; ascending where word and passage are the same.
        distinct: How many words there are, each occurring at least once.

    Returns:
        Postings of each word, shape (distinct,), and all postings in order of the words.
    """
    # One sort of one key, and stable: positions keep their order.
    size = int(passages.max(initial=0)) + 1
    order = np.argsort(words * size + passages, kind="stable")
    words, passages = words[order], passages[order]
    is_first = np.ones(len(words), dtype=bool)
    is_first[1:] = (words[1:] != words[:-1]) | (passages[1:] != passages[:-1])
    starts = np.flatnonzero(is_first)
    frequencies = np.diff(starts, append=len(words)).astype(np.uint32)
    counts = np.bincount(words[starts], minlength=distinct).astype(np.int64)
    return counts, Postings(passages[starts], frequencies, positions[order].astype(np.uint32))


@lru_cache(maxsize=256)
def _repeated_terms(text: str, language: str = ENGLISH) -> tuple[str, ...]:
    """Terms of what a document's passages share: analysed once for all of them.

    Every passage carries them, so that only the beginning of an endless title is indexed.
    """
    return tuple(_all_terms(text[:LONGEST_SHARED], language))


def _all_terms(text: str, language: str) -> list[str]:
    hidden = [one.term for one in hidden_terms(text, language)]
    return [*terms(text, language), *hidden]
