"""The `whosaid` command: the commands of the indexer and of the query tool as one program.

This is the only module of `query` that knows the indexer's pipeline, and it knows only the names of
its commands.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from indexer.light_start import start_lightly
from indexer.terminal import run

if TYPE_CHECKING:
    import typer

PURPOSE = "Ask a folder of news articles: the passages that answer, and who said what."

COMMANDS = {
    "indexer.cli": ("index", "check", "compact", "status", "extract"),
    "indexer.correct": ("correct",),
    "query.cli.app": ("ask", "show", "quotes", "speakers", "sources"),
    "query.cli.research": ("verify", "cite", "timeline", "save", "news"),
    "query.cli.serve": ("serve", "mcp"),
    "query.cli.evaluate": ("evaluate",),
}
"""The modules that hold the commands, and the names of the commands of each, in order of the
help."""


def program(words: Sequence[str] = ()) -> typer.Typer:
    """The commands as one app.

    Args:
        words: The command line. If it begins with a command, the app has this command alone: making
            all of them takes as long as importing NumPy.
    """
    from indexer.commands import add_command, new_app
    from query.cli.version import with_version

    app = new_app(PURPOSE)
    app.callback(help=PURPOSE)(with_version)
    first = words[0] if words else ""
    for module, names in COMMANDS.items():
        if first in names:
            add_command(app, import_module(module).app, first)
            return app
    for module in COMMANDS:
        app.add_typer(import_module(module).app)
    return app


def main() -> None:
    """Run the program."""
    if sys.argv[1:2] and sys.argv[1] not in COMMANDS["indexer.cli"]:
        start_lightly()  # a run of the indexer has matrices to multiply
    run(lambda: program(sys.argv[1:]))


if __name__ == "__main__":
    main()
