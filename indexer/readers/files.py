"""Which files below some paths are articles."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.choice import Choice, Rules
from indexer.readers.formats import FORMATS, format_of
from indexer.readers.source import DANGLING, unreadable
from indexer.store.layout import Layout

SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)
"""Ends of the names of files that are read, in small letters."""

_PARTS = re.compile(
    r"(.+)(?:[._-]files|[._-]Dateien|[._-]fichiers|[._-]archivos|[._-]bestanden|[._-]file"
    r"|[._-]arquivos|[._-]pliki|[._-]filer|[._-]soubory|[._-]dosyalar)"
)
"""Names of the folders in which browsers of several languages save the parts of a page."""

_Key = tuple[int, int]

SIDECAR = ".meta.yaml"
"""The end of the name of a file that holds another file's metadata; before it, that file's name."""

MOST_SUFFIXES = 10
"""Of those passed over, how many are named."""

NO_SUFFIX = "without a suffix"
"""What files without a suffix are counted under."""


@dataclass
class PassedOver:
    """What was found below the paths and is no article.

    Attributes:
        suffixes: How many files have another format, by suffix.
        unwanted: How many files and folders a pattern leaves out.
        sidecars: Files that hold the metadata of other files.
    """

    suffixes: Counter[str] = field(default_factory=Counter)
    unwanted: int = 0
    sidecars: list[Path] = field(default_factory=list)


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
    for path in paths:
        _check_named(path)
    return _find(paths, passed_over or PassedOver(), choice)


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


def _find(paths: Sequence[Path], passed_over: PassedOver, choice: Choice | None) -> Iterator[Path]:
    seen: set[_Key] = set()
    for path in paths:
        is_folder = _is_folder(path)
        sidecar = path.with_name(path.name + SIDECAR)
        if not is_folder and sidecar.is_file():
            passed_over.sidecars.append(sidecar)
        for found in _walk(path, seen, passed_over, choice) if is_folder else [path]:
            key = file_key(found)
            if key is None or key not in seen:
                seen.update({key} if key else ())
                yield found


def _walk(
    folder: Path, seen: set[_Key], passed_over: PassedOver, choice: Choice | None
) -> Iterator[Path]:
    """The files of a folder and of all folders inside it, depth first, without recursion."""
    pending = [(folder, choice.rules(folder) if choice else None)]
    while pending:
        path, rules = pending.pop()
        if not _is_folder(path):
            yield path
            continue
        key = file_key(path)
        if key in seen or _is_index(path):
            continue
        seen.update({key} if key else ())
        try:
            with os.scandir(path) as entries:
                found = list(entries)
        except OSError:
            seen -= {key} if key else set()  # nothing was entered
            yield path
            continue
        rules = rules.inside(path) if rules else None
        pending += [(one, rules) for one in _sorted_out(found, passed_over, rules)]


def _sorted_out(
    entries: Sequence[os.DirEntry[str]], passed_over: PassedOver, rules: Rules | None
) -> list[Path]:
    """The articles and folders among the entries of a folder, the last one first."""
    inside = []
    for entry in entries:
        path = Path(entry.path)
        if not _is_visible(entry):
            continue
        if rules and rules.leaves_out(path, is_folder=_is_dir(entry)):
            passed_over.unwanted += 1
        elif _is_wanted(entry):
            inside.append(path)
        elif _is_sidecar(entry):
            passed_over.sidecars.append(path)
        elif suffix := _suffix(entry):
            passed_over.suffixes[suffix] += 1
    return sorted(inside, reverse=True)


def _is_visible(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".")


def _is_sidecar(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(SIDECAR) and entry.name != SIDECAR and not _is_dir(entry)


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    if _is_dir(entry):
        return not _is_part_of_page(Path(entry.path))
    path = Path(entry.name)
    return is_article(path) and not _is_readme(path)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Known from the folder that holds it, even where the path is too long to be asked for."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_readme(path: Path) -> bool:
    return path.stem.upper() == "README"


def _suffix(entry: os.DirEntry[str]) -> str:
    """What a file that is passed over counts as; "" for one that nobody takes for an article."""
    path = Path(entry.name)
    if _is_dir(entry) or (is_article(path) and _is_readme(path)):
        return ""
    suffix = path.suffix.lower().encode("utf-8", errors="backslashreplace").decode("utf-8")
    return suffix or NO_SUFFIX


def in_words(passed_over: Mapping[str, int]) -> str:
    """Counts by suffix, the most frequent first, as words.

    >>> in_words({".png": 2, ".exe": 11})
    '13 files of other formats: 11 .exe, 2 .png'
    """
    ordered = sorted(passed_over.items(), key=lambda one: (-one[1], one[0]))
    listed = ", ".join(f"{count} {suffix}" for suffix, count in ordered[:MOST_SUFFIXES])
    more = ", ..." if len(ordered) > MOST_SUFFIXES else ""
    total = sum(passed_over.values())
    return f"{total} {'file' if total == 1 else 'files'} of other formats: {listed}{more}"


def _is_part_of_page(folder: Path) -> bool:
    """Whether a browser saved a folder beside a page: it has the page's name and an ending."""
    return any(page.exists() for page in pages_beside(folder))


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


def file_key(path: Path | str) -> _Key | None:
    """A key that two paths to the same file share; None if the system does not tell."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
