"""The terminal, or the file or pipe in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def open_console() -> Console:
    """A console on stdout that lets a closed pipe be known rather than ending the program."""
    from rich.console import Console

    class _Console(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return _Console()


def print_line(console: Console, text: Text, *, indent: int = 0) -> None:
    """Print a text with an indent, which the lines have too on which it goes on.

    Spaces with which the text begins belong to the indent. A pipe gets every text as one line,
    whatever its length.
    """
    if not console.is_terminal:
        line = text.copy()
        line.pad_left(indent)
        console.print(line, soft_wrap=True, highlight=False)
        return
    from rich.padding import Padding

    own = len(text.plain) - len(text.plain.lstrip(" "))
    padded = Padding(text[own:], (0, 0, 0, indent + own), expand=False)
    console.print(padded if text.plain.strip() else text, highlight=False)
