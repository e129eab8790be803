"""Whether the content of files has changed, whatever their times say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from indexer.build.plan import Plan
from indexer.store.catalog.state import FileState
from indexer.store.source_file import content_digest, look_at


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
