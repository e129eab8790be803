"""Something that can be asked of an archive: a name, parameters, a result, and what answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from query.serve.archive import OpenArchive
from query.serve.operations.parameter import Parameter
from query.serve.operations.shapes import Shape
from query.serve.operations.values import Values

Fields = dict[str, Any]
"""What `--json` writes, as plain values."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How the rows of an answer come in pages, by `limit` and `offset`.

    Attributes:
        listed: The key of the list of rows.
        size: How many rows a page may have; None for all.
    """

    listed: str
    size: Callable[[Values], int | None]


def by_limit(values: Values) -> int | None:
    """The size of a page where `limit` alone decides."""
    return values.number_or_none("limit")


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked of an archive.

    Attributes:
        name: The command's name.
        summary: What it does, in a sentence.
        parameters: What a request may name.
        result: The JSON Schema of the answer.
        answer: Answers from one state of the archive.
        pages: How its rows come in pages; None if it has none.
    """

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    result: Shape
    answer: Callable[[OpenArchive, Values], Fields]
    pages: Pages | None = None
