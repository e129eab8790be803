"""Which files of a folder are wanted: `.whosaidignore`, `--include` and `--exclude`.

All patterns are those of `.gitignore`. A `.whosaidignore` holds for its folder and all below, and
the deepest one that says something about a file decides. The patterns of the command line are
relative to the folder that is indexed; a file that is named itself is always wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import CorpusError
from indexer.readers.field_paths import USUAL, FieldPaths

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".whosaidignore"
_LONGEST = 2**20  # bytes of such a file


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen beside the folders.

    Attributes:
        include: Patterns; with any, only files that match one are wanted.
        exclude: Patterns of files and folders that are not wanted.
        tables: Tables of metadata, absolute (`indexer.readers.overrides`).
        paths: Where records keep fields that have no usual name.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    tables: tuple[Path, ...] = ()
    paths: FieldPaths = USUAL

    def rules(self, root: Path) -> Rules:
        """The rules for a folder that was named.

        Raises:
            CorpusError: If a pattern is none.
        """
        return Rules(
            _start(root), _spec("--include", self.include), _spec("--exclude", self.exclude), ()
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns that hold in a folder.

    Attributes:
        root: The path of the folder that was named, with a `/` at its end.
        include, exclude: Patterns of the command line, relative to it.
        ignored: For each folder with a `.whosaidignore`, from the outermost on, its path with a `/`
            at its end, and its patterns.
    """

    root: str
    include: GitIgnoreSpec | None
    exclude: GitIgnoreSpec | None
    ignored: tuple[tuple[str, GitIgnoreSpec], ...]

    def inside(self, folder: Path) -> Rules:
        """The rules for what is in a folder: those above it, and its own.

        Raises:
            CorpusError: If its `.whosaidignore` cannot be read. Indexing what somebody wanted to
                leave out would be worse than an error.
        """
        path = folder / IGNORE_FILE
        try:
            if not path.is_file():
                return self
            with path.open("rb") as file:
                lines = file.read(_LONGEST).decode("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(path, f"cannot be read: {error}") from error
        spec = _spec(path, lines)
        return replace(self, ignored=(*self.ignored, (_start(folder), spec))) if spec else self

    def leaves_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file below the root is not wanted, or nothing in a folder is."""
        if not (self.include or self.exclude or self.ignored):
            return False
        whole = path + "/" if is_folder else path
        name = whole.removeprefix(self.root)
        if self.exclude and self.exclude.match_file(name):
            return True
        if self.include and not is_folder and not self.include.match_file(name):
            return True
        for folder, spec in reversed(self.ignored):
            is_ignored = spec.check_file(whole.removeprefix(folder)).include
            if is_ignored is not None:
                return is_ignored
        return False


def _start(folder: Path) -> str:
    """What the paths of all files in a folder begin with."""
    name = folder.as_posix()
    return name if name.endswith("/") else name + "/"


def _spec(place: Path | str, patterns: Sequence[str]) -> GitIgnoreSpec | None:
    if not any(pattern.strip() and not pattern.startswith("#") for pattern in patterns):
        return None
    from pathspec import GitIgnoreSpec  # which most folders do without

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise CorpusError(place, f"not a pattern of .gitignore: {error}") from error
