"""Writing so that it survives a power cut: whole files replaced at once, folders synced."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexWriteError


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable: a new or renamed file is only there once this is done."""
    if os.name == "nt":  # Windows cannot open folders, and orders metadata itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: bytes) -> None:
    """Give the file new content: a reader sees the old or the new, never a mixture."""
    scratch = path.with_name(path.name + ".new")
    with scratch.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    scratch.replace(path)
    sync_folder(path.parent)


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn what the operating system says against writing into one clear error.

    Raises:
        IndexWriteError: For any `OSError` (full disk, no permission, read-only folder).
    """
    try:
        yield
    except OSError as error:
        raise IndexWriteError(error.filename or place, error.strerror or str(error)) from error
