"""The manifest: which format an index has, and what is in it, in a file that anyone can read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from indexer.errors import (
    IndexCorruptError,
    IndexNotFoundError,
    IndexTooNewError,
    IndexTooOldError,
    unreadable,
)
from indexer.store.durable import replace_file
from indexer.store.layout import FORMAT_VERSION, OLDEST_READABLE

MAX_BYTES = 1 << 20  # a manifest has a few hundred bytes; more is not ours


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index says of itself.

    Attributes:
        format: Version of the on-disk form; decides whether the rest is read at all.
        program: Name and version of the program that wrote last.
        analyzer: Name and version of the analyzer; terms of another one do not match.
        encoder: Name of the encoder whose files the index carries.
        encoder_identity: SHA-256, in hex, over all that changes the encoder's vectors.
        dimension: Columns of a vector.
        documents, passages: How many are live, as of the last commit. For people: a reader
            takes the counts from the catalog.
    """

    format: int
    program: str
    analyzer: str
    encoder: str
    encoder_identity: str
    dimension: int
    documents: int
    passages: int


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step; keys in order, so that equal manifests are equal files."""
    text = json.dumps(asdict(manifest), indent=2, sort_keys=True, ensure_ascii=False)
    replace_file(path, (text + "\n").encode("utf-8"))


def read_manifest(path: Path) -> Manifest:
    """Read and check the manifest of the index in `path.parent`.

    Raises:
        IndexNotFoundError: If there is none.
        IndexTooOldError, IndexTooNewError: If this program cannot read that format.
        IndexCorruptError: If it is not a manifest.
        IndexAccessError: If the system does not let it be read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise IndexCorruptError(path, "too large for a manifest")
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise IndexNotFoundError(path.parent) from None
    except NotADirectoryError:
        raise IndexNotFoundError(path.parent) from None
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise IndexCorruptError(path, f"not readable as a manifest ({error})") from error
    check_format(path.parent, value.get("format") if isinstance(value, dict) else None)
    for field in fields(Manifest):
        wanted = int if field.type == "int" else str
        if not isinstance(value.get(field.name), wanted):
            raise IndexCorruptError(path, f"lacks the key {field.name!r}")
    return Manifest(**{field.name: value[field.name] for field in fields(Manifest)})


def check_format(root: Path, found: object) -> None:
    """Refuse a format version that this program does not read.

    Raises:
        IndexTooOldError, IndexTooNewError: If it is out of the range that is read.
        IndexCorruptError: If it is no version at all.
    """
    if not isinstance(found, int) or isinstance(found, bool):
        raise IndexCorruptError(root / "manifest.json", "has no format version")
    if found > FORMAT_VERSION:
        raise IndexTooNewError(root, found, FORMAT_VERSION)
    if found < OLDEST_READABLE:
        raise IndexTooOldError(root, found, OLDEST_READABLE)
