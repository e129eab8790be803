"""An index that came from someone else holds files and folders, and nothing else.

A link in it could show, or have a writer overwrite, any file of whoever opens it; a pipe would be
waited for without end.
"""

from __future__ import annotations

import os
from pathlib import Path

from indexer.errors import IndexCorruptError, IndexNotFoundError, unreadable
from indexer.store.layout import Layout

_LARGEST_FOLDER = 100_000
_JOURNALS = ("catalog.db-journal", "draft.db-journal")
_NAMES_ANOTHER_FILE = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


def refuse_foreign(root: Path) -> None:
    """Refuse an index with anything in it that is neither a plain file nor a folder.

    The folder itself may be a link: that is how its owner calls it.

    Raises:
        IndexCorruptError: If there is such a thing, or a journal that would have SQLite look at,
            and delete, a file that it names.
    """
    folders = [root]
    seen = 0
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:  # not there (yet or any more), or opening it will say why
            continue
        seen += len(entries)
        if seen > _LARGEST_FOLDER:
            raise IndexCorruptError(root, f"holds more than {_LARGEST_FOLDER} files")
        for entry in entries:
            if entry.is_symlink():
                raise IndexCorruptError(entry.path, "is a link, which an index never holds")
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif not entry.is_file(follow_symlinks=False):
                raise IndexCorruptError(entry.path, "is no plain file")
    for name in _JOURNALS:
        _refuse_journal(root / name)


def require_index(layout: Layout) -> None:
    """Say that a folder holds no index, whatever else is in it.

    Raises:
        IndexNotFoundError: If there is neither a manifest nor a catalog.
        IndexAccessError: If it cannot be told, as in a folder that may not be entered.
    """
    for path in (layout.manifest, layout.catalog):
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise unreadable(path, error) from error
        return
    raise IndexNotFoundError(layout.root)


def _refuse_journal(path: Path) -> None:
    """Refuse a journal whose last bytes name a file. Such a journal may have any size.

    SQLite keeps a journal in an index only while it begins a catalog.
    """
    try:
        if not path.is_file():
            return
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - len(_NAMES_ANOTHER_FILE)))
            last = file.read(len(_NAMES_ANOTHER_FILE))
    except OSError:  # where it may not be looked at, opening the index says so
        return
    if last == _NAMES_ANOTHER_FILE:
        raise IndexCorruptError(path, "names another file")
