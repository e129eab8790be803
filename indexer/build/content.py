"""A digest of a file's content: tells whether a file has changed, whatever its times say."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from indexer.build.plan import Plan, look_at
from indexer.errors import CorpusError
from indexer.readers.source import open_source
from indexer.store.catalog.state import FileState

_BLOCK = 2**20  # bytes


def content_digest(path: str) -> str:
    """BLAKE2b of 16 bytes over a file's content, in hex; "" if it cannot be read."""
    digest = hashlib.blake2b(digest_size=16)
    try:
        with open_source(Path(path)) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (CorpusError, OSError):
        return ""
    return digest.hexdigest()


def is_same_content(before: FileState, now: FileState) -> bool:
    """Whether reading a file again would give the same: content and overrides are as before."""
    return bool(now.digest) and (before.digest, before.overrides) == (now.digest, now.overrides)


def verified(plan: Plan, known: Mapping[str, FileState]) -> Plan:
    """The plan after comparing the content of the files that seem unchanged.

    A file whose digest is not known, or is another one now, is read.
    """
    changed = [path for path in plan.unchanged if known[path].digest != content_digest(path)]
    found = [look_at(path) for path in changed]
    read = [replace(one, overrides=plan.overrides.digest(one.path)) for one in found if one]
    same = set(plan.unchanged) - set(changed)
    return replace(
        plan,
        read=sorted([*plan.read, *read], key=lambda file: file.path),
        unchanged=[path for path in plan.unchanged if path in same],
    )
