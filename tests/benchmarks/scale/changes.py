"""Articles that change for a while, and are put back as they were."""

from __future__ import annotations

import os
import random
from pathlib import Path
from types import TracebackType

from tests.benchmarks.scale.archive import Archive

SENTENCE = "The report was corrected on Monday, {number} days after it had appeared."


class Changes:
    """Changes articles of an archive; use as `with Changes(...) as changes`.

    Args:
        archive: Whose articles change.
        articles: How many it has.
    """

    def __init__(self, archive: Archive, articles: int) -> None:
        self._archive = archive
        self._articles = articles
        self._chance = random.Random(7)
        self._before: dict[Path, tuple[bytes, os.stat_result]] = {}
        self._made = 0

    def make(self, count: int) -> None:
        """Let so many articles have a paragraph more."""
        for number in self._chance.sample(range(self._articles), min(count, self._articles)):
            path = self._archive.path_of(number)
            self._before.setdefault(path, (path.read_bytes(), path.stat()))
            self._made += 1
            with path.open("a", encoding="utf-8") as out:
                out.write("\n" + SENTENCE.format(number=self._made) + "\n")

    def __enter__(self) -> Changes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for path, (content, status) in self._before.items():
            path.write_bytes(content)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
