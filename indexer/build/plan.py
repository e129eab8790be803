"""Which files a run must read: compares sizes, times and inodes, and opens no article."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.folders.choice import Choice
from indexer.readers.folders.files import Found, Key, file_key, find_files, look_through
from indexer.readers.folders.passed_over import PassedOver
from indexer.readers.formats import usual_suffixes
from indexer.readers.overrides import Overrides
from indexer.records import PIPE
from indexer.store.catalog.state import FileState
from indexer.store.source_file import is_same, look_at, state_of

RACY_NS = 2_000_000_000
"""Nanoseconds; a file that changed so shortly before reading may change again unnoticed."""


EVERYTHING = Choice()
"""All files but those that a `.whosaidignore` leaves out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do, file by file, in order of path.

    Attributes:
        read: Files that are new, that changed, or that failed before; as they are now.
        unchanged: Paths that need no reading.
        gone: Paths that the index has and the disk no longer has.
        linked: Paths of files that the index has under another path, outside the roots; they are
            looked at there.
        vanished: Paths that the index has and the disk has not, outside the roots or under absent
            ones; sought only if there are new files, which may hold their articles.
        absent: Roots with articles in the index but nothing on disk: perhaps a disk that is not
            connected. Their articles stay.
        unnamed: Files whose names are not UTF-8, which an index cannot store; made readable.
        passed_over: How many files have another format, by suffix.
        unwanted: How many files and folders a pattern leaves out.
        overrides: What sidecars and tables give.
        faults: What is wrong with sidecars and tables, by their paths; nothing if all is well.
    """

    read: list[FileState]
    unchanged: list[str]
    gone: list[str]
    linked: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    absent: list[Path] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    passed_over: Mapping[str, int] = field(default_factory=dict)
    unwanted: int = 0
    overrides: Overrides = field(default_factory=Overrides, compare=False)
    faults: Mapping[str, list[ReadFailure]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(file.size for file in self.read)


def make_plan(
    roots: Sequence[Path],
    known: Mapping[str, FileState],
    failed: Iterable[str],
    held: Iterable[str] = (),
    choice: Choice = EVERYTHING,
) -> Plan:
    """Compare the files under the roots with what was read before.

    Args:
        roots: Files and folders, absolute.
        known: Files as they were when they were last read to the end, by path.
        failed: Paths with failures, to be tried again.
        held: Paths whose articles the index holds. A killed run may have stored articles of a file
            that it did not read to the end.
        choice: Which files are wanted, and the tables of metadata.

    Raises:
        CorpusError: If there is no article under any root. The index stays as it is: a missing
            disk must not empty it. Also if a table of metadata or a `.whosaidignore` cannot be
            read.
    """
    if not roots:  # all that the index holds came through a pipe
        return Plan([], [], [])
    retry = set(failed)
    earlier = {*known, *retry, *held}
    absent = [root for root in roots if not _has_articles(root)]
    passed_over = PassedOver()
    files, unnamed = _find([root for root in roots if root not in absent], passed_over, choice)
    overrides = Overrides(choice.tables, passed_over.sidecars, choice.paths)
    files = [file for file in files if file.path not in overrides.tables]
    if not files and not unnamed:
        raise CorpusError(", ".join(map(show_path, roots)), _nothing())
    below = Below(roots)
    others = {path for path in earlier - {PIPE} if path not in below}
    files, linked = _without_links(files, others)
    present = {*(file.path for file in files), *unnamed}
    lost = [root for root in absent if root.as_posix() in earlier and _is_deleted(root)]
    absent = [
        root
        for root in absent
        if root not in lost and any(path in Below([root]) for path in earlier)
    ]
    read, unchanged = [], []
    for now in filter(None, map(_state, files)):
        given = overrides.digest(now.path)
        if given:
            now = replace(now, overrides=given)
        before = known.get(now.path)
        if before and now.path in others:  # its sidecar and tables are elsewhere
            now = replace(now, overrides=before.overrides)
            if before.overrides:
                unchanged.append(now.path)
                continue
        if before and now.path not in retry and is_same(before, now):
            unchanged.append(now.path)
        else:
            read.append(now)
    away = Below(absent)
    gone = [
        path
        for path in sorted(earlier - present)
        if path in below and path not in away and _is_gone(path, present)
    ]
    is_new = any(file.path not in earlier for file in read)
    missing = sorted(earlier - present - {PIPE, *gone}) if is_new else []
    return Plan(
        read=read,
        unchanged=unchanged,
        gone=gone,
        linked=linked,
        vanished=[
            path for path in missing if not os.path.lexists(path) and _is_gone(path, present)
        ],
        absent=absent,
        unnamed=unnamed,
        passed_over=passed_over.suffixes,
        unwanted=passed_over.unwanted,
        overrides=overrides,
        # Rows of a table may be for files that this run does not look at.
        faults=overrides.faults({*present, *others, *linked}),
    )


def absolute(path: Path) -> Path:
    """The absolute path without `.` and `..`; links are not resolved, so users recognise it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow links


def show_path(path: Path | str) -> str:
    r"""The path in characters that can be stored; a byte that is not UTF-8 becomes `\udcNN`."""
    text = path.as_posix() if isinstance(path, Path) else path
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8").replace("\0", r"\0")


def _nothing() -> str:
    return f"no {usual_suffixes('or')} file here; nothing was changed"


def _find(
    roots: Sequence[Path], passed_over: PassedOver, choice: Choice
) -> tuple[list[Found], list[str]]:
    """All articles, and paths whose names cannot be stored."""
    files, unnamed = [], []
    for file in look_through(roots, passed_over, choice):
        shown = show_path(file.path)
        if shown == file.path:
            files.append(file)
        else:
            unnamed.append(shown)
    return files, unnamed


def _state(file: Found) -> FileState | None:
    """A file as it was when it was found; None if it has gone since."""
    return state_of(file.path, file.status) if file.status else look_at(file.path)


def _without_links(files: list[Found], known: set[str]) -> tuple[list[Found], list[str]]:
    """The files, with known paths in the place of other paths to the same files.

    Args:
        files: The articles that were found.
        known: Paths outside the roots that the index has.

    Returns:
        The files to compare, and the paths that were replaced.
    """
    if not known or all(file.path in known for file in files):
        return files, []
    paths: dict[Key | None, str] = {}
    for path in sorted(known, reverse=True):
        if key := file_key(path):
            paths[key] = path
    found = [file._replace(path=paths.get(file.key, file.path)) for file in files]
    linked = [one.path for one, other in zip(files, found, strict=True) if one.path != other.path]
    return found, linked


def _has_articles(root: Path) -> bool:
    try:
        return next(iter(find_files([root])), None) is not None
    except CorpusError:
        return False


def _is_deleted(root: Path) -> bool:
    """Whether a file is gone from a folder that still has other files."""
    try:
        return not root.is_symlink() and not root.exists() and any(root.parent.iterdir())
    except OSError:
        return False


def _is_gone(path: str, present: set[str]) -> bool:
    """Whether a path that was not found is really gone.

    It may also be in a folder that cannot be read now, or on a disk that does not answer.
    """
    if any(str(folder) in present for folder in PurePosixPath(path).parents):
        return False
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return True  # there, but hidden now, or another path to the same file


class Below:
    """Which paths are some roots, or below one of them."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = frozenset(root.as_posix() for root in roots)
        self._starts = tuple(root if root.endswith("/") else root + "/" for root in self._roots)

    def __contains__(self, path: str) -> bool:
        return path.startswith(self._starts) or path in self._roots
