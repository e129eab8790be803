"""The `whosaid` command: the commands of the indexer and of the query tool as one program.

This module alone of `query` knows the indexer's pipeline, and only by the name of its commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.terminal import run

if TYPE_CHECKING:
    import typer


def program() -> typer.Typer:
    """All commands as one app."""
    from indexer.cli import app as index_app
    from indexer.commands import new_app
    from query.cli.app import app as query_app
    from query.cli.evaluate import app as evaluate_app

    app = new_app("Ask a folder of news articles: the passages that answer, and who said what.")
    app.add_typer(index_app)
    app.add_typer(query_app)
    app.add_typer(evaluate_app)
    return app


def main() -> None:
    """Run the program."""
    run(program)


if __name__ == "__main__":
    main()
