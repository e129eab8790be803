"""What has become of the files of the articles that are shown."""

from __future__ import annotations

from indexer.store.catalog.reader import Catalog
from indexer.store.source_file import FileChange, change_of


class FileChanges:
    """Looks at each file once; only at files of what is shown."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, FileChange | None] = {}

    def of(self, path: str) -> FileChange | None:
        """What has become of a file; None if nothing, or it is not known how the file was.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        if path not in self._known:
            before = self._catalog.file(path)
            self._known[path] = change_of(before) if before else None
        return self._known[path]
