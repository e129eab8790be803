"""How far a run is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done: Bytes that are done, of `total`. What is read but not yet encoded does not count.
        total: Bytes of the source files to read, and of the files whose documents get their quotes
            extracted again; a file of both kinds counts twice.
        documents: How many documents were indexed, or had their quotes extracted again.
        passages: How many passages were encoded.
        path: The file that is being read; "" while there is none.
    """

    done: int
    total: int
    documents: int
    passages: int
    path: str = ""


Watcher = Callable[[Progress], None]


class Meter:
    """Adds up what a run has done, and reports it after each step that takes time."""

    def __init__(self, watch: Watcher | None) -> None:
        self._watch = watch
        self._total = self._read = self._documents = 0
        self._committed = self._done = self._passages = 0
        self._path = ""

    def begin(self, path: str) -> None:
        """A file is being read."""
        self._path = path
        self._tell()

    def start(self, size: int) -> None:
        """Begin a run that has so many bytes to do."""
        self._total = size
        self._tell()

    def read(self, size: int) -> None:
        """So many bytes more were read; they wait to be encoded and committed."""
        self._read += size

    def indexed(self, documents: int) -> None:
        """So many documents more are on their way into the index."""
        self._documents += documents

    def encoded(self, passages: int, read: int, share: float) -> None:
        """So many passages more are encoded.

        Args:
            passages: How many.
            read: What `bytes_read` was when their batch was complete.
            share: How much of the batch is encoded, in [0, 1].
        """
        self._passages += passages
        self._done = self._committed + int((read - self._committed) * share)
        self._tell()

    def committed(self, read: int) -> None:
        """All is done that had been read when `bytes_read` was this."""
        self._committed = self._done = read
        self._tell()

    @property
    def bytes_read(self) -> int:
        """Bytes that were read so far."""
        return self._read

    @property
    def left(self) -> int:
        """Bytes that are still to be read."""
        return self._total - self._read

    def reextracted(self, documents: int, left: int) -> None:
        """So many documents more have their quotes again, and so many bytes are left."""
        self._documents += documents
        self._read = self._total - left
        self.committed(self._read)

    def _tell(self) -> None:
        if self._watch:
            self._watch(
                Progress(self._done, self._total, self._documents, self._passages, self._path)
            )
