"""The forms in which a command answers, and JSON as all of them write it."""

from __future__ import annotations

import json
from typing import Literal

Form = Literal["terminal", "json", "jsonl", "csv", "markdown"]


def write_json(value: object, indent: int | None = None) -> None:
    """Write a value to stdout, without indent on one line."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))
