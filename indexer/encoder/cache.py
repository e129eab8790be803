"""Folders of exported encoders, kept per user so that each model is exported once.

whosaid makes an entry under another name and renames it when it is whole, so that two runs at once
and a killed run do no harm. It makes a damaged entry again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from indexer.errors import IndexWriteError


def cache_folder() -> Path:
    """Where whosaid keeps this user's encoders: `.../whosaid/encoders`, as the system has it.

    Raises:
        IndexWriteError: If the user has no home folder and names no other.
    """
    folder = user_cache_path("whosaid", appauthor=False) / "encoders"
    if not folder.is_absolute():
        raise IndexWriteError(folder, "this user has no home folder; set XDG_CACHE_HOME")
    return folder


@contextmanager
def new_folder(destination: Path) -> Iterator[Path]:
    """A folder to fill that becomes `destination` when the block ends, all at once.

    It replaces what stood at `destination`. When the block raises, nothing has changed.

    Raises:
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    import tempfile  # a question makes no folder

    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    except OSError as error:
        raise IndexWriteError(destination, error.strerror or str(error)) from error
    try:
        yield draft
        draft.chmod(0o755)  # `mkdtemp` makes it for its owner only
        _put(draft, destination)
    except OSError as error:
        raise IndexWriteError(destination, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def copy_files(source: Path, destination: Path) -> None:
    """Copy the files of a folder into another, which exists."""
    for path in sorted(source.iterdir()):
        shutil.copyfile(path, destination / path.name)


def _put(draft: Path, destination: Path) -> None:
    """Rename `draft` to `destination` and remove what was there."""
    if not destination.exists():
        draft.rename(destination)
        return
    import tempfile

    aside = Path(tempfile.mkdtemp(prefix=f".{destination.name}-old-", dir=destination.parent))
    destination.rename(aside / destination.name)
    draft.rename(destination)
    shutil.rmtree(aside, ignore_errors=True)
