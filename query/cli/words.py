"""The words of a question on the command line: quotation marks around all of them are not needed.

    whosaid ask wall mexico -insurance

A word with a hyphen in front excludes it; an option with one hyphen has one letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import typer
from typer.core import TyperCommand

_EXCLUDING = re.compile(r"-(?:\d|[^\W\d_]{2}|[^\W\d_]*[\"“„«‘(:]|~)")


class WithWords(TyperCommand):
    """A command whose arguments are words: "-word" and "-5" are among them and no options."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Take a word with a hyphen in front for what it is."""
        end = args.index("--") if "--" in args else len(args)
        valued = {
            name
            for one in self.params
            if one.param_type_name == "option" and not getattr(one, "is_flag", False)
            for name in one.opts
        }
        words = [
            # With a space in front it is no option. `--sort -date` stays.
            f" {word}" if _EXCLUDING.match(word) and before not in valued else word
            for before, word in pairwise(["", *args[:end]])
        ]
        return super().parse_args(ctx, [*words, *args[end:]])


def text_of(words: Sequence[str] | None) -> str | None:
    """The words of a question as one text; None without any.

    >>> text_of(["wall", " -insurance"])
    'wall -insurance'
    """
    return " ".join(word.strip() for word in words) if words else None
