"""How large an index is, by part."""

from __future__ import annotations

from pathlib import Path

from indexer.store.layout import PARTS

OTHERS = "others"


def index_bytes(index: Path) -> dict[str, int]:
    """Bytes of each kind of part; "catalog" is the database, "others" all that is none of these."""
    found = dict.fromkeys(("catalog", *PARTS, OTHERS), 0)
    for path in index.rglob("*"):
        if path.is_file():
            found[kind_of(path.relative_to(index).parts[0])] += path.stat().st_size
    return found


def kind_of(name: str) -> str:
    """The kind of a file or folder at the top of an index."""
    if name.startswith("catalog."):
        return "catalog"
    # A later part has a number behind its kind.
    return next((part for part in PARTS if name == part or name.startswith(f"{part}-")), OTHERS)
