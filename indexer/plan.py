"""Which source files a run must read: compared by size and time, without opening any."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers import find_files
from indexer.store.catalog import FileState

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again with the same time stamp."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do, file by file, in order of path.

    Attributes:
        read: Files that are new, changed or failed before, as they are now.
        unchanged: Paths that need no reading.
        gone: Paths that are in the index but no longer on disk.
    """

    read: list[FileState]
    unchanged: list[str]
    gone: list[str]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(file.size for file in self.read)


def make_plan(roots: Sequence[Path], known: Mapping[str, FileState], failed: Iterable[str]) -> Plan:
    """Compare what lies under the roots with what was read before.

    Args:
        roots: Files and folders, absolute.
        known: Files as they were last read completely, by path.
        failed: Paths with failures; they are tried again.

    Raises:
        CorpusError: If a root does not exist, or there is not one article under all of them.
            Then nothing is gone either: a disk that is not there must not empty the index.
    """
    found = [state for path in find_files(roots) if (state := _look(path))]
    if not found:
        raise CorpusError(
            ", ".join(map(str, roots)), "no .txt, .md or .jsonl file here; nothing was changed"
        )
    retry = set(failed)
    read, unchanged = [], []
    for now in found:
        before = known.get(now.path)
        if before and now.path not in retry and _same(before, now):
            unchanged.append(now.path)
        else:
            read.append(now)
    present = {state.path for state in found}
    under = [path for path in {*known, *retry} if path not in present and _is_under(path, roots)]
    return Plan(read, unchanged, sorted(under))


def _look(path: Path) -> FileState | None:
    try:
        status = path.stat()
    except FileNotFoundError:  # gone since the folder was listed
        return None
    except OSError:  # reading it will say why
        return FileState(path.as_posix(), 0, 0)
    return FileState(path.as_posix(), status.st_size, status.st_mtime_ns)


def _same(before: FileState, now: FileState) -> bool:
    return (before.size, before.modified) == (now.size, now.modified) and before.modified > 0


def _is_under(path: str, roots: Sequence[Path]) -> bool:
    return any(path == root.as_posix() or path.startswith(_folder(root)) for root in roots)


def _folder(root: Path) -> str:
    text = root.as_posix()
    return text if text.endswith("/") else text + "/"


def absolute(path: Path) -> Path:
    """The path from the root, without `.` and `..`, links kept: what the user calls it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow links
