"""The `whosaid` command: the commands of the indexer and of the query tool as one program.

This is the only module of `query` that knows the indexer's pipeline, and it knows only the names of
its commands.
"""

from __future__ import annotations

from typing import Annotated

import typer

from indexer.cli import app as index_app
from indexer.terminal import new_app, run
from query.cli.app import app as query_app
from query.cli.evaluate import app as evaluate_app

PURPOSE = "Ask a folder of news articles: the passages that answer, and who said what."


def program() -> typer.Typer:
    """All commands as one app."""
    app = new_app(PURPOSE)
    app.callback(help=PURPOSE)(_common)
    app.add_typer(index_app)
    app.add_typer(query_app)
    app.add_typer(evaluate_app)
    return app


def main() -> None:
    """Run the program."""
    run(program())


def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda wanted: _print_version() if wanted else None,
            help="Print the version and end.",
        ),
    ] = False,
) -> None:
    """Take the options that come before a command."""


def _print_version() -> None:
    from importlib.metadata import version

    print(f"whosaid {version('whosaid')}")
    raise typer.Exit


if __name__ == "__main__":
    main()
