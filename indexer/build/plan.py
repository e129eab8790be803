"""Which source files a run must read: compared by size and time, without opening any."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from indexer.errors import CorpusError
from indexer.readers.files import find_files
from indexer.readers.formats import usual_suffixes
from indexer.store.catalog.state import FileState

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again with the same time stamp."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do, file by file, in order of path.

    Attributes:
        read: Files that are new, changed or failed before, as they are now.
        unchanged: Paths that need no reading.
        gone: Paths that are in the index but no longer on disk.
        absent: Roots below which nothing is there now although the index has articles of them:
            perhaps a disk that is not connected. They are left as they are.
        unnamed: Files whose name is not UTF-8, so that no index could keep it, made readable.
    """

    read: list[FileState]
    unchanged: list[str]
    gone: list[str]
    absent: list[Path] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(file.size for file in self.read)


def make_plan(
    roots: Sequence[Path],
    known: Mapping[str, FileState],
    failed: Iterable[str],
    held: Iterable[str] = (),
) -> Plan:
    """Compare what lies under the roots with what was read before.

    Args:
        roots: Files and folders, absolute.
        known: Files as they were last read completely, by path.
        failed: Paths with failures; they are tried again.
        held: Paths of which the index holds articles. A run that was killed may have stored some
            without having read their file to its end.

    Raises:
        CorpusError: If there is not one article under all of the roots. Then nothing is gone
            either: a disk that is not there must not empty the index.
    """
    retry = set(failed)
    earlier = {*known, *retry, *held}
    absent = [root for root in roots if not _has_articles(root)]
    names, unnamed = _find([root for root in roots if root not in absent])
    if not names and not unnamed:
        raise CorpusError(", ".join(map(show_path, roots)), _nothing())
    present = {*names, *unnamed}
    lost = [root for root in absent if root.as_posix() in earlier and _is_deleted(root)]
    absent = [root for root in absent if root not in lost and _any_under(earlier, root)]
    read, unchanged = [], []
    for now in filter(None, map(_look, names)):
        before = known.get(now.path)
        if before and now.path not in retry and _same(before, now):
            unchanged.append(now.path)
        else:
            read.append(now)
    gone = [
        path
        for path in sorted(earlier - present)
        if _is_under(path, roots) and not _is_under(path, absent) and _is_gone(path, present)
    ]
    return Plan(read, unchanged, gone, absent, unnamed)


def absolute(path: Path) -> Path:
    """The path from the root, without `.` and `..`, links kept: what the user calls it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow links


def show_path(path: Path | str) -> str:
    r"""The path in characters that can be stored: a byte that is not UTF-8 as `\udcNN`."""
    text = path.as_posix() if isinstance(path, Path) else path
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8").replace("\0", r"\0")


def _nothing() -> str:
    return f"no {usual_suffixes('or')} file here; nothing was changed"


def _find(roots: Sequence[Path]) -> tuple[list[str], list[str]]:
    """Paths of all articles, and those that cannot be kept by their name."""
    names, unnamed = [], []
    for path in find_files(roots):
        name = path.as_posix()
        shown = show_path(name)
        if shown == name:
            names.append(name)
        else:
            unnamed.append(shown)
    return names, unnamed


def _has_articles(root: Path) -> bool:
    try:
        return next(iter(find_files([root])), None) is not None
    except CorpusError:
        return False


def _look(path: str) -> FileState | None:
    try:
        status = Path(path).stat()
    except FileNotFoundError:  # gone since the folder was listed
        return None
    except OSError:  # reading it will say why
        return FileState(path, 0, 0)
    return FileState(path, status.st_size, status.st_mtime_ns)


def _same(before: FileState, now: FileState) -> bool:
    return (before.size, before.modified) == (now.size, now.modified) and before.modified > 0


def _is_deleted(root: Path) -> bool:
    """Whether a file has gone from a folder in which other things still are."""
    try:
        return not root.is_symlink() and not root.exists() and any(root.parent.iterdir())
    except OSError:
        return False


def _is_gone(path: str, present: set[str]) -> bool:
    """Whether a path that was not found is truly no article any more.

    It may also lie in a folder that cannot be looked into now, or on a disk that does not answer.
    """
    if any(str(folder) in present for folder in PurePosixPath(path).parents):
        return False
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return True  # there, but hidden now, or the same file as another path


def _any_under(paths: Iterable[str], root: Path) -> bool:
    return any(_is_under(path, [root]) for path in paths)


def _is_under(path: str, roots: Sequence[Path]) -> bool:
    return any(path == root.as_posix() or path.startswith(_folder(root)) for root in roots)


def _folder(root: Path) -> str:
    text = root.as_posix()
    return text if text.endswith("/") else text + "/"
