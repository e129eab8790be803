"""Every file and folder of an index, named once. The specification is index_data/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FORMAT_VERSION = 1
"""The version of the on-disk form that this program writes."""

OLDEST_READABLE = 1
"""The oldest version that this program still reads."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of one index lie.

    `keyword`, `vectors` and `encoder` are only the names with which an index begins: the catalog
    says which folders are current, so that they can be replaced as one.
    """

    root: Path

    @property
    def manifest(self) -> Path:
        """Format version and description; read before anything else."""
        return self.root / "manifest.json"

    @property
    def catalog(self) -> Path:
        """The SQLite catalog, which is the truth."""
        return self.root / "catalog.db"

    @property
    def lock(self) -> Path:
        """Locked by the process that writes."""
        return self.root / "writer.lock"

    @property
    def holder(self) -> Path:
        """Says, for people, which process holds the lock."""
        return self.root / "writer.json"

    def part(self, name: str) -> Path:
        """The folder of a part that the catalog names."""
        return self.root / name

    def exists(self) -> bool:
        """Whether an index has been created here."""
        return self.manifest.is_file() or self.catalog.is_file()
