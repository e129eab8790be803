"""A document that could not be read, although others of its file could."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One bad document of a file with several.

    Attributes:
        path: The file, absolute, as a POSIX string.
        record: The document's own id if it could be read, else the number of its line.
        line: Number of its line, from 1.
        reason: What is wrong, as one line.
    """

    path: str
    record: str
    line: int
    reason: str
