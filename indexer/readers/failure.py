"""A document that could not be read, although others of its file could."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One bad document of a file with several.

    Attributes:
        path: The file, absolute, as a POSIX string.
        record: The document's own id if it could be read, else the number of its line.
        line: Number of its line, from 1; 0 if no line of the file is its own.
        reason: What is wrong, as one line.
    """

    path: str
    record: str
    line: int
    reason: str

    @property
    def told(self) -> str:
        """The reason, with the document's name where no line leads to it."""
        is_named = self.line or not self.record or self.reason.startswith(self.record)
        return self.reason if is_named else f"{self.record}: {self.reason}"
