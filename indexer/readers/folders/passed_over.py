"""What a run finds below its folders and does not read, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MOST_SUFFIXES = 10
"""Of those passed over, how many are named."""

NO_SUFFIX = "without a suffix"
"""What files without a suffix are counted under."""


@dataclass
class PassedOver:
    """What was found below the paths and is no article.

    Attributes:
        suffixes: How many files have another format, by suffix.
        unwanted: How many files and folders a pattern leaves out.
        sidecars: Files that hold the metadata of other files.
    """

    suffixes: Counter[str] = field(default_factory=Counter)
    unwanted: int = 0
    sidecars: list[Path] = field(default_factory=list)


def suffix_of(name: str) -> str:
    """What a file counts as, by its name: a suffix in small letters, or `NO_SUFFIX`."""
    suffix = Path(name).suffix.lower().encode("utf-8", errors="backslashreplace").decode("utf-8")
    return suffix or NO_SUFFIX


def in_words(passed_over: Mapping[str, int]) -> str:
    """Counts by suffix, the most frequent first, as words.

    >>> in_words({".png": 2, ".exe": 11})
    '13 files of other formats: 11 .exe, 2 .png'
    """
    ordered = sorted(passed_over.items(), key=lambda one: (-one[1], one[0]))
    listed = ", ".join(f"{count} {suffix}" for suffix, count in ordered[:MOST_SUFFIXES])
    more = ", ..." if len(ordered) > MOST_SUFFIXES else ""
    total = sum(passed_over.values())
    return f"{total} {'file' if total == 1 else 'files'} of other formats: {listed}{more}"
