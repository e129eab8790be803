"""Following folders: when to run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from indexer.build.plan import absolute
from indexer.errors import SearchError
from indexer.readers.folders.choice import IGNORE_FILE
from indexer.store.catalog.reader import Catalog
from indexer.store.layout import Layout

DEBOUNCE = 2_000
"""Milliseconds; changes that follow one another so closely are one, such as a copied folder."""

PATIENCE = 30_000
"""Milliseconds without a change after which a run that failed is tried again."""


class MissingPackageError(SearchError):
    """An optional package is needed."""

    hint = 'Install it with `pip install "whosaid[watch]"`.'


def require_watchfiles() -> None:
    """Refuse to go on without the package that follows folders.

    Raises:
        MissingPackageError: If it is not installed.
    """
    if find_spec("watchfiles") is None:
        raise MissingPackageError("--watch needs the package watchfiles")


def changes_below(index: Path) -> Iterator[bool]:
    """Wait for changes below the folders of an index; yields after each, without end.

    Yields:
        Whether something changed; False after a time without a change.

    Raises:
        KeyboardInterrupt: If the user interrupts.
        SearchError: If the index cannot be read, or none of its folders is there.
    """
    from watchfiles import watch

    root = absolute(index)
    folders = _folders(root)
    if not folders:
        raise SearchError(f"{root}: none of its folders is there")
    for changes in watch(
        *folders,
        watch_filter=_wanted(root),
        debounce=DEBOUNCE,
        rust_timeout=PATIENCE,
        yield_on_timeout=True,
    ):
        yield bool(changes)


def _folders(root: Path) -> list[Path]:
    """What was named for the index, as far as it is there; for a file, the folder around it."""
    with closing(Catalog.open(Layout(root).catalog)) as catalog:
        named = [*catalog.roots(), *map(Path, catalog.choices().get("metadata", ()))]
    folders = {path if path.is_dir() else path.parent for path in named}
    return sorted(folder for folder in folders if folder.is_dir())


def _wanted(root: Path) -> Callable[[object, str], bool]:
    """A filter of changes: none in the index itself, none of hidden files."""

    def is_wanted(change: object, name: str) -> bool:
        path = Path(name)
        if path == root or root in path.parents:
            return False
        return not path.name.startswith(".") or path.name == IGNORE_FILE

    return is_wanted
