"""The names of the documents of one file: no two are the same."""

from __future__ import annotations

from pathlib import Path

from indexer.readers.source import document_id, source_name


class RecordNames:
    """Names for the documents of one file, each given once.

    A few bytes of each name stay in memory, to notice a name that comes twice.
    """

    def __init__(self, path: Path) -> None:
        self._source = source_name(path)
        self._seen: set[int] = set()

    def unique(self, record: str, line: int) -> str:
        """The name, or the name with its line if an earlier document has it."""
        if self._is_repeated(record):
            record = f"{record}@{line}"
            self._is_repeated(record)
        return record

    def _is_repeated(self, record: str) -> bool:
        key = int(document_id(self._source, record), 16)
        repeated = key in self._seen
        self._seen.add(key)
        return repeated
