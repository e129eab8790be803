"""The vectors on disk: a row for each passage to score exactly, and its sign bits to scan fast.

    rows.i8        (n, dimension) int8, one row after the other (see `int8`); `rows.f16` in formats
                   1 and 2 (see `float16`)
    places.i4      (n,) int32, of quotes alone: where each has its row (see `rows`); absent in
                   formats 1 and 2
    signs-KK.u64   (n,) uint64 for each 64 dimensions: bit j of column KK says whether the row's
                   component 64 * KK + j is greater than that of the mean which the index
                   has (see `mean`); bits beyond the dimension are 0
    checksums.u64  (n, 2) uint64: checksums of the row and of its bits (see `checksums`);
                   `sums.u64` in format 1

Row = passage number. All little-endian, without any header. How many rows count is not written
here: the catalog says so. Readers ignore what a killed run left beyond that count, and it is cut
off by the next writer; rows that count are never written again, so that a reader's maps stay
valid while a writer appends.

A column of bits is a file because it is then contiguous, which makes the scan four times as fast
as bits kept row by row, and still grows at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.vectors.checksums import column_checksums, row_checksums, seed_of
from indexer.store.vectors.files import (
    CHECKSUMS,
    FORMAT_1_CHECKSUMS,
    Files,
    mapped,
    words_for,
)
from indexer.store.vectors.forms import INT8, Form, Stored
from indexer.store.vectors.mean import Mean, no_mean
from indexer.store.vectors.rows import Rows

BLOCK = 16_384
"""Rows that are checked at once: they stay near the processor, and need little memory."""

Code = NDArray[np.uint64]
"""The sign bits of one vector, shape (words,)."""


def sign_words(vectors: NDArray[np.floating], mean: Mean) -> NDArray[np.uint64]:
    """Pack which components are greater than the mean's: shape (n, dimension) -> (n, words)."""
    bits = np.packbits(vectors > mean, axis=1, bitorder="little")
    padded = np.zeros((len(bits), words_for(vectors.shape[1]) * 8), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return padded.view("<u8").astype(np.uint64, copy=False)


class Vectors:
    """The first `len(vectors)` vectors of a folder, memory-mapped and read-only.

    Attributes:
        rows: As they are stored, by number.
        signs: Sign bits, a column for each 64 dimensions: uint64, shape (n,) each. Those of live
            rows have been compared with their checksums.
        checksums: Of each row and of its bits, as written: uint64, shape (n, 2).
        mean: Against which the signs were taken; zeros unless it is set.
        live: Which vectors may be shown, shape (n,); None unless it is set: all of them.
    """

    def __init__(
        self,
        folder: Path,
        rows: Rows,
        signs: Sequence[NDArray[np.uint64]],
        checksums: NDArray[np.uint64],
        part_id: str = "",
    ) -> None:
        self.rows = rows
        self.mean: Mean = no_mean(rows.dimension)
        self.checksums = checksums
        self.live: NDArray[np.bool_] | None = None
        self._folder, self._signs = folder, tuple(signs)
        self._seed = seed_of(part_id)

    @cached_property
    def signs(self) -> tuple[NDArray[np.uint64], ...]:
        """See above.

        Raises:
            IndexCorruptError: If those of a live row are damaged.
        """
        for start in range(0, len(self), BLOCK):
            numbers = np.arange(start, min(start + BLOCK, len(self)))
            block = slice(start, start + BLOCK)
            found = column_checksums([one[block] for one in self._signs], numbers, self._seed)
            wrong = found != self.checksums[block, 1]
            # What cannot be shown must not stop anybody.
            if np.any(wrong if self.live is None else wrong & self.live[block]):
                raise IndexCorruptError(self._folder, "the sign bits are not what was written")
        return self._signs

    def read(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """The unit rows of some passages, compared with their checksums; shape (m, dimension).

        Raises:
            IndexCorruptError: If one is damaged; so below.
            IndexError: If a number is not a passage's; so below.
        """
        return self.rows.form.decoded(self._stored(numbers))

    def cosines(
        self, query: NDArray[np.float32], numbers: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """The cosine of a unit vector with each of some rows, compared with their checksums."""
        return self.rows.form.cosines(self._stored(numbers), query)

    def decoded(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Some rows as they are, damaged or not; shape (m, dimension)."""
        return self.rows.form.decoded(self.rows.take(numbers))

    def _stored(self, numbers: NDArray[np.int64]) -> Stored:
        rows = self.rows.take(numbers)
        found = row_checksums(rows, numbers, self._seed)
        wrong = np.flatnonzero(found != self.checksums[numbers, 0])
        if len(wrong):
            number = int(numbers[wrong[0]])
            raise IndexCorruptError(self._folder, f"vector {number} is not what was written")
        return rows

    @classmethod
    def open(
        cls,
        folder: Path,
        dimension: int,
        rows: int,
        part_id: str = "",
        form: Form = INT8,
        passages: Vectors | None = None,
    ) -> Vectors:
        """Map the vectors that the catalog has committed; later ones are not seen.

        Args:
            folder: Where the files lie.
            dimension: Columns of a vector.
            rows: How many vectors the catalog has committed.
            part_id: What the catalog calls the folder's content; "" in format 1.
            form: How the rows are stored.
            passages: The vectors that some of these share; None if they have all rows themselves.

        Raises:
            IndexCorruptError: If a file is missing, too short or cannot be read.
            IndexAccessError: If the system does not let it be read.
            ValueError: If `dimension` is less than 1 or `rows` negative.
        """
        files = Files(
            folder,
            dimension,
            form,
            has_places=passages is not None,
            checksums=CHECKSUMS if part_id else FORMAT_1_CHECKSUMS,
        )
        own = files.check(rows)
        stored = Rows(
            form,
            mapped(files.rows, form.kind, (own, dimension)),
            mapped(files.places, "<i4", (rows,)) if files.places else None,
            passages.rows if passages else None,
        )
        signs = [mapped(column, "<u8", (rows,)) for column in files.signs]
        checksums = mapped(files.checksums, "<u8", (rows, 2))
        return cls(folder, stored, signs, checksums, part_id)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self.rows.dimension

    def faulty(self) -> NDArray[np.int64]:
        """Passage numbers, ascending, whose row, sign bits or checksums are not sound."""
        faults = [np.empty(0, dtype=np.int64)]
        for start in range(0, len(self), BLOCK):
            numbers = np.arange(start, min(start + BLOCK, len(self)))
            rows = self.rows.take(numbers)
            expected = sign_words(self.rows.form.decoded(rows), self.mean)
            wrong = np.zeros(len(rows), dtype=bool)
            wrong[self.rows.form.unsound(rows)] = True
            for word, column in enumerate(self._signs):
                wrong |= column[start : start + BLOCK] != expected[:, word]
            written = self.checksums[start : start + BLOCK]
            wrong |= row_checksums(rows, numbers, self._seed) != written[:, 0]
            bits = column_checksums(np.ascontiguousarray(expected.T), numbers, self._seed)
            wrong |= bits != written[:, 1]
            faults.append(np.flatnonzero(wrong) + start)
        return np.concatenate(faults)
