"""Folders of exported encoders, kept per user so that each model is exported once.

Every entry is made under another name and renamed when it is whole, so that two runs at once and
a killed run do no harm; an entry that is damaged all the same is made anew.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexWriteError


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again: `.../whosaid/encoders`."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        base = Path(given)
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path.home() / ".cache"
    return base / "whosaid" / "encoders"


@contextmanager
def new_folder(destination: Path) -> Iterator[Path]:
    """A folder to fill that becomes `destination` when the block ends, all at once.

    What stood at `destination` is replaced. When the block raises, nothing has changed.

    Raises:
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    except OSError as error:
        raise IndexWriteError(destination, error.strerror or str(error)) from error
    try:
        yield draft
        draft.chmod(0o755)  # `mkdtemp` makes it for its owner only
        _replace(draft, destination)
    except OSError as error:
        raise IndexWriteError(destination, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def copy_files(source: Path, destination: Path) -> None:
    """Copy the files of a folder into another, which exists."""
    for path in sorted(source.iterdir()):
        shutil.copyfile(path, destination / path.name)


def _replace(draft: Path, destination: Path) -> None:
    """Rename `draft` to `destination`, moving aside what is there."""
    if not destination.exists():
        draft.rename(destination)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{destination.name}-old-", dir=destination.parent))
    destination.rename(aside / destination.name)
    draft.rename(destination)
    shutil.rmtree(aside, ignore_errors=True)
