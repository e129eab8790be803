"""How far a run is, told to whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done, total: Of the source files to read, and of those whose articles get their quotes
            anew, in bytes, a file of both twice; what is read but not yet encoded does not count.
        documents, passages: How many were indexed or renewed, and how many encoded.
    """

    done: int
    total: int
    documents: int
    passages: int


Watcher = Callable[[Progress], None]


class Meter:
    """Adds up what a run has done.

    Attributes:
        total: Bytes that there are to do.
        read: Of these, what has been read, whether or not it is committed.
        documents: How many were indexed or renewed so far.
    """

    def __init__(self, watch: Watcher | None) -> None:
        self._watch = watch
        self.total = self.read = self.documents = 0
        self._committed = self._done = self._passages = 0

    def encoded(self, passages: int, share: float) -> None:
        """Of what was read since the last commit a share is encoded by now: so many passages."""
        self._passages += passages
        self._done = self._committed + int((self.read - self._committed) * share)
        self.tell()

    def committed(self) -> None:
        """All that was read is done."""
        self._committed = self._done = self.read
        self.tell()

    def tell(self) -> None:
        """Let the watcher know."""
        if self._watch:
            self._watch(Progress(self._done, self.total, self.documents, self._passages))
