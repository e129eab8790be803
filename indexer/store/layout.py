"""Every file and folder of an index, named once. The specification is index_data/README.md."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

FORMAT_VERSION = 3
"""The version of the on-disk form that this program writes."""

OLDEST_READABLE = 1
"""The oldest version that this program still reads."""

PARTS = ("keyword", "vectors", "quote_keyword", "quote_vectors", "encoder")
"""What the folders of a new index are called; a later one has a random number behind its kind."""

_PART = re.compile(rf"(?:{'|'.join(PARTS)})(?:-[0-9a-f]{{16}}|[0-9]{{0,9}})")  # digits: format 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of one index lie.

    The catalog says which folders are current, so that they can be replaced as one.

    Attributes:
        root: The index's folder.
        draft: Whether the index that is being rebuilt is meant, beside the one that answers. Both
            have the same folder and the same lock.
    """

    root: Path
    draft: bool = False

    @property
    def manifest(self) -> Path:
        """Format version and description; read before anything else."""
        return self.root / ("draft.json" if self.draft else "manifest.json")

    @property
    def catalog(self) -> Path:
        """The SQLite catalog, which is the truth."""
        return self.root / ("draft.db" if self.draft else "catalog.db")

    @property
    def lock(self) -> Path:
        """Locked by the process that writes."""
        return self.root / "writer.lock"

    @property
    def holder(self) -> Path:
        """Says, for people, which process holds the lock."""
        return self.root / "writer.json"

    @property
    def decisions(self) -> Path:
        """What the reader has decided about quotes; shared with a draft."""
        return self.root / "decisions.jsonl"

    def part(self, name: str) -> Path:
        """The folder of a part that the catalog names."""
        return self.root / name

    def part_folders(self) -> list[Path]:
        """All folders that are or were parts of this index or of a draft, in order."""
        return sorted(path for path in self.root.iterdir() if is_part_name(path.name))

    def exists(self) -> bool:
        """Whether an index has been created here."""
        return is_file(self.manifest) or is_file(self.catalog)


def fresh_part(kind: str) -> str:
    """A name for a new folder of a kind, which no folder of any index ever had."""
    return f"{kind}-{random_id()}"


def random_id() -> str:
    """Sixteen hexadecimal digits that are never given again."""
    return os.urandom(8).hex()


def is_file(path: Path) -> bool:
    """Whether it is a file, as far as one may see."""
    try:
        return path.is_file()
    except PermissionError:  # in a folder that may not be entered
        return False


def is_part_name(name: str) -> bool:
    """Whether a folder of an index may have this name, which never leads out of it."""
    return _PART.fullmatch(name) is not None
