"""The terminal, or the file or pipe in its place."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from query.render.console.line import Line

if TYPE_CHECKING:
    from rich.console import Console as Terminal

_FORCED = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which a user lets a pipe be drawn on as a terminal is."""

WIDTH = 80
"""Columns, where no terminal tells."""


class Pipe:
    """A file or a pipe: it gets words alone, each line as one line whatever its length."""

    no_color = True
    color_system = None

    @property
    def width(self) -> int:
        """Columns for what stands side by side: those of the terminal that the program runs in."""
        columns = os.environ.get("COLUMNS", "")
        if columns.isdigit() and int(columns):
            return int(columns)
        for number in (0, 1, 2):
            with suppress(ValueError, OSError):
                return os.get_terminal_size(number).columns or WIDTH
        return WIDTH

    def write_line(self, text: str) -> None:
        """Write a line."""
        if sys.stdout is not None:  # as where it is closed
            sys.stdout.write(f"{text}\n")


Console: TypeAlias = "Pipe | Terminal"


def open_console() -> Console:
    """A console on stdout that lets a closed pipe be known rather than ending the program."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    if not (is_terminal or any(os.environ.get(name) for name in _FORCED)):
        return Pipe()
    from rich.console import Console as Terminal

    class _Terminal(Terminal):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return _Terminal()


def print_line(console: Console, line: Line, *, indent: int = 0) -> None:
    """Print a line with an indent, which the lines have too on which it goes on.

    Spaces with which the line begins belong to the indent.
    """
    if isinstance(console, Pipe):
        console.write_line(" " * indent + line.plain)
        return
    text = line.as_rich()
    if not console.is_terminal:
        text.pad_left(indent)
        console.print(text, soft_wrap=True, highlight=False)
        return
    from rich.padding import Padding

    own = len(text.plain) - len(text.plain.lstrip(" "))
    padded = Padding(text[own:], (0, 0, 0, indent + own), expand=False)
    console.print(padded if text.plain.strip() else text, highlight=False)
