"""The forms in which a command answers, and JSON as all of them write it."""

from __future__ import annotations

from typing import Literal

from indexer.output import safe_json

Form = Literal["terminal", "json", "jsonl", "csv", "markdown"]


def write_json(value: object, indent: int | None = None) -> None:
    """Write a value to stdout, without indent on one line."""
    print(safe_json(value, indent))
