"""Which files below some paths are articles: one look at each file, and none is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import CorpusError
from indexer.readers.folders.choice import Choice, Rules
from indexer.readers.folders.passed_over import PassedOver, suffix_of
from indexer.readers.formats import FORMATS, format_named, format_of
from indexer.readers.source import DANGLING, unreadable
from indexer.store.layout import Layout

SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)
"""Ends of the names of files that are read, in small letters."""

_PARTS = re.compile(
    r"(.+)(?:[._-]files|[._-]Dateien|[._-]fichiers|[._-]archivos|[._-]bestanden|[._-]file"
    r"|[._-]arquivos|[._-]pliki|[._-]filer|[._-]soubory|[._-]dosyalar)"
)
"""Names of the folders in which browsers of several languages save the parts of a page."""

Key = tuple[int, int]
"""Shared by all paths to one file: the numbers of its disk and of its inode."""

SIDECAR = ".meta.yaml"
"""The end of the name of a file that holds another file's metadata; before it, that file's name."""


class Found(NamedTuple):
    """A file of an article: its path, with `/` between the folders, and what the system says of it.

    `status` is None for a file that cannot be looked at, and for a folder that cannot be entered.
    """

    path: str
    status: os.stat_result | None

    @property
    def key(self) -> Key | None:
        """See `file_key`."""
        return _key_of(self.status)


class _Place(NamedTuple):
    path: str
    is_folder: bool
    rules: Rules | None


def find_files(
    paths: Sequence[Path], passed_over: PassedOver | None = None, choice: Choice | None = None
) -> Iterator[Path]:
    """The files of articles below the paths, each once, in order of name within a folder.

    Skipped in folders: hidden files, files of other formats, a README (it describes the folder), an
    index of whosaid, and the folder of pictures and scripts that a browser saves beside a page.
    Links are followed, but no folder is entered twice. A folder that cannot be looked into is
    returned like a file: reading it says why.

    Args:
        paths: Files and folders.
        passed_over: Gets what is no article.
        choice: Which files are wanted; None also takes those that a `.whosaidignore` leaves out.

    Raises:
        CorpusError: At once, if a path does not exist or is a file of another format. While
            iterating, if a pattern is none.
    """
    return (Path(one.path) for one in look_through(paths, passed_over, choice))


def look_through(
    paths: Sequence[Path], passed_over: PassedOver | None = None, choice: Choice | None = None
) -> Iterator[Found]:
    """The same files, each with what the system says of it; see `find_files`."""
    for path in paths:
        _check_named(path)
    return _find(paths, PassedOver() if passed_over is None else passed_over, choice)


def _check_named(path: Path) -> None:
    try:
        if not path.exists():
            reason = DANGLING if path.is_symlink() else "no such file or folder"
            raise CorpusError(path, reason)
    except OSError as error:
        raise unreadable(path, error) from error
    if not path.is_dir() and not is_article(path):
        raise CorpusError(path, unsupported())


def is_article(path: Path) -> bool:
    """Whether the file's name shows a format that is read."""
    return format_of(path) is not None


def unsupported() -> str:
    """Why a file of another format is refused."""
    return f"not a format that whosaid reads ({', '.join(SUFFIXES)})"


def _find(paths: Sequence[Path], passed_over: PassedOver, choice: Choice | None) -> Iterator[Found]:
    seen: set[Key] = set()
    for path in paths:
        is_folder = _is_folder(path)
        sidecar = path.with_name(path.name + SIDECAR)
        if not is_folder and sidecar.is_file():
            passed_over.sidecars.append(sidecar)
        name = path.as_posix()
        for found in _walk(path, seen, passed_over, choice) if is_folder else [name]:
            file = Found(found, _status(found))
            key = file.key
            if key is None or key not in seen:
                seen.update({key} if key else ())
                yield file


def _walk(
    root: Path, seen: set[Key], passed_over: PassedOver, choice: Choice | None
) -> Iterator[str]:
    """The files of a folder and of all folders inside it, depth first, without recursion."""
    pending = [_Place(root.as_posix(), True, choice.rules(root) if choice else None)]
    while pending:
        folder, is_folder, rules = pending.pop()
        key = file_key(folder) if is_folder else None
        if key is None:  # a file, or a folder that cannot be looked at
            yield folder
            continue
        if key in seen or _is_index(Path(folder)):
            continue
        seen.add(key)
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError:
            seen.remove(key)  # nothing was entered
            yield folder
            continue
        rules = rules.inside(Path(folder)) if rules else None
        pending += _sorted_out(folder, found, passed_over, rules)


def _sorted_out(
    folder: str,
    entries: Iterable[os.DirEntry[str]],
    passed_over: PassedOver,
    rules: Rules | None,
) -> list[_Place]:
    """The articles and folders among the entries of a folder, the last one first."""
    inside = []
    start = folder if folder.endswith("/") else folder + "/"
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        path, is_folder = start + name, _is_dir(entry)
        if rules and rules.leaves_out(path, is_folder=is_folder):
            passed_over.unwanted += 1
        elif is_folder:
            if not _is_part_of_page(name, Path(folder)):
                inside.append(_Place(path, True, rules))
        elif format_named(name) is not None:
            if not _is_readme(name):
                inside.append(_Place(path, False, None))
        elif name.endswith(SIDECAR):
            passed_over.sidecars.append(Path(path))
        else:
            passed_over.suffixes[suffix_of(name)] += 1
    inside.sort(key=lambda place: place.path, reverse=True)
    return inside


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Known from the folder that holds it, even where the path is too long to be asked for."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_readme(name: str) -> bool:
    return name[:6].upper() == "README" and Path(name).stem.upper() == "README"


def _is_part_of_page(name: str, beside: Path) -> bool:
    """Whether a browser saved a folder beside a page: it has the page's name and an ending."""
    return any(page.exists() for page in pages_beside(beside / name))


def pages_beside(folder: Path) -> list[Path]:
    """The names of a page whose parts a folder would hold; none for the name of another folder."""
    match = _PARTS.fullmatch(folder.name)
    return [folder.with_name(match[1] + suffix) for suffix in (".html", ".htm")] if match else []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_index(folder: Path) -> bool:
    layout = Layout(folder)
    return layout.manifest.is_file() and layout.catalog.is_file()


def file_key(path: Path | str) -> Key | None:
    """A key that two paths to the same file share; None if the system does not tell."""
    return _key_of(_status(path))


def _status(path: Path | str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 -- making a Path takes longer than the look
    except OSError:
        return None


def _key_of(status: os.stat_result | None) -> Key | None:
    return None if status is None else (status.st_dev, status.st_ino)
