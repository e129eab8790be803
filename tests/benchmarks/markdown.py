"""Figures as Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table, a line for each row; an empty cell is one space wide."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join("".join(f"| {cell} " if cell else "| " for cell in row) + "|\n" for row in lines)


def share(value: float) -> str:
    """A share as it is usual in tables: .742."""
    return f"{value:.3f}".removeprefix("0")


def several(value: float, unit: str) -> str:
    """A figure with its unit, to two or three digits: "0.35 s", "12 ms", "1,240 MB"."""
    digits = 0 if value >= 10 else 1 if unit == "ms" else 2
    return f"{value:,.{digits}f} {unit}"
