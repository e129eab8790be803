"""The stable field names of sources in JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from query.sources import Source


def sources_fields(found: Sequence[Source]) -> dict[str, Any]:
    """Sources as plain values, in their order."""
    return {"sources": [source_fields(one) for one in found]}


def source_fields(one: Source) -> dict[str, Any]:
    """A source as plain values."""
    return {
        "source": one.name,
        "documents": one.documents,
        "undated": one.undated,
        "first": one.first,
        "last": one.last,
        "authors": [{"author": name, "documents": count} for name, count in one.authors],
        "other_names": list(one.other_names),
    }
